// One file from open to its own name: plan, splice, verify, commit. Runs in any thread; what goes wrong is an outcome.
import fs from 'node:fs';
import type { DicomContext, DicomSurvey } from '../core/formats/dicom/context.js';
import type { Ties } from '../core/formats/dicom/ties.js';
import { DeidError, type ErrorCode } from '../core/kernel/deidError.js';
import type { Finding } from '../core/kernel/finding.js';
import type { Residue } from '../core/kernel/format.js';
import type { Issue } from '../core/kernel/issue.js';
import { execute } from '../core/kernel/pipeline.js';
import type { Plan } from '../core/kernel/plan.js';
import type { Source } from '../core/kernel/source.js';
import type { Link } from '../core/study/links.js';
import type { FoundPart } from '../core/verify/redacted.js';
import { type AtomicOutput, openOutput, temporaryPath } from './atomicOutput.js';
import { digestOf } from './digestOf.js';
import type { Engine, RunFormat } from './engine.js';
import { fileNameFinding, nameIdentifies } from './fileNames.js';
import type { FileOutcome } from './fileOutcome.js';
import { type FilePlace, placeOf } from './filePlace.js';
import type { Earlier, FileRecord, FileTask } from './fileRecord.js';
import { type FileSource, fileStamp, openSource } from './fileSource.js';
import { whyLeftAlone } from './leftAlone.js';
import { folderOf, nativePath, pathText, type RawPath } from './rawPath.js';
import { sameAsFile } from './sameBytes.js';
import { settledFor } from './settledFor.js';
import { clockIsSteady } from './steadyClock.js';
import { isObject } from './store/address.js';
import { storeRoom } from './store/room.js';
import { deidError, errnoOf } from './systemError.js';
import { outcome, tally } from './tally.js';
import { compareTies, readTies } from './ties.js';

export interface FileHooks {
  /** Called while bytes move; what it throws stops the file. */
  readonly moved: (bytes: number) => void;
  /** For a DICOMDIR: which of its files are in the output. Without it a DICOMDIR is deferred. */
  readonly present?: NonNullable<DicomContext['present']>;
}

/** A file that was changed so short a time ago may be changed again without another time. */
const YOUNG_MS = 2000;
/** Where an older version of the file had an output, it goes. */
const LEAVES_NOTHING: ReadonlySet<string> = new Set(['refused', 'not-dicom']);

/** Works on one file. Never throws. */
export async function processFile(engine: Engine, task: FileTask, hooks: FileHooks): Promise<FileRecord> {
  const place = placeOf(engine.items, task);
  let source: FileSource | undefined;
  try {
    if (isObject(place.input) || isObject(place.output)) return await processObject(engine, task, place, hooks);
    if (!engine.settings.dryRun && !engine.settings.overwrite && task.earlier === undefined && exists(place.output)) {
      return done(task, outputExists(task, place));
    }
    source = openSource(place.input);
    const { digests } = engine;
    if (digests === undefined) return await processSource(engine, { ...hooks, task, place, source });
    // A file that changes in the same moment may have the same stamp afterwards.
    const young = Date.now() - source.changedAt < YOUNG_MS || !clockIsSteady(YOUNG_MS);
    const { unless } = task.earlier ?? {};
    const content = young || unless !== undefined ? await digestOf(source, hooks.moved) : undefined;
    const stamp = source.fileStamp;
    const stamped = { stamp, ...(young && content !== undefined ? { content } : {}) };
    if (unless !== undefined && digests.input(stamp, unless.evidence, content) === unless.input) {
      return { ...done(task, outcome(place.display, 'skipped', source.size)), ...stamped, unchanged: true };
    }
    const record = await processSource(engine, { ...hooks, task, place, source });
    if (task.earlier?.kind === 'ours' && LEAVES_NOTHING.has(record.outcome.kind))
      fs.rmSync(nativePath(place.output), { force: true });
    return { ...record, ...stamped };
  } catch (error) {
    return failed(task, place, causeOf(engine, place, deidError(error)));
  } finally {
    source?.close();
  }
}

