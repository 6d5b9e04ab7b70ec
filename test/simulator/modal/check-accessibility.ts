import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe-core finds wrong in a document, as lines to read; empty when it finds nothing. */
export async function accessibilityViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  const violations = await frame.evaluate<Violation[]>(
    'axe.run(document).then(({ violations }) => violations)',
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
}
