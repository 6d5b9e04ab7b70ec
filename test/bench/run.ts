/** `npm run bench`: every measure as a ratio within one run. `npm run bench -- --only size` runs one of them. */
import { parseArgs } from 'node:util';
import { benchSize } from './size.js';

const benches: Readonly<Record<string, () => Promise<void>>> = { size: benchSize };

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only === undefined ? Object.keys(benches) : values.only.split(',');

for (const name of names) {
  const bench = benches[name];
  if (!bench) {
    console.error(`No bench is called "${name}". There are: ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  console.log(`\n${name}`);
  await bench();
}
