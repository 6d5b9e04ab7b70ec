/**
 * `npm test`: every stage in order, one sum at the end. `npm test -- unit e2e` runs only the stages named;
 * `npm test -- unit --files settle` only the test files whose path holds the word.
 */
import { parseArgs } from 'node:util';
import { findBrowser } from './helpers/find-browser.js';
import { obtainFullBrowser } from './helpers/obtain-full-browser.js';
import { obtainRedis } from './helpers/obtain-redis.js';
import { runStage, type StageResult } from './helpers/run-stage.js';
import { stages } from './helpers/stages.js';

const { values, positionals } = parseArgs({ options: { files: { type: 'string' } }, allowPositionals: true });

const unknown = positionals.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(
    `No stage is called ${unknown.join(', ')}. Stages: ${stages.map((stage) => stage.name).join(', ')}.`,
  );
  process.exit(2);
}

await sayBrowser();
console.log(`Browser with a back/forward cache: ${obtainFullBrowser()}`);
console.log(`Redis: ${obtainRedis()}`);
const results: StageResult[] = [];
for (const stage of stages) {
  if (positionals.length > 0 && !positionals.includes(stage.name)) continue;
  const result = await runStage(stage, values.files);
  results.push(result);
  console.log(
    `\n── ${stage.name}: ${result.passed} passed, ${result.failed} failed, ${result.seconds.toFixed(1)} s`,
  );
  if (stage.name === 'build' && result.failed > 0) break; // Everything after it would only repeat the news.
}
process.exitCode = conclude(results);

async function sayBrowser(): Promise<void> {
  try {
    const { path, from } = await findBrowser();
    console.log(`Browser: ${path} (${from})`);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** Prints stage times, what failed, what was skipped and why, and last the one line that counts. */
function conclude(results: readonly StageResult[]): number {
  const skips = results.flatMap((result) => result.skips);
  const failures = results.flatMap((result) => result.failures);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  // A machine that checks changes must run everything: there, what was left out is a failure.
  const failed =
    results.reduce((sum, result) => sum + result.failed, 0) +
    (process.env['CI'] === 'true' ? skips.length : 0);
  console.log(
    `\nStages: ${results.map((result) => `${result.name} ${result.seconds.toFixed(1)} s`).join(', ')}`,
  );
  for (const failure of failures) console.log(`FAILED  ${failure}`);
  for (const skip of skips) console.log(`SKIPPED ${skip}`);
  console.log(
    `${passed} passed, ${failed} failed${skips.length > 0 && process.env['CI'] !== 'true' ? `, ${skips.length} skipped` : ''}`,
  );
  return failed === 0 && passed > 0 ? 0 : 1;
}
