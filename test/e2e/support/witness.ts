import type { BrowserContext } from 'playwright-core';

/** Everything a browser context says or receives, for the question whether something was there that should not be. */
export interface Witness {
  /** Console errors and warnings, uncaught errors, content security policy violations. */
  readonly complaints: readonly string[];
  /** Address, status and body of every answer, once all of them have been read. */
  answers(): Promise<readonly { readonly url: string; readonly body: string }[]>;
  readonly consoleTexts: readonly string[];
}

export function watch(context: BrowserContext): Witness {
  const complaints: string[] = [];
  const consoleTexts: string[] = [];
  const answers: Promise<{ url: string; body: string }>[] = [];
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
    answers.push(
      body.then((text) => ({ url: response.url(), body: `${headerText(response.headers())}\n${text}` })),
    );
  });
  return { complaints, consoleTexts, answers: () => Promise.all(answers) };
}

function headerText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