/** {@link processFile} where input, output or both lie in an object store. There is no journal over them. What goes wrong is thrown. */
async function processObject(engine: Engine, task: FileTask, place: FilePlace, hooks: FileHooks): Promise<FileRecord> {
  const { openObject, openObjectOutput } = await storeRoom();
  const source = isObject(place.input) ? await openObject(place.input, () => hooks.moved(0)) : openSource(place.input);
  const output = isObject(place.output)
    ? { output: () => openObjectOutput({ path: place.output, moved: hooks.moved }) }
    : {};
  try {
    return await processSource(engine, { ...hooks, task, place, source, ...output });
  } finally {
    if ('close' in source) source.close();
  }
}

/** Where the disk of the output was unplugged, that is what is told. */
function causeOf(engine: Engine, { root }: FilePlace, error: DeidError): DeidError {
  if (engine.settings.dryRun || errnoOf(error.cause) === undefined) return error;
  try {
    engine.folders.assertThere(root);
    return error;
  } catch (gone) {
    return deidError(gone);
  }
}

/** What the steps of one file share. */
interface Work extends FileHooks {
  readonly task: FileTask;
  readonly place: FilePlace;
  readonly source: Source & { unchanged(): boolean | Promise<boolean> };
  /** Where the copy goes, if not into a file of its own. */
  readonly output?: () => CheckedOutput;
}

/** An {@link AtomicOutput}, or one that answers later. */
type CheckedOutput = Omit<AtomicOutput, 'commit'> & { commit(overwrite: boolean): string | Promise<string> };

/** From a source that is open to its copy. What the file system does is thrown. */
export async function processSource(engine: Engine, work: Work): Promise<FileRecord> {
  const { task, place, source, present } = work;
  const began = performance.now();
  const format = await engine.formatOf(source);
  if (format === undefined) {
    return done(task, outcome(place.display, 'not-dicom', source.size, [await whyLeftAlone(source)]));
  }
  const survey = task.identity === undefined ? await surveySource(format, source) : undefined;
  const identity = task.identity ?? survey;
  if (identity?.isDirectory === true && present === undefined) {
    return { ...done(task, outcome(place.display, 'skipped', source.size)), deferred: true };
  }
  const shared = engine.evidence.get(identity?.patient ?? '') ?? [];
  const context: DicomContext = {
    ...engine.context(shared, () => work.moved(0)),
    ...(present ? { present } : {}),
    ...(format.id === 'dicom' ? await settledFor(engine.settings.settled, source) : {}),
  };
  const plan = await format.plan(source, context);
  const ties = await tiesIn(format, source);
  work.moved(0);
  const named = nameIdentifies(place.kept, {
    evidence: shared.length > 0 ? shared : (survey?.evidence ?? []),
    uids: identity === undefined ? [] : [identity.sopInstanceUid, identity.studyUid],
  });
  const base: FileOutcome = {
    ...describe(engine, work, plan, named),
    ...(ties === undefined ? {} : { equipment: ties.equipment }),
  };
  const inputDigest = engine.settings.digests === true ? await digestOf(source, work.moved) : undefined;
  const tied = (links: readonly Link[]) => engine.digests?.links(links) ?? links;
  const record = (file: FileOutcome, check?: Check, links = compareTies(ties).links): FileRecord => ({
    ...done(task, { ...file, ms: sinceThen(began) }, identity?.sopInstanceUid),
    links: tied(links),
    ...(inputDigest === undefined ? {} : { inputDigest }),
    ...(check?.digest === undefined ? {} : { outputDigest: check.digest }),
    ...(check?.stamp === undefined ? {} : { outputStamp: check.stamp }),
    ...(identity?.isDirectory === true ? { isDirectory: true } : {}),
  });
  if (plan.refusal !== undefined) return record({ ...base, kind: 'refused', refusal: plan.refusal });
  if (engine.settings.dryRun) return record({ ...base, kind: 'planned' });
  const check = await writeFile(engine, { ...work, format }, plan, context);
  const { links, issues: differences } = compareTies(ties, check.ties);
  const issues = [...base.issues, ...check.issues, ...differences];
  if (check.residue.length > 0) {
    return record({ ...base, kind: 'refused', issues, refusal: RESIDUE, residue: check.residue });
  }
  return record({ ...base, kind: 'written', issues, output: pathText(place.output) }, check, links);
}

