// One run in the run host: looks what is there already, asks, runs, and writes the record.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { compilePolicy } from '../../core/policy/compile.js';
import type { FileRecord } from '../../core/report/fileRecord.js';
import { reportText } from '../../core/report/jsonReport.js';
import type { FileOutcome } from '../../node/fileOutcome.js';
import { placeOf } from '../../node/filePlace.js';
import { createInventory } from '../../node/inventory.js';
import { takeInventory } from '../../node/listing.js';
import { type InputItem, resolveItems } from '../../node/outputPaths.js';
import { nativePath, pathText } from '../../node/rawPath.js';
import { run } from '../../node/run.js';
import type { RunRequest, RunResult } from '../../node/runTypes.js';
import { deidError } from '../../node/systemError.js';
import type { HostTask } from './hostTask.js';
import type { CheckedFile, FromRunHost, HostRun, RunAnswer } from './messages.js';
import { writeRecord } from './recordFile.js';

declare const MEDIMAGECLEANER_VERSION: string;

export async function answerRun(asked: HostRun, task: HostTask): Promise<FromRunHost> {
  process.chdir(asked.base);
  const given = asked.paths.map((each) => path.relative(asked.base, each) || '.');
  const places = {
    workspace: asked.roots.map((each) => path.relative(asked.base, each) || '.'),
    folderName: asked.folderName,
  };
  const items = resolveItems(given, places);
  const { files, copies } = await survey(items, asked.folderName);
  let overwrite = false;
  if (copies > 0 && !asked.dryRun) {
    task.say({ kind: 'present', copies, files });
    const decision = await task.decision();
    if (decision === undefined) return { kind: 'failed', code: 'cancelled', message: 'the run was cancelled' };
    overwrite = decision.overwrite;
  }
  const key = asked.key ?? new Uint8Array(randomBytes(32));
  const started = new Date();
  const keepFindings = files <= asked.findingsUpTo;
  const request: RunRequest = {
    ...places,
    id: asked.id,
    paths: given,
    policy: asked.policy,
    key,
    pixels: 'auto',
    detection: { device: 'auto' },
    ...(asked.settled === undefined ? {} : { settled: asked.settled }),
    salvage: asked.salvage,
    dryRun: asked.dryRun,
    verify: false,
    overwrite,
    record: false,
    keepFindings,
    producer: `medimagecleaner ${MEDIMAGECLEANER_VERSION}`,
    ...(asked.jobs === undefined ? {} : { jobs: asked.jobs }),
    signal: task.signal,
    onProgress: (progress) => task.say({ kind: 'progress', progress }),
  };
  const result = await run(request);
  if (task.signal.aborted) task.say({ kind: 'stopped' });
  return { kind: 'ran', answer: await answerOf({ asked, request, result, started, items, keepFindings }) };
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
  readonly keepFindings: boolean;
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

async function recordOf(ran: Ran): Promise<Pick<RunAnswer, 'recordFile' | 'recordText' | 'recordProblem'>> {
  const { asked, request, result, started } = ran;
  const pieces = () =>
    reportText({
      files: result.files.map((file) => relativeRecord(file, asked.base)),
      issues: result.issues,
      policy: compilePolicy(request.policy),
      keyFingerprint: createIdentity(request.key).fingerprint,
      tool: { name: 'medimagecleaner', version: MEDIMAGECLEANER_VERSION },
      pixels: request.pixels,
      dryRun: request.dryRun,
      started: started.toISOString(),
      items: request.paths.map((each) => each.replaceAll(path.sep, '/')),
      verified: request.verify,
      elapsedMs: result.elapsedMs,
      ...(result.stopped === undefined ? {} : { stopped: result.stopped.code }),
      ...(result.totals.kinds.written === 0 ? {} : { links: result.links }),
      ...(result.totals.notReached === 0 ? {} : { notReached: result.totals.notReached }),
    });
  if (!asked.record) return { recordText: [...pieces()].join('') };
  try {
    return { recordFile: await writeRecord(asked.base, started, pieces()) };
  } catch (error) {
    return { recordText: [...pieces()].join(''), recordProblem: deidError(error).message };
  }
}

/** Paths relative to the folder that the record is about, so that both can be moved together; no findings one by one. */
function relativeRecord(file: FileOutcome, base: string): FileRecord {
  const { output, ...rest } = file;
  return {
    ...rest,
    path: plain(file.path),
    ...(output === undefined ? {} : { output: plain(path.relative(base, output)) }),
    findings: [],
  };
}

function plain(relative: string): string {
  return relative.replaceAll(path.sep, '/').replace(/^\.\//, '');
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
