import { make } from '../make.js';
import type { DeviceChoice } from './device-choice.js';
import { deviceErrorText } from './device-words.js';
import type { TerminalMessages } from './terminal-messages.js';
import { readCode } from './terminal-settings.js';
import { writeText } from './write-text.js';

export interface PairForm {
  readonly node: HTMLFormElement;
  focus(): void;
  update(texts: TerminalMessages): void;
}

/** Takes the code that a device shows. `onPaired` when the server has paired it. */
export function createPairForm(choice: DeviceChoice, onPaired: () => void): PairForm {
  const field = (name: string, attributes: Record<string, string>) => {
    const label = make('label', { for: name });
    const input = make('input', {
      id: name,
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      ...attributes,
    });
    return { label, input, node: make('div', { class: 'field' }, label, input) };
  };
  const code = field('code', { autocapitalize: 'characters', dir: 'ltr', 'aria-describedby': 'hint' });
  const name = field('name', { maxlength: '60' });
  const hint = make('p', { id: 'hint' });
  const submit = make('button', { class: 'small filled', type: 'submit' });
  const node = make('form', { class: 'pair' }, code.node, hint, name.node, submit);
  node.noValidate = true;
  /** The clerk pressed the button with something that is no code. */
  let wrong = false;
  let texts: TerminalMessages;
  const say = () => {
    const { news } = choice;
    const error = wrong
      ? texts.codeWrong
      : news?.work === 'pair' && news.error
        ? deviceErrorText(news, texts)
        : '';
    code.input.ariaInvalid = String(error !== '');
    hint.className = error && 'wrong';
    writeText(hint, error || texts.codeHint);
  };
  const pair = async () => {
    wrong = !/^[A-Z0-9]{4}$/.test(readCode(code.input.value));
    if (!wrong && (await choice.pair(code.input.value, name.input.value))) {
      node.reset();
      onPaired();
    } else {
      say();
      code.input.focus();
    }
  };
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!choice.work) void pair();
  });
  code.input.addEventListener('input', () => {
    if (!wrong && code.input.ariaInvalid === 'false') return;
    wrong = false;
    choice.forgetNews();
    say();
  });

  return {
    node,
    focus: () => code.input.focus(),
    update(next) {
      texts = next;
      writeText(code.label, texts.code);
      writeText(name.label, texts.name);
      writeText(submit, texts.pair);
      submit.ariaDisabled = String(choice.work !== undefined);
      say();
    },
  };
}