/** Photographs are tied to nothing. */
function tiesIn({ id }: RunFormat, source: Source): Promise<Ties | undefined> {
  return id === 'photo' ? Promise.resolve(undefined) : readTies(source);
}

/** Milliseconds, to a hundredth. */
function sinceThen(began: number): number {
  return Math.round((performance.now() - began) * 100) / 100;
}

/** What the checks before the rename said. */
interface Check {
  readonly residue: readonly Residue[];
  readonly issues: readonly Issue[];
  /** SHA-256, hex, of what was written, where digests are asked for. */
  readonly digest?: string;
  /** Of the output under its name. */
  readonly stamp?: string;
  readonly ties?: Ties;
}

/** The output has its name now, unless there is residue. */
async function writeFile(
  engine: Engine,
  work: Work & { readonly format: RunFormat },
  plan: Plan,
  context: DicomContext,
): Promise<Check> {
  const { task, place, source, moved, format } = work;
  const output = work.output === undefined ? openFile(engine, work) : work.output();
  try {
    await execute(source, plan, output);
    const written = output.source();
    let check: Check = { residue: await format.verify(source, written, plan, context), issues: [] };
    const ties = await tiesIn(format, written);
    if (engine.settings.verify && check.residue.length === 0)
      check = await verifyAgain(engine, format, source, written, plan);
    if (check.residue.length > 0) return check;
    const digest = engine.settings.digests === true ? await digestOf(written, moved) : undefined;
    if (!(await source.unchanged()))
      throw new DeidError('changed', 'the file changed while it was being read; run again once nothing writes to it');
    const found = engine.settings.overwrite ? undefined : await earlierOutput(place.output, written, task.earlier);
    const stamp = found ?? (await output.commit(engine.settings.overwrite || task.earlier?.kind === 'ours'));
    return { ...check, stamp, ...(ties === undefined ? {} : { ties }), ...(digest === undefined ? {} : { digest }) };
  } finally {
    output.abort();
  }
}

function openFile(engine: Engine, { task, place, moved }: Work): AtomicOutput {
  engine.folders.ensure(folderOf(place.output), place.root);
  return openOutput({ path: place.output, temporary: temporaryPath(place.output, engine.run, task.index), moved });
}

/**
 * The stamp of an output that is there already and is what would be written: the session before was ended before it could note it.
 * One that is empty was not whole, and makes room.
 */
