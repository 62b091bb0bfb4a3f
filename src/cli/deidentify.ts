// `deidentify`: flags to a request, the run, and what is said about it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createIdentity } from '../core/identity/createIdentity.js';
import { DeidError } from '../core/kernel/deidError.js';
import { compilePolicy } from '../core/policy/compile.js';
import type { ReportFacts } from '../core/report/jsonReport.js';
import { archivesAmong, runAll } from '../node/archive/runAll.js';
import { isIncomplete } from '../node/evidenceIssues.js';
import { resolveItems } from '../node/outputPaths.js';
import { nativePath, pathText, type RawPath } from '../node/rawPath.js';
import { openReportSpool } from '../node/reportSpool.js';
import type { FinishedFile, RunRequest, RunResult } from '../node/runTypes.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { auditFrom } from './auditFlags.js';
import { describeFailure } from './failure.js';
import { foundTable } from './foundTable.js';
import { journalFrom, sinceFrom } from './journalFlags.js';
import { crosswalkFrom, keyFrom, writeCrosswalk } from './keyFlags.js';
import { lawFrom } from './lawFlags.js';
import { shortPath } from './paths.js';
import { pixelsFrom } from './pixelFlags.js';
import { type Rules, rulesFrom } from './policyFlags.js';
import { startProgress } from './progress.js';
import { writeReport, wrongReportPath } from './reportFile.js';
import { countRun, type RunCounts } from './runCounts.js';
import { sealFrom } from './sealFlags.js';
import { complain, type Session, warn } from './session.js';
import { type SummaryRequest, summaryText } from './summary.js';
import { vaultFrom } from './vaultFlags.js';
import { version } from './version.js';

