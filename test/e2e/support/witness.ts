import type { BrowserContext } from 'playwright-core';

/** Everything a browser context says or receives, for the question whether something was there that should not be. */
export interface Witness {
  /** Console errors and warnings, uncaught errors, content security policy violations. */
  readonly complaints: readonly string[];
  /**
   * Address, status and body of every answer, once all of them have been read. `from`: of those whose address begins so; a stream
   * of events, which has no end, must not be among them.
   */
  answers(from?: string): Promise<readonly { readonly url: string; readonly body: string }[]>;
  readonly consoleTexts: readonly string[];
}

export function watch(context: BrowserContext): Witness {
  const complaints: string[] = [];
  const consoleTexts: string[] = [];
  const answers: { url: string; read: Promise<{ url: string; body: string }> }[] = [];
  context.on('console', (message) => {
    consoleTexts.push(message.text());
    if (['error', 'warning'].includes(message.type())) {
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  context.on('response', (response) => {
    // The body of a redirect, or of a page left behind, cannot be read.
    const body = response.text().catch(() => '');
    const url = response.url();
    const read = body.then((text) => ({ url, body: `${headerText(response.headers())}\n${text}` }));
    answers.push({ url, read });
  });
  const answersFrom = (from = '') =>
    Promise.all(answers.filter(({ url }) => url.startsWith(from)).map(({ read }) => read));
  return { complaints, consoleTexts, answers: answersFrom };
}

function headerText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
