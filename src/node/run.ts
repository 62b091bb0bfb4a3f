// A whole run: list, survey where text is cleaned, write file by file, DICOMDIR last, and say what became of everything.
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { DeidError } from '../core/kernel/deidError.js';
import type { Issue } from '../core/kernel/issue.js';
import { type Crew, inlineCrew, writeInline } from './crew.js';
import { differentTwins } from './duplicates.js';
import { createEngine, type Engine, type EngineSetup } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileRecord, FileTask } from './fileTask.js';
import { type Listing, listItems } from './listing.js';
import { gatherMappings } from './mappedValues.js';
import { assertWritable, resolveItems } from './outputPaths.js';
import { gatherPatients } from './patients.js';
import { poolCrew } from './poolCrew.js';
import { presenceOf } from './presence.js';
import { startProgress } from './progressMeter.js';
import { pathText } from './rawPath.js';
import type { FileOutcome, FinishedFile, RunRequest, RunResult } from './runTypes.js';
import { deidError } from './systemError.js';
import { totals } from './tally.js';
import { writeTwins } from './twins.js';

/** Below so many files threads take longer to start than the work does. */
const INLINE_FILES = 16;
/**
 * How much makes one thread more worth its start, where the user did not say how many: each compiles the program anew,
 * about a second of CPU time. Measured: see ARCHITECTURE.md.
 */
const FILES_PER_THREAD = 2000;
const BYTES_PER_THREAD = 2 * 1024 ** 3;
const HANG_MS = 60_000;

/**
 * De-identifies what the request names. Files that go wrong are outcomes; a run that had to stop says so in `stopped`.
 * The output is the same bytes whatever the number of threads.
 * @throws PathError for a path that can't be used, before anything is written; DeidError for a policy or key that can't be used
 */
export async function run(request: RunRequest): Promise<RunResult> {
  const started = performance.now();
  const items = resolveItems(request.paths, request);
  if (!request.dryRun) for (const item of items) assertWritable(item);
  const setup: EngineSetup = {
    settings: settingsOf(request),
    items,
    run: request.id ?? randomBytes(6).toString('hex'),
    formatModule: request.formatModule,
  };
  const jobs = Math.max(1, request.jobs ?? os.availableParallelism());
  const engine = createEngine(setup);
  engine.catch(() => {});

  let error: DeidError | undefined;
  let crew: Crew | undefined;
  const stopped = () => error !== undefined || request.signal?.aborted === true;
  const hire = (size: number) => {
    crew = poolCrew({ size, hangMs: request.hangMs ?? HANG_MS, setup, engine });
  };
  const stop = (cause: DeidError) => {
    error ??= cause;
    void crew?.close();
  };
  const cancel = () => stop(new DeidError('cancelled', 'the run was cancelled'));
  if (request.signal?.aborted === true) cancel();
  request.signal?.addEventListener('abort', cancel);
  const meter = startProgress(request.onProgress, () => crew?.bytesInFlight() ?? 0);
  try {
    const seen = (files: number) => {
      meter.walked(files);
      if (crew === undefined && request.jobs !== undefined && jobs > 1 && files >= INLINE_FILES) hire(jobs);
      return !stopped();
    };
    const listing = await listItems(items, seen, request.folderName);
    if (crew === undefined && jobs > 1 && listing.tasks.length >= INLINE_FILES) hire(threadsFor(listing, jobs));
    crew ??= inlineCrew(await engine, stopped);
    const work: RunWork = { request, engine: await engine, crew, listing, meter, stop, stopped };
    const { records, mappings } = await workThrough(work);
    const files = await assemble(work, records);
    return {
      files,
      issues: work.engine.issues,
      totals: totals(files, error === undefined ? 0 : listing.entries - files.length),
      elapsedMs: performance.now() - started,
      ...(request.record ? { mappings } : {}),
      ...(error === undefined ? {} : { stopped: error }),
    };
  } finally {
    meter.end();
    request.signal?.removeEventListener('abort', cancel);
    await crew?.close();
  }
}

/** At least one, so that a file that ends or hangs its thread does not end the run. */
function threadsFor({ tasks, bytes }: Listing, most: number): number {
  return Math.min(most, 1 + Math.floor(Math.max(tasks.length / FILES_PER_THREAD, bytes / BYTES_PER_THREAD)));
}

interface RunWork {
  readonly request: RunRequest;
  readonly engine: Engine;
  readonly crew: Crew;
  readonly listing: Listing;
  readonly meter: ReturnType<typeof startProgress>;
  readonly stop: (cause: DeidError) => void;
  readonly stopped: () => boolean;
}

async function workThrough(work: RunWork) {
  const { engine, crew, listing, meter } = work;
  const records = new Map<number, FileRecord>();
  const gathered = gatherMappings();
  const tasksByIndex = new Map(
    work.request.onFile === undefined ? [] : [...listing.tasks, ...listing.twins].map((task) => [task.index, task]),
  );
  const tasks = engine.policy.cleansText && listing.tasks.length > 1 ? await surveyAll(work) : listing.tasks;
  meter.phase('write', listing);
  const { onFile, onMapped } = work.request;
  let told: Promise<void> = Promise.resolve();
  // One after the other; a listener that fails ends the run.
  const tell = (record: FileRecord) => {
    const task = tasksByIndex.get(record.index);
    if (onFile === undefined || task === undefined || record.deferred) return;
    told = told.then(() => onFile(finishedFile(record, task))).catch((error) => work.stop(deidError(error)));
  };
  const done: Parameters<Crew['write']>[1] = (record, mapped) => {
    if (mapped !== undefined) onMapped?.(mapped);
    if (!work.stopped() || record.outcome.kind === 'written') tell(record);
    if (work.stopped()) {
      // What was committed is told even when the run is over; what was cut off is not.
      if (record.outcome.kind === 'written') records.set(record.index, record);
      return;
    }
    records.set(record.index, record);
    gathered.add(mapped);
    if (!record.deferred) meter.done(record.outcome.bytes);
    if (record.fatal !== undefined) work.stop(fatalError(record));
  };
  await crew.write(tasks, done);
  const ordered = [...tasks, ...listing.twins];
  await writeTwins(work, listing.twins, tasks, done);
  await writeDirectories(work, ordered, records, done);
  await told;
  return { records, mappings: gathered.mappings() };
}

