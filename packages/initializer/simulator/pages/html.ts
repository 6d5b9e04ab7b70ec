/** Markup that is safe to send: only `html` and `trusted` make it, so text can reach a page in no other way than escaped. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a hole of an `html` template. Nothing is printed for `null`, `undefined` and `false`. */
export type Hole = Html | string | number | null | undefined | false | readonly Hole[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Tagged template: every hole is escaped for text and for quoted attribute values, unless it is `Html` already. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return new Html(parts.map((part, index) => part + print(holes[index])).join(''));
}

/** Marks a text of our own, never one that came from a request, as markup. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function print(hole: Hole): string {
  if (hole === null || hole === undefined || hole === false) return '';
  if (hole instanceof Html) return hole.toString();
  if (isList(hole)) return hole.map(print).join('');
  return String(hole).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function isList(hole: Hole): hole is readonly Hole[] {
  return Array.isArray(hole);
}