/** Gives 0 when everything was cleaned, 1 when something was refused; what ends the run early has its own status. */
export async function deidentify(given: Arguments, session: Session): Promise<number> {
  const { terminal } = session;
  const rules = await rulesFrom(given, true);
  const request = requestFrom(given, rules, session);
  const archives = archivesAmong(request, hasFlag(given, 'unpack'));
  const unpacked = new Map(archives.map(({ item }) => [item.given, item.target]));
  const targets = resolveItems(request.paths, request).map(({ given: path, target }) => unpacked.get(path) ?? target);
  const shownAs = (target: RawPath) => shortPath(pathText(target));
  // The folder of the copies is handed on as a whole.
  const handedOn = [...new Set(targets.map((target) => path.dirname(shownAs(target))))];
  const report = lastValue(given, 'report');
  const wrongReport = report === undefined ? undefined : await wrongReportPath(report, handedOn);
  if (wrongReport !== undefined) throw new DeidError('usage', wrongReport);
  const loaded = keyFrom(given, session);
  const crosswalk = await crosswalkFrom(given, loaded.from, handedOn);
  const audit = await auditFrom(given, session, handedOn);
  const vault = await vaultFrom(given, session, handedOn);
  const sealTo = await sealFrom(given, session);
  const sealing = sealTo === undefined ? {} : { sealTo };

  const json = hasFlag(given, 'json');
  const quiet = hasFlag(given, 'quiet');
  if (!quiet) for (const doubt of rules.doubts) warn(session, doubt);
  // An archive is written whole or not at all: there is nothing to go on with.
  const journaled = request.paths.filter((path) => !unpacked.has(path));
  const opened =
    journaled.length === 0
      ? undefined
      : await journalFrom(given, session, { ...request, ...sealing, paths: journaled }, loaded);
  const key = opened?.key ?? loaded.key;
  const counts = countRun(hasFlag(given, 'details'));
  const spool =
    report === undefined && !json
      ? undefined
      : openReportSpool(report === undefined ? os.tmpdir() : path.dirname(report));
  const unlock = async () => {
    await opened?.journal?.close(false);
    opened?.release();
  };
  const log = await audit?.begin(key, compilePolicy(request.policy).digest).catch(async (error) => {
    await unlock();
    throw error;
  });
  const progress = startProgress(terminal, !quiet, session.now);
  let result: RunResult;
  try {
    const told = {
      ...(log === undefined ? {} : { digests: true }),
      ...(opened?.journal === undefined ? {} : { journal: opened.journal, id: opened.run }),
      keepFiles: false,
      async onFile(file: FinishedFile) {
        counts.add(file.outcome);
        spool?.add(file.index, file.outcome);
        await log?.onFile(file);
      },
      ...(vault === undefined ? {} : { onMapped: vault.onMapped }),
      ...sealing,
    };
    result = await runAll({ ...request, ...told, key, onProgress: progress.update }, archives);
  } catch (error) {
    await log?.end('failed');
    throw error;
  } finally {
    progress.clear();
    await unlock();
  }
  for (const issue of [...result.issues, ...result.lateIssues.values()]) counts.addIssue(issue);

  // What was done is told even where its record can't be written.
  const failures: unknown[] = [];
  await attempt(failures, () => vault?.end());
  await attempt(failures, () => log?.end(result.stopped?.code));
  const crosswalks = await attempt(failures, () => writeCrosswalk(crosswalk, result, key));
  const law = await lawFrom(given, compilePolicy(request.policy), {
    // The key of a run that was cut off is kept beside the originals until it goes on.
    freshKey: loaded.from === 'fresh' && result.stopped === undefined,
    pixels: request.pixels,
    pixelsNotExamined: counts.unexamined.count,
    namedFiles: counts.badNames.count,
  });
  const facts = { ...reportFacts(request, result, key), ...(law === undefined ? {} : { law }) };
  const pieces = () => spool?.pieces(facts, result.lateIssues) ?? [];
  if (report !== undefined) await attempt(failures, () => writeReport(report, pieces()));
  if (json) for (const piece of pieces()) terminal.out(piece);
  spool?.close();
  const status = statusOf(result, counts);
  const freshKey = loaded.from === 'fresh';
  if (!json && !(quiet && status === 0)) {
    say(given, session, {
      result,
      counts,
      // Of an archive that can't be read there is none.
      outputs: targets.filter((target) => request.dryRun || fs.existsSync(nativePath(target))).map(shownAs),
      records: [
        ...(crosswalks ?? []).map((file) => ({ kind: 'Crosswalk' as const, file })),
        ...(vault === undefined ? [] : [{ kind: 'Vault' as const, file: lastValue(given, 'vault') ?? '' }]),
        ...(audit === undefined ? [] : [{ kind: 'Audit log' as const, file: shortPath(audit.file) }]),
      ],
      ...(law === undefined ? {} : { law }),
      freshKey,
      resumable: opened?.journal !== undefined,
    });
  }
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

function reportFacts(request: Omit<RunRequest, 'key'>, result: RunResult, key: Uint8Array): ReportFacts {
  const { issues, links, totals, elapsedMs, stopped } = result;
  return {
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

/** What the flags ask of a run. @throws DeidError `usage` */
export function requestFrom(given: Arguments, { policy, table }: Rules, session: Session): Omit<RunRequest, 'key'> {
  const output = lastValue(given, 'output');
  if (output === '') throw new DeidError('usage', '--output needs the name of a folder');
  const jobs = jobsFrom(lastValue(given, 'jobs'));
  const since = sinceFrom(given, given.operands, session);
  return {
    paths: given.operands,
    ...(output === undefined ? {} : { output }),
    policy,
    ...(table === undefined ? {} : { table }),
    ...pixelsFrom(given),
    salvage: hasFlag(given, 'salvage'),
    dryRun: hasFlag(given, 'dry-run'),
    verify: hasFlag(given, 'verify'),
    overwrite: hasFlag(given, 'overwrite'),
    record: lastValue(given, 'crosswalk') !== undefined,
    keepFindings: ['details', 'json', 'report'].some((name) => hasFlag(given, name)),
    producer: `medimagecleaner ${version}`,
    ...(jobs === undefined ? {} : { jobs }),
    ...(since === undefined ? {} : { since }),
    signal: session.signal,
  };
}

function jobsFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const jobs = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (jobs < 1) throw new DeidError('usage', '--jobs takes a whole number from 1 to 9999');
  return jobs;
}

function statusOf(result: RunResult, { refused, taken, clean, before }: RunCounts): number {
  if (result.stopped !== undefined) return describeFailure(result.stopped).exit;
  // What is not known of one file may stand in another's texts: whoever reads the status alone has to notice.
  const incomplete = result.issues.some(isIncomplete);
  return incomplete || refused.count + taken.count > 0 || clean.count + before.count === 0 ? 1 : 0;
}

type Told = Omit<SummaryRequest, 'dryRun' | 'details' | 'style' | 'columns'>;

function say(given: Arguments, session: Session, told: Told): void {
  const { terminal } = session;
  const { outStyle: style, columns } = terminal;
  const details = hasFlag(given, 'details');
  if (details) {
    const table = foundTable(told.counts.foundRows(), style, columns);
    if (table !== '') terminal.out(`${table}\n`);
  }
  terminal.out(summaryText({ ...told, dryRun: hasFlag(given, 'dry-run'), details, style, columns }));
}
