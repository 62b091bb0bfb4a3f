// From a plan to a copy under its own name: splice, the checks before the rename, commit.
import fs from 'node:fs';
import type { DicomContext } from '../core/formats/dicom/context.js';
import type { Ties } from '../core/formats/dicom/ties.js';
import { DeidError } from '../core/kernel/deidError.js';
import type { Residue } from '../core/kernel/format.js';
import type { Issue } from '../core/kernel/issue.js';
import { execute } from '../core/kernel/pipeline.js';
import type { Plan } from '../core/kernel/plan.js';
import type { Source } from '../core/kernel/source.js';
import type { FoundPart } from '../core/verify/redacted.js';
import { type AtomicOutput, openOutput, temporaryPath } from './atomicOutput.js';
import { digestOf } from './digestOf.js';
import type { Engine, RunFormat } from './engine.js';
import type { FilePlace } from './filePlace.js';
import type { Earlier, FileTask } from './fileRecord.js';
import { fileStamp } from './fileSource.js';
import { folderOf, nativePath, type RawPath } from './rawPath.js';
import { sameAsFile } from './sameBytes.js';
import { isObject } from './store/address.js';
import { storeRoom } from './store/room.js';
import { readTies } from './ties.js';

/** What writing a copy needs of the work on its file. */
export interface CopyWork {
  readonly task: FileTask;
  readonly place: FilePlace;
  readonly source: Source & { unchanged(): boolean | Promise<boolean> };
  readonly format: RunFormat;
  /** Called while bytes move; what it throws stops the file. */
  readonly moved: (bytes: number) => void;
  /** Where the copy goes, if not into a file of its own. */
  readonly output?: () => CheckedOutput;
}

/** An {@link AtomicOutput}, or one that answers later. */
type CheckedOutput = Omit<AtomicOutput, 'commit'> & { commit(overwrite: boolean): string | Promise<string> };

/** What the checks before the rename said. */
export interface Check {
  readonly residue: readonly Residue[];
  readonly issues: readonly Issue[];
  /** SHA-256, hex, of what was written, where digests are asked for. */
  readonly digest?: string;
  /** Of the output under its name. */
  readonly stamp?: string;
  readonly ties?: Ties;
}

/** The output has its name now, unless there is residue. */
export async function writeCopy(engine: Engine, work: CopyWork, plan: Plan, context: DicomContext): Promise<Check> {
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

function openFile(engine: Engine, { task, place, moved }: CopyWork): AtomicOutput {
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

/** Photographs are tied to nothing. */
export function tiesIn({ id }: RunFormat, source: Source): Promise<Ties | undefined> {
  return id === 'photo' ? Promise.resolve(undefined) : readTies(source);
}
