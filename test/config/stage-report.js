import { join, relative } from 'node:path';
import { indented } from './indented.js';

const compiledFolder = join('packages/initializer/node_modules/.cache/tests/');

/** A reporter for node:test: the counts of one stage as JSON. Suites are not counted, and a file that holds no test fails. */
export default async function* stageReport(events) {
  const report = { passed: 0, failed: 0, failures: [], skips: [] };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const name = `${sourceOf(data.file ?? '')} › ${data.name}`;
    if (data.skip !== undefined || data.todo !== undefined) {
      report.skips.push(`${name}: ${reason(data.skip ?? data.todo)}`);
    } else if (data.details?.type === 'suite' && (type === 'test:pass' || repeatsItsTests(data))) {
      continue;
    } else if (type === 'test:fail') {
      report.failed += 1;
      report.failures.push(`${name}${causeOf(data.details?.error)}`);
    } else if (data.nesting === 0 && /\.test\.[jt]s$/.test(data.name)) {
      report.failed += 1;
      report.failures.push(`${name}: the file holds no test`);
    } else {
      report.passed += 1;
    }
  }
  yield JSON.stringify(report);
}

/** The TypeScript that a compiled test file was made of. */
function sourceOf(file) {
  const path = relative(process.cwd(), file);
  return path.startsWith(compiledFolder) ? path.slice(compiledFolder.length).replace(/js$/, 'ts') : path;
}

/** A suite fails with its tests; only a suite that broke by itself, in a hook, is news. */
function repeatsItsTests(data) {
  return data.details.error?.failureType === 'subtestsFailed';
}

/** Why it failed, for whoever reads only the end of a long log. */
function causeOf(error) {
  const { message } = error?.cause ?? error ?? {};
  return message ? `\n${indented(message)}` : '';
}

function reason(value) {
  return typeof value === 'string' && value ? value : 'no reason given';
}
