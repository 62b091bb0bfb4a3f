// Runs the built command line as a user would, and reads its report.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

interface CliRun {
  readonly status: number | null;
  readonly seconds: number;
  readonly errors: string;
  /** The `--report` file as text: searched for names of files that must be reported. */
  readonly report: string;
}

/** @throws Error where the command line is not built or died of a signal */
export function runCli(arguments_: readonly string[], report?: string): CliRun {
  const program = process.env['MEDIMAGECLEANER_CLI'] ?? 'dist/cli.js';
  if (!existsSync(program)) throw new Error('dist/cli.js is not there: run `npm run build` first');
  const words = [...arguments_, ...(report === undefined ? [] : ['--report', report])];
  const start = process.hrtime.bigint();
  const run = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.error !== undefined) throw run.error;
  if (run.signal !== null) throw new Error(`the command line died: ${run.signal}`);
  const text = report !== undefined && existsSync(report) ? readFileSync(report, 'utf8') : '';
  return { status: run.status, seconds, errors: run.stderr, report: text };
}
