// A whole run: walk, survey where text is cleaned, write file by file, DICOMDIR last, and say what became of everything. Walk and
// work go on side by side, and what is kept of a file is some forty bytes.

import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { DeidError } from '../core/kernel/deidError.js';
import type { Issue } from '../core/kernel/issue.js';
import { type ChangeSignal, createChangeSignal } from './changeSignal.js';
import { type Crew, inlineCrew, type WriteDone } from './crew.js';
import { createEngine, type Engine, type EngineSetup } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileRecord } from './fileRecord.js';
import { createInventory, type Inventory } from './inventory.js';
import { journalStep } from './journalStep.js';
import { writeDirectories, writeTwins } from './lastFiles.js';
import { takeInventory } from './listing.js';
import { assertWritable, type InputItem, resolveItems } from './outputPaths.js';
import { HANG_MS, poolCrew } from './poolCrew.js';
import { startProgress } from './progressMeter.js';
import { folderOf, type RawPath } from './rawPath.js';
import type { RunRequest, RunResult } from './runTypes.js';
import { createSettlement, type Settlement } from './settlement.js';
import { surveyAll } from './survey.js';
import { deidError } from './systemError.js';
import { diskOf } from './targetDisk.js';
import { streamTasks } from './taskStream.js';
import { shareOfThread, threadsFor } from './threads.js';
import { keepYoungSpace } from './youngSpace.js';

/** Below so many files threads take longer to start than the work does. */
const INLINE_FILES = 16;
/**
 * De-identifies what the request names. Files that go wrong are outcomes; a run that had to stop says so in `stopped`.
 * The output is the same bytes whatever the number of threads.
 * @throws PathError for a path that can't be used, before anything is written; DeidError for a policy or key that can't be used
 */
export async function run(request: RunRequest): Promise<RunResult> {
  const started = performance.now();
  const processors = os.availableParallelism();
  const share = shareOfThread(processors);
  if (request.jobs !== 1) keepYoungSpace();
  const items = resolveItems(request.paths, request);
  if (!request.dryRun) for (const item of items) assertWritable(item);
  const setup: EngineSetup = {
    settings: settingsOf(request),
    items,
    run: request.id ?? randomBytes(6).toString('hex'),
    formatModule: request.formatModule,
    journaled: request.journal !== undefined,
    ...(request.dryRun ? {} : { disks: new Map(items.map(rootDisk)) }),
  };
  const engine = createEngine(setup);
  engine.catch(() => {});

  const change = createChangeSignal();
  const inventory = createInventory(items);
  let error: DeidError | undefined;
  let crew: Crew | undefined;
  const stopped = () => error !== undefined || request.signal?.aborted === true;
  const stop = (cause: DeidError) => {
    error ??= cause;
    change.tell();
    void crew?.close();
  };
  const cancel = () => stop(new DeidError('cancelled', 'the run was cancelled'));
  if (request.signal?.aborted === true) cancel();
  request.signal?.addEventListener('abort', cancel);
  const meter = startProgress(
    request.onProgress,
    () => ({ files: inventory.files, bytes: inventory.bytes, whole: inventory.whole }),
    () => crew?.bytesInFlight() ?? 0,
  );
  let walking: Promise<void> | undefined;
  let journalClosed = false;
  try {
    const seen = () => {
      change.tell();
      if (inventory.files % share.files === 0) crew?.grow(threadsFor(inventory, request.jobs, processors));
      return !stopped();
    };
    walking = takeInventory(items, inventory, seen, request.folderName).finally(() => change.tell());
    walking.catch((cause) => stop(deidError(cause)));
    while (!inventory.whole && inventory.files < INLINE_FILES && !stopped()) await change.next();
    const threads = threadsFor(inventory, request.jobs, processors);
    crew =
      inventory.files < INLINE_FILES || threads === 0
        ? inlineCrew(await engine, stopped)
        : poolCrew({ size: threads, hangMs: request.hangMs ?? HANG_MS, setup, engine });
    if (stopped()) void crew.close();
    const settlement = createSettlement({
      request,
      inventory,
      change,
      stopped,
      failed: (cause) => stop(deidError(cause)),
      counted: ({ kind, bytes }) => meter.done(bytes, kind === 'refused' || kind === 'failed'),
    });
    const found: Issue[] = [];
    const work: RunWork = {
      request,
      engine: await engine,
      crew,
      inventory,
      change,
      settlement,
      meter,
      stop,
      stopped,
      found: (issues) => void found.push(...issues),
    };
    await workThrough(work);
    await walking;
    await settlement.told();
    const inputOf = (index: number) => {
      const entry = inventory.at(index);
      return placeOf(items, entry.kind === 'file' ? entry.task : entry.place).input;
    };
    const { mappings, ...settled } = await settlement.close(inputOf, () => !stopped());
    journalClosed = true;
    const noted = (await request.journal?.close(error === undefined)) ?? [];
    return {
      ...settled,
      issues: [...work.engine.issues, ...found, ...settled.links.issues, ...noted],
      elapsedMs: performance.now() - started,
      ...(request.record ? { mappings } : {}),
      ...(error === undefined ? {} : { stopped: error }),
    };
  } finally {
    meter.end();
    if (!journalClosed) await request.journal?.close(false);
    error ??= new DeidError('cancelled', 'the run is over');
    request.signal?.removeEventListener('abort', cancel);
    await crew?.close();
    await engine.then(
      (own) => own.close(),
      () => {},
    );
    await walking?.catch(() => {});
  }
}

