import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { HelcimCheckoutError, type SessionAnswer } from '../../packages/element/src/index.js';
import { type ManualTime, settle, takeTime } from './manual-time.js';
import {
  type Checkout,
  checkout,
  declined,
  FakeServer,
  message,
  modalFrame,
  modalOrigin,
  rescueControl,
  standInForModal,
  success,
  tidy,
  verdict,
} from './support.js';

type Verdict = 'approved' | 'pending' | 'review';
type Request = 'create' | 'result' | 'status';
/** `settled`: the verdict of the scene. A server does not contradict itself. */
type Answer = 'open' | 'unknown' | 'expired' | 'superseded' | 'settled' | 'offline' | 'busy' | 'refused';
type Step =
  | { readonly modal: 'SUCCESS' | 'ABORTED' | 'HIDE'; readonly asText: boolean; readonly sourceGone: boolean }
  | { readonly answers: Request; readonly answer: Answer; readonly newest: boolean }
  | { readonly passes: number }
  | 'stranger says SUCCESS'
  | 'checkStatus'
  | 'pageshow'
  | 'click'
  | 'close'
  | 'rescue';
interface Scene {
  readonly steps: readonly Step[];
  readonly settled: Verdict;
  readonly loads: boolean;
  readonly receipt: boolean;
  readonly unpaid: 'open' | 'expired';
  /** What the buyer has done with the modal before the steps. */
  readonly before: 'opened' | 'closed' | 'closed, clicked again';
}

const answer: fc.Arbitrary<Answer> = fc.constantFrom(
  'open',
  'unknown',
  'expired',
  'superseded',
  'settled',
  'offline',
  'busy',
  'refused',
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      modal: fc.constantFrom('SUCCESS', 'SUCCESS', 'ABORTED', 'HIDE'),
      asText: fc.boolean(),
      sourceGone: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      answers: fc.constantFrom('result', 'status', 'create'),
      answer,
      newest: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ passes: fc.constantFrom(500, 1_500, 3_000, 12_000, 60_000) }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'stranger says SUCCESS',
      'checkStatus',
      'checkStatus',
      'pageshow',
      'click',
      'close',
      'rescue',
    ),
  },
);
const scene: fc.Arbitrary<Scene> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
  settled: fc.constantFrom('approved', 'pending', 'review'),
  loads: fc.boolean(),
  receipt: fc.boolean(),
  unpaid: fc.constantFrom('open', 'expired'),
  before: fc.constantFrom('opened', 'closed', 'closed, clicked again'),
});

let scenes = 0;

/** Holds every request until a step answers it. Session and token are its own: modals of earlier tests may still listen. */
class SlowServer extends FakeServer {
  readonly waiting: { readonly request: Request; reply(answer: Answer): void }[] = [];
  readonly replies: {
    readonly request: Request;
    readonly given: Answer;
    readonly knowsOfSuccess: boolean;
  }[] = [];
  /** What is answered at once, if anything. */
  atOnce: Answer | undefined;
  readonly sessionId = `scene-${++scenes}`;
  readonly checkoutToken = `scene${scenes}`.padEnd(22, '0');

  readonly #scene: Scene;

  constructor(scene: Scene) {
    super();
    this.#scene = scene;
    this.create = () => this.#hold('create');
    this.result = () => this.#hold('result');
    this.status = () => this.#hold('status');
  }

  get hasSettled(): boolean {
    return this.replies.some(({ given }) => given === 'settled');
  }

  #hold(request: Request): Promise<SessionAnswer> {
    const knowsOfSuccess = this.results.length > 0;
    return new Promise((resolve, reject) => {
      const held = {
        request,
        reply: (given: Answer) => {
          if (this.waiting.includes(held)) this.waiting.splice(this.waiting.indexOf(held), 1);
          this.replies.push({ request, given, knowsOfSuccess });
          if (given === 'offline') reject(new HelcimCheckoutError('network'));
          else if (given === 'busy') reject(new HelcimCheckoutError('busy', '', { retryAfterSeconds: 2 }));
          else if (given === 'refused') reject(new HelcimCheckoutError('refused'));
          else resolve(this.#body(request, given));
        },
      };
      if (this.atOnce) held.reply(this.atOnce);
      else this.waiting.push(held);
    });
  }

  #body(request: Request, given: Exclude<Answer, 'offline' | 'busy' | 'refused'>): SessionAnswer {
    const { settled, receipt: confirmationScreen } = this.#scene;
    const { sessionId, checkoutToken } = this;
    const token = request === 'create' && given === 'open' ? { checkoutToken } : {};
    return { ...verdict(given === 'settled' ? settled : given), sessionId, confirmationScreen, ...token };
  }
}

const verdictEvents = ['helcim-approved', 'helcim-pending', 'helcim-review'];
const ends = [...verdictEvents, 'helcim-cancelled', 'helcim-failed'];

class Play {
  readonly #scene: Scene;
  readonly #server: SlowServer;
  readonly #shop: Checkout;
  readonly #time: ManualTime;
  /** Events, and when the first SUCCESS was heard. */
  readonly #story: string[];
  #paid = false;
  /** When the element gave the modal up. It hears a late word for two seconds more. */
  #leftAt = Infinity;

