import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Stage } from './stages.js';

export interface StageReport {
  passed: number;
  failed: number;
  /** Names of what failed. */
  failures: string[];
  /** Name and reason of what was left out. */
  skips: string[];
}

export interface StageResult extends StageReport {
  readonly name: string;
  readonly seconds: number;
}

/** Runs one stage. A stage that ran no test, or whose command failed without a failing test, has failed. */
export async function runStage(stage: Stage, filter?: string): Promise<StageResult> {
  const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-test-'));
  const reportFile = join(folder, 'report.json');
  const started = performance.now();
  try {
    const commands = stage.commands(filter, reportFile);
    const report =
      stage.kind === 'checks'
        ? await runChecks(commands, stage.atOnce ?? false)
        : await runTests(commands, reportFile);
    if (report.passed + report.failed === 0) fail(report, 'no test ran');
    return {
      ...report,
      name: stage.name,
      failures: report.failures.map((name) => `${stage.name}: ${name}`),
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runChecks(commands: readonly Command[], atOnce: boolean): Promise<StageReport> {
  const report = emptyReport();
  const check = async (command: Command) => {
    if ((await run(command, {})) === 0) report.passed += 1;
    else fail(report, command.label);
  };
  if (atOnce) await Promise.all(commands.map(check));
  else for (const command of commands) await check(command);
  return report;
}

async function runTests(commands: readonly Command[], reportFile: string): Promise<StageReport> {
  const report = emptyReport();
  for (const command of commands) {
    const exitCode = await run(command, { STAGE_REPORT: reportFile });
    const ran = readReport(reportFile);
    report.passed += ran.passed;
    report.failed += ran.failed;
    report.failures.push(...ran.failures);
    report.skips.push(...ran.skips);
    if (exitCode !== 0 && ran.failed === 0) fail(report, `${command.label} ended with exit code ${exitCode}`);
  }
  return report;
}

function emptyReport(): StageReport {
  return { passed: 0, failed: 0, failures: [], skips: [] };
}

function fail(report: StageReport, name: string): void {
  report.failed += 1;
  report.failures.push(name);
}

function readReport(file: string): StageReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StageReport;
  } catch {
    return { ...emptyReport(), failed: 1, failures: ['the tests ended without a report'] };
  }
}

function run(command: Command, env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command.args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      // Without the variable a test run inside a test would believe that it is a part of the outer one, and run nothing.
      env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...env },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