function rootDisk({ target }: InputItem): readonly [RawPath, string] {
  const root = folderOf(target);
  return [root, diskOf(root)];
}

export interface RunWork {
  readonly request: RunRequest;
  readonly engine: Engine;
  readonly crew: Crew;
  readonly inventory: Inventory;
  readonly change: ChangeSignal;
  readonly settlement: Settlement;
  readonly meter: ReturnType<typeof startProgress>;
  readonly stop: (cause: DeidError) => void;
  readonly stopped: () => boolean;
  /** Takes what showed of the run as a whole. */
  readonly found: (issues: readonly Issue[]) => void;
}

async function workThrough(work: RunWork): Promise<void> {
  const { engine, crew, inventory, change, settlement, meter, stopped } = work;
  const surveyed = engine.policy.cleansText ? await survey(work) : undefined;
  const identify = surveyed?.identify;
  work.found(surveyed?.issues ?? []);
  meter.phase('write');
  const step = journalStep({ ...work, identify });
  const done: WriteDone = (record, mapped) => {
    step.done(record, mapped);
    if (record.fatal !== undefined) work.stop(fatalError(record));
  };
  const stream = streamTasks({
    inventory,
    change,
    stopped,
    open: () => settlement.open,
    pick(entry, index) {
      if (entry.kind === 'left') settlement.leftOut(index, entry);
      else if (!entry.twin) return step.prepare(entry.task);
      return undefined;
    },
  });
  await crew.write(stream, done);
  await writeTwins({ ...work, prepare: step.prepare }, done);
  await writeDirectories({ ...work, prepare: step.prepare }, done);
}

/** What one file alone names it is searched for anyway. */
async function survey(work: RunWork): Promise<Awaited<ReturnType<typeof surveyAll>> | undefined> {
  const { inventory, change, stopped, meter } = work;
  const several = () => inventory.files + inventory.twins > 1;
  while (!inventory.whole && !several() && !stopped()) await change.next();
  if (!several()) return undefined;
  meter.phase('survey');
  return await surveyAll({ ...work, surveyed: () => meter.done(0, false) });
}

function fatalError(record: FileRecord): DeidError {
  const message = record.outcome.issues.at(-1)?.message ?? 'the run can not go on';
  return new DeidError(record.fatal ?? 'io', message);
}

/** What a thread needs of the request. */
export function settingsOf(request: RunRequest): EngineSetup['settings'] {
  const { policy, table, key, pixels, salvage, dryRun, verify, overwrite, record, keepFindings, producer } = request;
  const settings = { policy, key, pixels, salvage, dryRun, verify, overwrite, keepFindings, producer };
  return {
    ...settings,
    record: record || request.onMapped !== undefined,
    ...(table === undefined ? {} : { table }),
    ...(request.detection === undefined ? {} : { detection: request.detection }),
    ...(request.reviewBelow === undefined ? {} : { reviewBelow: request.reviewBelow }),
    ...(request.settled === undefined ? {} : { settled: request.settled }),
    ...(request.digests === undefined ? {} : { digests: request.digests }),
    ...(request.sealTo === undefined ? {} : { sealTo: request.sealTo }),
  };
}