  constructor(scene: Scene, server: SlowServer, shop: Checkout, time: ManualTime) {
    this.#scene = scene;
    this.#server = server;
    this.#shop = shop;
    this.#time = time;
    this.#story = shop.events;
    const { element } = shop;
    for (const end of ['helcim-cancelled', 'helcim-failed'] as const)
      element.addEventListener(end, () => (this.#leftAt = time.now()));
    element.addEventListener('helcim-opened', () => (this.#leftAt = Infinity));
  }

  async run(): Promise<void> {
    await this.#open();
    for (const each of this.#scene.steps) {
      await this.#step(each);
      await settle();
      this.#checkLock();
    }
    await this.#conclude();
  }

  async #open(): Promise<void> {
    void this.#shop.element.open();
    await settle();
    this.#server.waiting[0]?.reply('open');
    await settle();
    expect(this.#shop.element.state).to.equal('open');
    if (this.#scene.loads) modalFrame()?.dispatchEvent(new Event('load'));
    const { before } = this.#scene;
    if (before === 'opened') return;
    this.#shop.element.close();
    this.#server.waiting[0]?.reply('open');
    await settle();
    if (before === 'closed, clicked again') this.#shop.button.click();
    await settle();
  }

  async #step(each: Step): Promise<void> {
    const { element, button } = this.#shop;
    if (each === 'checkStatus') void element.checkStatus();
    else if (each === 'click') button.click();
    else if (each === 'close') element.close();
    else if (each === 'rescue') rescueControl()?.click();
    else if (each === 'pageshow')
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    else if (each === 'stranger says SUCCESS') this.#post(message('SUCCESS', success, 'another-token'), null);
    else if ('passes' in each) await this.#time.pass(each.passes);
    else if ('answers' in each) this.#answer(each);
    else this.#say(each);
  }

  #answer({ answers, answer, newest }: Extract<Step, { answers: Request }>): void {
    const held = this.#server.waiting.filter(({ request }) => request === answers);
    held.at(newest ? -1 : 0)?.reply(answer);
  }

  #say({ modal, asText, sourceGone }: Extract<Step, { modal: string }>): void {
    const frame = modalFrame();
    const data = message(modal, modal === 'SUCCESS' ? success : declined, this.#server.checkoutToken);
    const audible =
      !verdictEvents.includes(`helcim-${this.#shop.element.state}`) &&
      this.#time.now() < this.#leftAt + 2_000;
    if (modal === 'SUCCESS' && audible && !this.#paid) {
      this.#paid = true;
      this.#story.push('SUCCESS');
    }
    this.#post(asText ? JSON.stringify(data) : data, sourceGone ? null : (frame?.contentWindow ?? null));
  }

  #post(data: unknown, source: Window | null): void {
    window.dispatchEvent(new MessageEvent('message', { origin: modalOrigin, source, data }));
  }

  #checkLock(): void {
    if (!this.#paid || this.#server.hasSettled) return;
    expect(this.#shop.element.state, this.#tale()).to.be.oneOf(['confirming', 'unknown']);
    expect(this.#shop.button.ariaDisabled, this.#tale()).to.equal('true');
  }

  /** From here the server knows, and time passes. */
  async #conclude(): Promise<void> {
    const { element } = this.#shop;
    const server = this.#server;
    const last = this.#paid || server.hasSettled ? 'settled' : this.#scene.unpaid;
    server.atOnce = last;
    while (server.waiting.length > 0) server.waiting[0]?.reply(last);
    await settle();
    element.close();
    for (let minutes = 0; minutes < 5; minutes++) await this.#time.pass(60_000);
    element.close();
    await settle();
    this.#judge();
  }

  #judge(): void {
    const { element, events } = this.#shop;
    const server = this.#server;
    const tale = this.#tale();
    const verdicts = events.filter((name) => verdictEvents.includes(name));
    expect(verdicts.length, tale).to.be.at.most(1);
    if (!this.#paid) {
      expect(element.state, tale).to.be.oneOf(['idle', 'failed', this.#scene.settled]);
      return;
    }
    const after = events.slice(events.indexOf('SUCCESS')).filter((name) => ends.includes(name));
    expect(after, tale).to.deep.equal([`helcim-${this.#scene.settled}`]);
    expect(element.state, tale).to.equal(this.#scene.settled);
    const doubtful = server.replies.some(
      ({ given, knowsOfSuccess }) => knowsOfSuccess && given !== 'settled',
    );
    if (!doubtful) expect(events.slice(events.indexOf('SUCCESS')), tale).to.not.include('helcim-unknown');
    this.#judgeReports(tale);
  }

  /** Sent again only because it was not answered. */
  #judgeReports(tale: string): void {
    const { replies, results } = this.#server;
    const answers = replies.filter(({ request }) => request === 'result').map(({ given }) => given);
    const answered = answers.filter((given) => given !== 'offline' && given !== 'busy');
    expect(answered, tale).to.have.length(1);
    expect(new Set(results), tale).to.deep.equal(new Set([success]));
  }

  #tale(): string {
    const replies = this.#server.replies.map(({ request, given }) => `${request} ${given}`);
    return `${this.#shop.events.join()} | ${replies.join()}`;
  }
}

describe('whatever modal, server, buyer and page do, in whatever order', () => {
  before(async () => {
    // Loads the script.
    const { element } = await checkout();
    await element.open();
    await tidy();
  });

  it('a SUCCESS reaches the server, locks the button and ends in exactly one verdict', async () => {
    const restoreModal = standInForModal();
    try {
      await fc.assert(fc.asyncProperty(scene, play), {
        seed: 20_260_204,
        numRuns: 300,
        includeErrorInReport: true,
      });
    } finally {
      restoreModal();
    }
  }).timeout(120_000);
});

async function play(drawn: Scene): Promise<void> {
  const server = new SlowServer(drawn);
  const shop = await checkout({}, { server });
  const time = takeTime();
  try {
    await new Play(drawn, server, shop, time).run();
  } finally {
    server.atOnce = 'settled';
    while (server.waiting.length > 0) server.waiting[0]?.reply('settled');
    shop.element.close();
    shop.element.remove();
    for (let minutes = 0; minutes < 3; minutes++) await time.pass(60_000);
    time.restore();
  }
  await tidy();
}
