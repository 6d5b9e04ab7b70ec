#!/usr/bin/env node
import { parseArgs } from 'node:util';

const usage = `Usage: helcim-checkout <command>

  simulator [--port 4000] [--modal-port 4001]   a local stand-in for Helcim; default ports: free ones
`;

/** Loaded only when asked for: a server that never simulates carries nothing of it. */
async function runSimulator(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, 'modal-port': { type: 'string' } },
  });
  const { startSimulator } = await import('../simulator/index.js');
  const { url, apiUrl, scriptUrl, tokens } = await startSimulator({
    port: portOf(values.port),
    modalPort: portOf(values['modal-port']),
  });
  process.stdout.write(
    [
      'Helcim simulator: only test cards, nothing is ever charged.',
      `  pages        ${url}`,
      `  apiUrl       ${apiUrl}`,
      `  script-url   ${scriptUrl}`,
      `  HELCIM_API_TOKEN   ${tokens.helcimPay}`,
      `  HELCIM_READ_TOKEN  ${tokens.read}`,
      '',
    ].join('\n'),
  );
}

function portOf(text = '0'): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`'${text}' is no port: give a whole number from 0 to 65535.`);
}

async function main([command, ...args]: string[]): Promise<void> {
  if (command !== 'simulator') {
    const complaint = command === undefined ? 'A command is missing.' : `Unknown command '${command}'.`;
    throw new Error(`${complaint}\n\n${usage}`);
  }
  await runSimulator(args);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
