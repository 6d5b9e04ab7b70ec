import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { indented } from './indented.js';

/** Tells the runner the counts of a run in the browser, as JSON in the file that `STAGE_REPORT` names. */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const report = { passed: 0, failed: 0, failures: [], skips: [] };
      for (const session of sessions) addSession(report, session);
      if (process.env.STAGE_REPORT) writeFileSync(process.env.STAGE_REPORT, JSON.stringify(report));
    },
  };
}

function addSession(report, session) {
  const file = relative(process.cwd(), session.testFile);
  const tests = [...testsBelow(session.testResults, '')];
  for (const { name, test } of tests) {
    if (test.skipped) report.skips.push(`${file} › ${name}: no reason given`);
    else if (test.passed) report.passed += 1;
    else fail(report, `${file} › ${name}${test.error ? `\n${indented(test.error.message)}` : ''}`);
  }
  if (tests.length === 0) fail(report, `${file}: the file holds no test`);
  else if (!session.passed && tests.every(({ test }) => test.passed || test.skipped))
    fail(report, `${file}: the page broke`);
}

function fail(report, name) {
  report.failed += 1;
  report.failures.push(name);
}

function* testsBelow(suite, path) {
  for (const test of suite?.tests ?? []) yield { name: `${path}${test.name}`, test };
  for (const child of suite?.suites ?? [])
    yield* testsBelow(child, `${path}${child.name ? `${child.name} › ` : ''}`);
}
