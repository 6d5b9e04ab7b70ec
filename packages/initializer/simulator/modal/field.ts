import { html, type Html } from '../pages/html.js';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel';
  readonly inputmode?: 'numeric';
  readonly placeholder?: string;
  readonly wide?: boolean;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly after?: Html;
}

/** A labelled input with a place for its error. */
export function field({ name, label, wide, after, ...input }: Field): Html {
  const { type = 'text', required = true, maxLength = 200 } = input;
  return html`<div class="field ${wide && 'wide'}">
    <label for="${name}">${label}</label>
    <div class="control">
      <input
        id="${name}"
        name="${name}"
        type="${type}"
        ${input.inputmode && html`inputmode="${input.inputmode}"`}
        autocomplete="${input.autocomplete}"
        maxlength="${maxLength}"
        placeholder="${input.placeholder}"
        value="${input.value}"
        aria-required="${required ? 'true' : 'false'}"
        aria-describedby="${name}-error"
        spellcheck="false"
      />${after}
    </div>
    <p class="error" id="${name}-error"></p>
  </div>`;
}
