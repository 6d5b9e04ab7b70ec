import { make } from '../make.js';
import type { DeviceChoice } from './device-choice.js';
import { deviceLabel } from './device-words.js';
import { createOfferView } from './offer-view.js';
import { createPairForm } from './pair-form.js';
import { createTerminalIcon } from './terminal-icon.js';
import type { TerminalMessages } from './terminal-messages.js';
import type { TerminalStatus } from './terminal-status.js';
import { writeText } from './write-text.js';

export interface DeviceView {
  readonly node: HTMLElement;
  /** Leads the clerk to what is missing. */
  focus(): void;
  update(status: TerminalStatus, texts: TerminalMessages, disabled: boolean): void;
}

/** Which device is used; behind one button what else can be done with devices. */
export function createDeviceView(choice: DeviceChoice, onPaired: () => void): DeviceView {
  const name = make('b');
  const code = make('bdi', { class: 'code' });
  const shown = make('span', { class: 'chosen' }, name, code);
  const select = make('select', { part: 'select' });
  const toggle = make(
    'button',
    { class: 'small quiet dots', type: 'button', 'aria-controls': 'panel' },
    createTerminalIcon('dots').node,
  );
  const bar = make('div', { class: 'bar' }, createTerminalIcon('device').node, shown, select, toggle);

  const ping = make('button', { class: 'small', type: 'button' });
  const unpair = createOfferView('unpair');
  const another = make('button', { class: 'small', type: 'button' });
  const form = createPairForm(choice, () => {
    open = pairing = false;
    onPaired();
  });
  const panel = make(
    'div',
    { class: 'panel', id: 'panel' },
    make('div', { class: 'row' }, ping, unpair.node, another),
    form.node,
  );
  const node = make('div', { part: 'device' }, bar, panel);
  let open = false;
  let pairing = false;
  let update: () => void;

  toggle.addEventListener('click', () => {
    open = !open;
    pairing = false;
    if (open) void choice.load();
    update();
  });
  another.addEventListener('click', () => {
    pairing = true;
    update();
    form.focus();
  });
  ping.addEventListener('click', () => {
    if (choice.current) void choice.ping(choice.current);
  });
  select.addEventListener('change', () => choice.choose(select.value));

  return {
    node,
    focus() {
      if (!select.hidden) select.focus();
      else if (!form.node.hidden && !panel.hidden) form.focus();
      else toggle.focus();
    },
    update(status, texts, disabled) {
      update = () => {
        const { current, paired, fixed, devices } = choice;
        const { answer } = status;
        const locked = disabled || !status.startable;
        const device = locked && answer?.device ? { code: answer.device, name: answer.deviceName } : current;
        const none = devices !== undefined && paired.length === 0 && !fixed;
        const choosable = !fixed && !locked && paired.length > 1;
        if (locked) open = pairing = false;
        // A device without a name of its own is called by its code.
        writeText(name, device ? (device.name?.replace(device.code, '') ?? '') : texts.device);
        writeText(code, device?.code ?? '');
        shown.hidden = choosable;
        select.hidden = !choosable;
        select.ariaLabel = texts.device;
        fillSelect(select, choice, texts);
        toggle.hidden = locked || none || !devices;
        toggle.ariaLabel = toggle.title = texts.options;
        toggle.ariaExpanded = String(open);
        panel.hidden = locked || !(open || none);
        ping.hidden = !current?.paired;
        writeText(ping, texts.signal);
        unpair.update(
          current?.paired
            ? {
                id: current.code,
                label: texts.unpair,
                question: texts.unpairQuestion,
                yes: texts.unpair,
                act: () => void choice.unpair(current),
              }
            : undefined,
          texts.back,
        );
        another.hidden = none || pairing || fixed;
        writeText(another, texts.pairAnother);
        form.node.hidden = !(pairing || none);
        form.update(texts);
      };
      update();
    },
  };
}

/** Rewritten only if something changed: an open list would close. */
function fillSelect(
  select: HTMLSelectElement,
  { paired, current }: DeviceChoice,
  texts: TerminalMessages,
): void {
  const rows = paired.map(({ code, name }) => ({ code, text: deviceLabel(name, code) }));
  if (!current) rows.unshift({ code: '', text: texts.chooseDevice });
  const same =
    rows.length === select.options.length &&
    rows.every(({ code, text }, index) => {
      const option = select.options[index];
      return option?.value === code && option.text === text;
    });
  if (!same) select.replaceChildren(...rows.map(({ code, text }) => make('option', { value: code }, text)));
  select.value = current?.code ?? '';
}
