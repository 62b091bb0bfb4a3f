// One file from open to its own name: plan, then write, verify and commit (writeCopy). Runs in any thread; what goes wrong is an outcome.
import fs from 'node:fs';
import type { DicomContext } from '../core/formats/dicom/context.js';
import type { DeidError } from '../core/kernel/deidError.js';
import type { Finding } from '../core/kernel/finding.js';
import type { Issue } from '../core/kernel/issue.js';
import type { Plan } from '../core/kernel/plan.js';
import type { Link } from '../core/study/links.js';
import { digestOf } from './digestOf.js';
import type { Engine } from './engine.js';
import { done, failed, outputExists } from './fileEnds.js';
import { fileNameFinding, nameIdentifies } from './fileNames.js';
import type { FileOutcome } from './fileOutcome.js';
import { type FilePlace, placeOf } from './filePlace.js';
import type { FileRecord, FileTask } from './fileRecord.js';
import { type FileSource, openSource } from './fileSource.js';
import { whyLeftAlone } from './leftAlone.js';
import { nativePath, pathText, type RawPath } from './rawPath.js';
import { settledFor } from './settledFor.js';
import { clockIsSteady } from './steadyClock.js';
import { isObject } from './store/address.js';
import { storeRoom } from './store/room.js';
import { surveySource } from './surveyFile.js';
import { deidError, errnoOf } from './systemError.js';
import { outcome, tally } from './tally.js';
import { compareTies } from './ties.js';
import { type Check, type CopyWork, tiesIn, writeCopy } from './writeCopy.js';

export interface FileHooks {
  /** Called while bytes move; what it throws stops the file. */
  readonly moved: (bytes: number) => void;
  /** For a DICOMDIR: which of its files are in the output. Without it a DICOMDIR is deferred. */
  readonly present?: NonNullable<DicomContext['present']>;
  /** For a DICOMDIR: how a file is coded in the output. */
  readonly syntaxOf?: NonNullable<DicomContext['syntaxOf']>;
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
type Work = Omit<CopyWork, 'format'> & FileHooks;

/** From a source that is open to its copy. What the file system does is thrown. */
export async function processSource(engine: Engine, work: Work): Promise<FileRecord> {
  const { task, place, source, present, syntaxOf } = work;
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
    ...(syntaxOf ? { syntaxOf } : {}),
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
  const check = await writeCopy(engine, { ...work, format }, plan, context);
  const { links, issues: differences } = compareTies(ties, check.ties);
  const issues = [...base.issues, ...check.issues, ...differences];
  if (check.residue.length > 0) {
    return record({ ...base, kind: 'refused', issues, refusal: RESIDUE, residue: check.residue });
  }
  return record({ ...base, kind: 'written', issues, output: pathText(place.output) }, check, links);
}

/** Milliseconds, to a hundredth. */
function sinceThen(began: number): number {
  return Math.round((performance.now() - began) * 100) / 100;
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