async function earlierOutput(
  path: RawPath,
  written: Source,
  earlier: Earlier | undefined,
): Promise<string | undefined> {
  if (earlier?.kind !== 'unknown') return undefined;
  if (isObject(path)) return (await storeRoom()).sameAsObject(written, path);
  const stat = fs.lstatSync(nativePath(path), { bigint: true, throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return undefined;
  if (stat.size === 0n) fs.rmSync(nativePath(path));
  return sameAsFile(written, path) ? fileStamp(stat) : undefined;
}

// Loaded when asked for: the second reader is large.
async function verifyAgain(
  engine: Engine,
  format: RunFormat,
  source: Source,
  written: Source,
  plan: Plan,
): Promise<Check> {
  const { policy, isOwn, settings, codecs } = engine;
  const found = async (): Promise<readonly FoundPart[]> => partsOf(plan);
  if (format.id === 'photo') {
    const { verifyPhoto } = await import('../core/verify/photo/verifyPhoto.js');
    return verifyPhoto(source, written, { policy, codecs: codecs.decode, found });
  }
  const { verifyOutput } = await import('../core/verify/verifyOutput.js');
  return verifyOutput(source, written, { policy, isOwn, pixels: settings.pixels, codecs: codecs.decode, found });
}

/** Where the plan takes something out of the image that no device rule names. */
function partsOf({ findings }: Plan): readonly FoundPart[] {
  return findings.flatMap(({ location, effect, rule }) => {
    if (location.kind !== 'pixels' || effect !== 'cleaned' || rule === 'device-region') return [];
    const [left, top, width, height] = location.rectangle;
    return [{ frames: location.frames, box: [left, top, left + width, top + height] as const }];
  });
}

/** The first pass over one file; undefined where it can't be surveyed: the plan will say why. */
async function surveySource(format: RunFormat, source: Source): Promise<DicomSurvey | undefined> {
  try {
    return await format.survey(source);
  } catch {
    return undefined;
  }
}

/** {@link surveySource} of a file. Never throws. */
export async function surveyFile(engine: Engine, task: FileTask): Promise<DicomSurvey | undefined> {
  let source: FileSource | undefined;
  try {
    const { input } = placeOf(engine.items, task);
    if (isObject(input)) return await surveyObject(engine, task);
    source = openSource(input);
    const format = await engine.formatOf(source);
    return format === undefined ? undefined : await surveySource(format, source);
  } catch {
    return undefined;
  } finally {
    source?.close();
  }
}

/** {@link surveyFile} of an object. @throws DeidError `target-gone` where the store does not answer: what it names is then unknown */
export async function surveyObject(engine: Engine, task: FileTask): Promise<DicomSurvey | undefined> {
  try {
    const { openObject } = await storeRoom();
    const source = await openObject(placeOf(engine.items, task).input);
    const format = await engine.formatOf(source);
    return await format?.survey(source);
  } catch (error) {
    if (error instanceof DeidError && error.code === 'target-gone') throw error;
    return undefined;
  }
}

const RESIDUE = {
  code: 'residue',
  message:
    'the check after writing found something of the original in the output, so the output was deleted; please report this',
};

function describe(engine: Engine, { place, source }: Work, plan: Plan, named: string | undefined): FileOutcome {
  const findings: readonly Finding[] = named === undefined ? plan.findings : [...plan.findings, fileNameFinding(named)];
  const issues: readonly Issue[] =
    named === undefined
      ? plan.issues
      : [...plan.issues, { code: 'file-name-identifies', severity: 'warning', message: named }];
  const base = outcome(place.display, 'planned', source.size, issues);
  return { ...base, ...tally(findings, engine.settings.keepFindings) };
}

function exists(path: RawPath): boolean {
  return fs.lstatSync(nativePath(path), { throwIfNoEntry: false }) !== undefined;
}

function outputExists(task: FileTask, place: FilePlace): FileOutcome {
  const message = 'the output exists already and was left as it is';
  return outcome(place.display, 'skipped', task.size, [{ code: 'output-exists', severity: 'warning', message }]);
}

function done(task: FileTask, file: FileOutcome, sopInstanceUid = ''): FileRecord {
  return { index: task.index, outcome: file, sopInstanceUid, deferred: false };
}

const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disk-full', 'read-only', 'target-gone', 'cancelled']);

/** An outcome for what went wrong on the way. */
export function failed(task: FileTask, place: FilePlace, error: DeidError): FileRecord {
  const taken = isObject(place.output) && error.code === 'output-exists';
  if (taken || errnoOf(error.cause) === 'EEXIST') return done(task, outputExists(task, place));
  const kind = error.code === 'refused' ? 'refused' : 'failed';
  const file = outcome(place.display, kind, task.size, [
    { code: error.code, severity: 'error', message: error.message },
  ]);
  return FATAL.has(error.code) ? { ...done(task, file), fatal: error.code } : done(task, file);
}
