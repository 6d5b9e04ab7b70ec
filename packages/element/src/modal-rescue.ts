import { make } from './make.js';

/** Our own way out, shown above a modal that does not load. Returns what removes it. */
export function showModalRescue(text: string, code: string, onLeave: () => void): () => void {
  const button = make('button', {}, `${text} (${code})`);
  // Set through the object model, which a style-src policy allows.
  button.style.cssText =
    'position:fixed;z-index:2147483647;inset:auto 16px 16px;padding:16px;font:16px system-ui;background:#fff;color:#000';
  button.addEventListener('click', onLeave);
  document.body.append(button);
  button.focus();
  return () => button.remove();
}