function finishedFile({ outcome, inputDigest, outputDigest }: FileRecord, task: FileTask): FinishedFile {
  return {
    outcome,
    item: task.item,
    inside: pathText(task.inside),
    ...(inputDigest === undefined ? {} : { inputDigest }),
    ...(outputDigest === undefined ? {} : { outputDigest }),
  };
}

/** First pass over the headers. Surveys come in any order and are put together in the order of the walk. */
async function surveyAll({ engine, crew, listing, meter, stopped }: RunWork): Promise<readonly FileTask[]> {
  meter.phase('survey', listing);
  const patients = gatherPatients();
  const waiting = new Map<number, Parameters<Parameters<Crew['survey']>[1]>[1]>();
  const tasks: FileTask[] = [];
  const settle = () => {
    for (let task = listing.tasks[tasks.length]; task !== undefined; task = listing.tasks[tasks.length]) {
      if (!waiting.has(task.index)) return;
      const survey = waiting.get(task.index);
      waiting.delete(task.index);
      if (survey === undefined) {
        tasks.push(task);
        continue;
      }
      patients.add(survey);
      const { patient, sopInstanceUid, studyUid, isDirectory } = survey;
      tasks.push({ ...task, identity: { patient, sopInstanceUid, studyUid, isDirectory } });
    }
  };
  await crew.survey(listing.tasks, (index, survey) => {
    waiting.set(index, survey);
    meter.done(0);
    settle();
  });
  for (const [patient, evidence] of patients.patients()) engine.evidence.set(patient, evidence);
  return stopped() ? listing.tasks : tasks;
}

/** A DICOMDIR names the other files, so it waits until they are done. */
async function writeDirectories(
  { engine, stopped }: RunWork,
  tasks: readonly FileTask[],
  records: Map<number, FileRecord>,
  done: Parameters<Crew['write']>[1],
): Promise<void> {
  const deferred = tasks.filter((task) => records.get(task.index)?.deferred === true);
  if (deferred.length === 0) return;
  const written = tasks.filter((task) => isOutput(records.get(task.index)?.outcome));
  const presence = presenceOf(written.map((task) => placeOf(engine.items, task).input));
  for (const task of deferred) {
    records.delete(task.index);
    if (stopped()) continue;
    const moved = () => {
      if (stopped()) throw new DeidError('cancelled', 'the run was cancelled');
    };
    await writeInline(engine, task, { moved, present: presence(placeOf(engine.items, task).input) }, done);
  }
}

/** What an earlier run wrote and this one left alone is a part of the output as well. */
function isOutput(file: FileOutcome | undefined): boolean {
  if (file?.kind === 'written' || file?.kind === 'planned') return true;
  return file?.kind === 'skipped' && file.issues.some(({ code }) => code === 'output-exists');
}

/** Outcomes in the order of the walk, with what only shows when all are known. */
async function assemble(
  { engine, listing, stopped }: RunWork,
  records: ReadonlyMap<number, FileRecord>,
): Promise<FileOutcome[]> {
  const tasks = new Map([...listing.tasks, ...listing.twins].map((task) => [task.index, task]));
  const ordered: (readonly [number, FileOutcome])[] = [];
  const objects = [];
  for (let index = 0; index < listing.entries; index += 1) {
    const record = records.get(index);
    const file = record?.outcome ?? listing.left.get(index);
    if (file !== undefined) ordered.push([index, file]);
    const task = tasks.get(index);
    if (record !== undefined && task !== undefined) {
      objects.push({ index, input: placeOf(engine.items, task).input, sopInstanceUid: record.sopInstanceUid });
    }
  }
  const twins = new Set(await differentTwins(objects, () => !stopped()));
  return ordered.map(([index, file]) => (twins.has(index) ? { ...file, issues: [...file.issues, DUPLICATE] } : file));
}

const DUPLICATE: Issue = {
  code: 'duplicate-instance',
  severity: 'warning',
  message: 'another file of the run has the same SOP Instance UID and other content: their outputs share one new UID',
};

function fatalError(record: FileRecord): DeidError {
  const message = record.outcome.issues.at(-1)?.message ?? 'the run can not go on';
  return new DeidError(record.fatal ?? 'io', message);
}

function settingsOf(request: RunRequest): EngineSetup['settings'] {
  const { policy, table, key, pixels, salvage, dryRun, verify, overwrite, record, keepFindings, producer } = request;
  const settings = { policy, key, pixels, salvage, dryRun, verify, overwrite, record, keepFindings, producer };
  return {
    ...settings,
    ...(table === undefined ? {} : { table }),
    ...(request.digests === undefined ? {} : { digests: request.digests }),
  };
}
