/**
 * `npm run chaos -- --store sqlite --checkouts 10000 --seed 1`: random buyers, faults and kills over hours of simulated time. The
 * last line on standard output is the verdict as JSON; the exit code is 1 if a payment was lost, or an order fulfilled twice.
 */
import { readArguments, usage, type Arguments } from './arguments.js';
import { demandsOn } from './run-plan.js';
import { judge } from './verdict.js';
import { clearAway, runWorld } from './world.js';

const mostFailuresTold = 20;

function argumentsOrExit(): Arguments {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return process.exit(0);
  }
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return process.exit(2);
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

const given = argumentsOrExit();
const startedAt = performance.now();
const remains = await runWorld(given);
const { line, returned, shares, failures } = judge(remains.evidence, demandsOn(given));
const all = [...remains.troubles, ...failures];

for (const failure of all.slice(0, mostFailuresTold)) console.error(failure);
if (all.length > mostFailuresTold) console.error(`… and ${all.length - mostFailuresTold} more`);
if (all.length > 0 || given.keep)
  console.error(`Ledgers and trace are in ${remains.folder}; seed ${given.seed}.`);
else clearAway(remains);
console.error(`${given.checkouts} checkouts in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
console.log(
  `Of the matching approvals fulfilled: ${percent(shares.all)} (card ${percent(shares.card)}, bank ${percent(shares.bank)}); ` +
    `bank payments that came back, and the merchant knows it: ${returned}`,
);
console.log(JSON.stringify(line));
process.exit(all.length > 0 ? 1 : 0);
