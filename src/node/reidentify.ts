// Brings originals back, file by file, into a new folder; what was encrypted for somebody else, or not at all, is listed.
import { randomBytes } from 'node:crypto';
import { planReidentify, type ReidentifyContext } from '../core/formats/dicom/reidentify.js';
import { dicom } from '../core/formats/index.js';
import { DeidError } from '../core/kernel/deidError.js';
import { execute } from '../core/kernel/pipeline.js';
import { openOutput, temporaryPath } from './atomicOutput.js';
import { type FilePlace, placeOf } from './filePlace.js';
import { openSource } from './fileSource.js';
import { createOutputFolders, type OutputFolders } from './outputFolders.js';
import { assertWritable, resolveItems } from './outputPaths.js';
import { folderOf, type RawPath } from './rawPath.js';
import { deidError, errnoOf } from './systemError.js';
import { walk } from './walk.js';

const REIDENTIFIED_FOLDER = 'reidentified';

export interface ReidentifyRequest extends ReidentifyContext {
  readonly paths: readonly string[];
  /** Instead of a folder `reidentified` beside each path. */
  readonly output?: string;
  readonly overwrite: boolean;
  readonly signal?: AbortSignal;
}

export interface Reidentified {
  readonly path: string;
  /** `nothing`: it holds no encrypted attributes, as a DICOMDIR never does. */
  readonly kind: 'written' | 'refused' | 'failed' | 'nothing' | 'not-dicom';
  /** Why nothing was written. */
  readonly message?: string;
}

/**
 * Works on all files that the request names, in order.
 * @throws PathError for a path that can't be used, before anything is written; DeidError `cancelled`, `disk-full`, `read-only`
 */
export async function reidentify(request: ReidentifyRequest): Promise<readonly Reidentified[]> {
  const output = request.output === undefined ? {} : { output: request.output };
  const items = resolveItems(request.paths, { ...output, folderName: REIDENTIFIED_FOLDER });
  for (const item of items) assertWritable(item);
  // They name the patient: nobody else on the machine need read them.
  const folders = createOutputFolders('', new Map(), 0o700);
  const run = randomBytes(6).toString('hex');
  const done: Reidentified[] = [];
  for (const [number, item] of items.entries()) {
    for await (const inside of filesOf(item.source, item.kind)) {
      if (request.signal?.aborted === true)
        throw new DeidError('cancelled', 'cancelled; what is listed as written is whole');
      const place = placeOf(items, { item: number, inside });
      done.push(await oneFile(request, place, folders, { run, number: done.length }));
    }
  }
  return done;
}

async function* filesOf(source: RawPath, kind: 'file' | 'folder'): AsyncGenerator<RawPath> {
  if (kind === 'file') {
    yield '' as RawPath;
    return;
  }
  for await (const entry of walk(source, REIDENTIFIED_FOLDER)) {
    if (entry.kind === 'file') yield entry.path.slice(source.length).replace(/^\//u, '') as RawPath;
  }
}

const FATAL: ReadonlySet<string> = new Set(['disk-full', 'read-only', 'target-gone']);

async function oneFile(
  request: ReidentifyRequest,
  place: FilePlace,
  folders: OutputFolders,
  { run, number }: { readonly run: string; readonly number: number },
): Promise<Reidentified> {
  const path = place.display;
  try {
    const source = openSource(place.input);
    try {
      if (!(await dicom.detect(source))) return { path, kind: 'not-dicom' };
      const plan = await planReidentify(source, request);
      if (plan.refusal !== undefined) {
        const kind = plan.refusal.code === 'nothing-encrypted' ? 'nothing' : 'refused';
        return { path, kind, message: plan.refusal.message };
      }
      folders.ensure(folderOf(place.output), place.root);
      const written = openOutput({
        path: place.output,
        temporary: temporaryPath(place.output, run, number),
        moved: () => {},
        mode: 0o600,
      });
      try {
        await execute(source, plan, written);
        if (!source.unchanged()) throw new DeidError('changed', 'the file changed while it was being read');
        written.commit(request.overwrite);
      } finally {
        written.abort();
      }
      return { path, kind: 'written' };
    } finally {
      source.close();
    }
  } catch (error) {
    const known =
      errnoOf(error) === 'EEXIST'
        ? new DeidError('output-exists', 'the output exists already; --overwrite replaces it')
        : deidError(error);
    if (FATAL.has(known.code)) throw known;
    return { path, kind: 'failed', message: known.message };
  }
}
