// One run in the run host: looks what is there already, asks, runs, or goes on with a run that was interrupted, and writes the record.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { reportText } from '../../core/report/jsonReport.js';
import type { FileOutcome } from '../../node/fileOutcome.js';
import { placeOf } from '../../node/filePlace.js';
import { createInventory } from '../../node/inventory.js';
import { earlierRun, type JournalChoice, openJournal } from '../../node/journal/openJournal.js';
import { takeInventory } from '../../node/listing.js';
import { type InputItem, resolveItems } from '../../node/outputPaths.js';
import { nativePath, pathText } from '../../node/rawPath.js';
import { run } from '../../node/run.js';
import type { RunRequest, RunResult } from '../../node/runTypes.js';
import type { HostTask } from './hostTask.js';
import type { CheckedFile, FromRunHost, HostRun, RunAnswer, WrittenRecord } from './messages.js';
import { writtenRecord } from './recordFile.js';
import { recordFacts, relativeRecord } from './recordParts.js';
import { runRequest } from './runRequest.js';

export async function answerRun(asked: HostRun, task: HostTask): Promise<FromRunHost> {
  process.chdir(asked.base);
  const { dryRun } = asked;
  const wish = (overwrite: boolean) => runRequest(asked, { dryRun, overwrite, keepFindings: false });
  const items = resolveItems(wish(false).paths, wish(false));
  const { files, copies } = await survey(items, asked.folderName);
  const journal = (overwrite: boolean, mode: JournalChoice['mode']): JournalChoice => {
    const { paths: _paths, ...settings } = wish(overwrite);
    const { id: run, key } = asked;
    return { items, settings, mode, retryRefused: false, now: new Date(), run, ...(key === undefined ? {} : { key }) };
  };
  // Who goes on with a run that was to replace what was there, replaces it.
  const replacing = !dryRun && earlierRun(journal(true, 'auto')) === 'interrupted';
  const earlier = dryRun ? undefined : replacing ? 'interrupted' : earlierRun(journal(false, 'auto'));
  const unfinished = earlier === 'interrupted';
  let overwrite = replacing;
  let mode: JournalChoice['mode'] = 'auto';
  if (copies > 0 && !dryRun) {
    task.say({ kind: 'present', copies, files, unfinished });
    const decision = await task.decision();
    if (decision === undefined) return { kind: 'failed', code: 'cancelled', message: 'the run was cancelled' };
    overwrite ||= decision.overwrite;
    if (decision.overwrite && unfinished) mode = 'fresh';
  }
  const again = asked.retryRefused === true && earlier !== undefined && mode === 'auto' && overwrite === replacing;
  const started = new Date();
  const opened = dryRun ? undefined : await openJournal({ ...journal(overwrite, mode), retryRefused: again });
  const keepFindings = files <= asked.findingsUpTo;
  const request: RunRequest = {
    ...runRequest(asked, { dryRun, overwrite, keepFindings }),
    id: asked.id,
    key: opened?.key ?? asked.key ?? new Uint8Array(randomBytes(32)),
    ...(opened?.journal === undefined ? {} : { journal: opened.journal }),
    signal: task.signal,
    onProgress: (progress) => task.say({ kind: 'progress', progress }),
  };
  try {
    const result = await run(request);
    if (task.signal.aborted) task.say({ kind: 'stopped' });
    return { kind: 'ran', answer: await answerOf({ asked, request, result, started, items }) };
  } finally {
    await opened?.journal?.close(false);
    opened?.release();
  }
}

/** How many files there are, and of how many a copy exists. */
async function survey(items: readonly InputItem[], folderName: string): Promise<{ files: number; copies: number }> {
  const inventory = createInventory(items);
  await takeInventory(items, inventory, () => true, folderName);
  let copies = 0;
  for (let index = 0; index < inventory.entries; index += 1) {
    const entry = inventory.at(index);
    if (entry.kind === 'file' && fs.existsSync(nativePath(placeOf(items, entry.task).output))) copies += 1;
  }
  return { files: inventory.files + inventory.twins, copies };
}

interface Ran {
  readonly asked: HostRun;
  readonly request: RunRequest;
  readonly result: RunResult;
  readonly started: Date;
  readonly items: readonly InputItem[];
}

async function answerOf(ran: Ran): Promise<RunAnswer> {
  const { asked, result, items } = ran;
  const { totals, elapsedMs, stopped } = result;
  return {
    totals,
    elapsedMs,
    ...(stopped === undefined ? {} : { stopped: { code: stopped.code, message: stopped.message } }),
    outputs: items.map((item) => pathText(item.target)),
    ...(asked.findingsUpTo > 0 ? { checked: result.files.map((file) => checkedFile(file, asked.base)) } : {}),
    ...(await recordOf(ran)),
  };
}

async function recordOf({ asked, request, result, started }: Ran): Promise<WrittenRecord> {
  const pieces = () =>
    reportText({
      ...recordFacts(request, request.key, started),
      files: result.files.map((file) => relativeRecord(file, asked.base)),
      issues: result.issues,
      elapsedMs: result.elapsedMs,
      ...(result.stopped === undefined ? {} : { stopped: result.stopped.code }),
      ...(result.totals.kinds.written === 0 ? {} : { links: result.links }),
      ...(result.totals.notReached === 0 ? {} : { notReached: result.totals.notReached }),
    });
  return asked.record ? await writtenRecord(asked.base, started, pieces) : { recordText: [...pieces()].join('') };
}

function checkedFile(file: FileOutcome, base: string): CheckedFile {
  return {
    path: path.resolve(base, file.path),
    findings: file.findings,
    counts: file.effects,
    issues: file.issues,
    ...(file.refusal === undefined ? {} : { refusal: file.refusal }),
  };
}
