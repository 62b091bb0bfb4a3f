// `deidentify`: flags to a request, the run, and what is said about it.
import path from 'node:path';
import { createIdentity } from '../core/identity/createIdentity.js';
import { DeidError } from '../core/kernel/deidError.js';
import { compilePolicy } from '../core/policy/compile.js';
import { type ReportRequest, reportText } from '../core/report/jsonReport.js';
import { lawText } from '../core/report/law.js';
import { resolveItems } from '../node/outputPaths.js';
import { pathText } from '../node/rawPath.js';
import { run } from '../node/run.js';
import type { RunRequest, RunResult } from '../node/runTypes.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { auditFrom } from './auditFlags.js';
import { describeFailure } from './failure.js';
import { foundRows, foundTable } from './foundTable.js';
import { crosswalkFrom, keyFrom, writeCrosswalk } from './keyFlags.js';
import { lawFrom } from './lawFlags.js';
import { shortPath } from './paths.js';
import { type Rules, rulesFrom } from './policyFlags.js';
import { startProgress } from './progress.js';
import { writeReport, wrongReportPath } from './reportFile.js';
import { sealFrom } from './sealFlags.js';
import { complain, type Session, warn } from './session.js';
import { isTaken, type SummaryRequest, summaryText } from './summary.js';
import { vaultFrom } from './vaultFlags.js';
import { version } from './version.js';

/** Gives 0 when everything was cleaned, 1 when something was refused; what ends the run early has its own status. */
export async function deidentify(given: Arguments, session: Session): Promise<number> {
  const { terminal } = session;
  const rules = await rulesFrom(given, true);
  const request = requestFrom(given, rules, session);
  const outputs = resolveItems(request.paths, request).map((item) => shortPath(pathText(item.target)));
  // The folder of the copies is handed on as a whole.
  const handedOn = [...new Set(outputs.map((output) => path.dirname(output)))];
  const report = lastValue(given, 'report');
  const wrongReport = report === undefined ? undefined : await wrongReportPath(report, handedOn);
  if (wrongReport !== undefined) throw new DeidError('usage', wrongReport);
  const { key, from } = keyFrom(given, session);
  const crosswalk = await crosswalkFrom(given, from, handedOn);
  const audit = await auditFrom(given, session, handedOn);
  const vault = await vaultFrom(given, session, handedOn);
  const sealTo = await sealFrom(given, session);

  const json = hasFlag(given, 'json');
  const quiet = hasFlag(given, 'quiet');
  if (!quiet) for (const doubt of rules.doubts) warn(session, doubt);
  const log = await audit?.begin(key, compilePolicy(request.policy).digest);
  const progress = startProgress(terminal, !quiet, session.now);
  let result: RunResult;
  try {
    const told = {
      ...(log === undefined ? {} : { digests: true, onFile: log.onFile }),
      ...(vault === undefined ? {} : { onMapped: vault.onMapped }),
      ...(sealTo === undefined ? {} : { sealTo }),
    };
    result = await run({ ...request, ...told, key, onProgress: progress.update });
  } catch (error) {
    await log?.end('failed');
    throw error;
  } finally {
    progress.clear();
  }

  // What was done is told even where its record can't be written.
  const failures: unknown[] = [];
  await attempt(failures, () => vault?.end());
  await attempt(failures, () => log?.end(result.stopped?.code));
  const crosswalks = await attempt(failures, () => writeCrosswalk(crosswalk, result, key));
  const having = (code: string) => result.files.filter(({ issues }) => issues.some((one) => one.code === code)).length;
  const law = await lawFrom(given, compilePolicy(request.policy), {
    freshKey: from === 'fresh',
    pixels: request.pixels,
    pixelsNotExamined: having('pixels-not-examined'),
    namedFiles: having('file-name-identifies'),
  });
  const facts = { ...reportFacts(request, result, key), ...(law === undefined ? {} : { law }) };
  if (report !== undefined) await attempt(failures, () => writeReport(report, reportText(facts)));
  if (json) for (const piece of reportText(facts)) terminal.out(piece);
  else if (law !== undefined) terminal.out(lawText(law));
  const status = statusOf(result);
  if (!json && !(quiet && status === 0))
    say(given, session, { result, outputs, crosswalks: crosswalks ?? [], freshKey: from === 'fresh' });
  if (result.stopped !== undefined) complain(session, describeFailure(result.stopped).line);
  if (failures.length === 0) return status;
  for (const failure of failures.slice(1)) complain(session, describeFailure(failure).line);
  throw failures[0];
}

async function attempt<T>(failures: unknown[], work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    failures.push(error);
    return undefined;
  }
}

function reportFacts(request: Omit<RunRequest, 'key'>, result: RunResult, key: Uint8Array): ReportRequest {
  const { files, issues, links, totals, elapsedMs, stopped } = result;
  return {
    files,
    issues,
    policy: compilePolicy(request.policy),
    keyFingerprint: createIdentity(key).fingerprint,
    tool: { name: 'medimagecleaner', version },
    pixels: request.pixels,
    dryRun: request.dryRun,
    verified: request.verify,
    elapsedMs,
    ...(stopped === undefined ? {} : { stopped: stopped.code }),
    ...(totals.kinds.written === 0 ? {} : { links }),
    ...(totals.notReached === 0 ? {} : { notReached: totals.notReached }),
  };
}

function requestFrom(given: Arguments, { policy, table }: Rules, session: Session): Omit<RunRequest, 'key'> {
  const output = lastValue(given, 'output');
  if (output === '') throw new DeidError('usage', '--output needs the name of a folder');
  const pixels = lastValue(given, 'pixels');
  const jobs = jobsFrom(lastValue(given, 'jobs'));
  return {
    paths: given.operands,
    ...(output === undefined ? {} : { output }),
    policy,
    ...(table === undefined ? {} : { table }),
    pixels: pixels === 'all' || pixels === 'none' ? pixels : 'auto',
    salvage: hasFlag(given, 'salvage'),
    dryRun: hasFlag(given, 'dry-run'),
    verify: hasFlag(given, 'verify'),
    overwrite: hasFlag(given, 'overwrite'),
    record: lastValue(given, 'crosswalk') !== undefined,
    keepFindings: ['details', 'json', 'report'].some((name) => hasFlag(given, name)),
    producer: `medimagecleaner ${version}`,
    ...(jobs === undefined ? {} : { jobs }),
    signal: session.signal,
  };
}

function jobsFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const jobs = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (jobs < 1) throw new DeidError('usage', '--jobs takes a whole number from 1 to 9999');
  return jobs;
}

function statusOf(result: RunResult): number {
  const { kinds } = result.totals;
  if (result.stopped !== undefined) return describeFailure(result.stopped).exit;
  const short = kinds.refused + kinds.failed > 0 || result.files.some(isTaken);
  return short || kinds.written + kinds.planned === 0 ? 1 : 0;
}

type Told = Pick<SummaryRequest, 'result' | 'outputs' | 'crosswalks' | 'freshKey'>;

function say(given: Arguments, session: Session, told: Told): void {
  const { terminal } = session;
  const { outStyle: style, columns } = terminal;
  const details = hasFlag(given, 'details');
  if (details) {
    const table = foundTable(foundRows(told.result.files.flatMap((file) => file.findings)), style, columns);
    if (table !== '') terminal.out(`${table}\n`);
  }
  terminal.out(summaryText({ ...told, dryRun: hasFlag(given, 'dry-run'), details, style, columns }));
}
