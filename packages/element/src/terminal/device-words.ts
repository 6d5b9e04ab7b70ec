import type { DeviceChoice, DeviceNews } from './device-choice.js';
import type { TerminalMessages } from './terminal-messages.js';

const done = { pair: 'paired', unpair: 'unpaired', ping: 'signalSent' } as const;

/** What became of the last piece of work on devices; empty if there is nothing to say. */
export function deviceNewsText({ news, work }: DeviceChoice, texts: TerminalMessages): string {
  if (!news || work || news.error || news.work === 'load') return '';
  return texts[done[news.work]];
}

/** Why it failed, in words for a clerk. */
export function deviceErrorText({ work, error }: DeviceNews, texts: TerminalMessages): string {
  const reason = error?.reason ?? '';
  if (!error) return '';
  if (reason === 'not_allowed') return texts.notAllowed;
  if (reason === 'device_unknown' || reason === 'device_code_invalid') return texts.deviceUnknown;
  if (reason === 'device_not_paired') return texts.notPaired;
  if (reason === 'device_busy') return texts.deviceBusy;
  if (/asleep|listening/.test(reason)) return texts.asleep;
  // What only a developer can mend is said in full; a clerk never sees it on a page that works.
  if (error.code === 'configuration') return error.message;
  if (work === 'load') return texts.loadFailed;
  if (error.code === 'busy') return texts.busy;
  return reason ? texts.refused : texts.silent;
}

/** `Front counter · JFHP`. */
export function deviceLabel(name: string | undefined, code: string): string {
  return name && name !== code ? `${name} · ${code}` : code;
}
