import { make } from '../make.js';
import { writeText } from './write-text.js';

/** Something a clerk may do, after a question if there is one. */
export interface Offer {
  readonly id: string;
  readonly label: string;
  readonly question?: string;
  readonly yes?: string;
  act(): void;
}

export interface OfferView {
  readonly node: HTMLElement;
  update(offer: Offer | undefined, back: string): void;
}

/** A small button, and in its place the question with its two answers. `name` makes ids unique. */
export function createOfferView(name: string): OfferView {
  const button = make('button', { class: 'small', type: 'button' });
  const question = make('p', { id: `${name}-question` });
  const yes = make('button', { class: 'small', type: 'button' });
  const back = make('button', { class: 'small quiet', type: 'button' });
  const answers = make('div', { class: 'row' }, yes, back);
  const group = make(
    'div',
    { class: 'question', role: 'group', 'aria-labelledby': `${name}-question` },
    question,
    answers,
  );
  const node = make('div', { class: 'offer' }, button, group);
  let offered: Offer | undefined;
  let asking = false;
  const show = () => {
    node.hidden = !offered;
    button.hidden = asking;
    group.hidden = !asking;
  };
  button.addEventListener('click', () => {
    if (!offered?.question) return offered?.act();
    asking = true;
    show();
    // The answer that changes nothing.
    back.focus();
  });
  back.addEventListener('click', () => {
    asking = false;
    show();
    button.focus();
  });
  yes.addEventListener('click', () => {
    asking = false;
    offered?.act();
    show();
  });

  return {
    node,
    update(offer, backText) {
      if (offer?.id !== offered?.id) asking = false;
      offered = offer;
      writeText(button, offer?.label ?? '');
      writeText(question, offer?.question ?? '');
      writeText(yes, offer?.yes ?? '');
      writeText(back, backText);
      show();
    },
  };
}
