// A copy on its way into a store. Until it is checked it is a list: bytes of its own, and ranges of the original that are not read for it.
// Then it is put at once, or in parts that nobody sees before the last; ranges of an object of the store are copied by the store itself.
import { DeidError } from '../../core/kernel/deidError.js';
import type { Sink, Source } from '../../core/kernel/source.js';
import type { RawPath } from '../rawPath.js';
import { addressOf, type ObjectAddress } from './address.js';
import type { ObjectSource } from './objectSource.js';
import { type ObjectStore, objectStore, type Part, type Put } from './objectStore.js';
import { gatherPieces, type Pieces } from './pieces.js';

export interface ObjectOutput extends Sink {
  /** What will be put, for a check before. */
  source(): Source;
  /** Says which bytes the object then holds. @throws DeidError `output-exists` where there is one and `overwrite` is not set */
  commit(overwrite: boolean): Promise<string>;
  abort(): void;
}

interface Place {
  readonly path: RawPath;
  /** Told how many bytes went out; what it throws stops the writing. */
  readonly moved: (bytes: number) => void;
  readonly store?: ObjectStore;
}

/** Parts but the last have at least 5 MiB, and there are at most 10,000. */
const PART = 8 * 1024 * 1024;
const PARTS = 9000;
/** In one request, which answers when it is done. */
const MOST_COPIED = 64 * 1024 * 1024;

export function openObjectOutput({ path, moved, store = objectStore() }: Place): ObjectOutput {
  const target = addressOf(path);
  const pieces = gatherPieces();
  const upload: Upload = { target, store, pieces, moved };
  const source = () => ({ size: pieces.size, stamp: `written:${pieces.size}`, read: pieces.read });
  return {
    write: pieces.write,
    copy: pieces.copy,
    source,
    async commit(overwrite) {
      // Not every store knows the condition that guards the moment between.
      if (!overwrite && (await store.head(target, () => moved(0))) !== undefined) throw exists();
      const put = await (pieces.size <= PART ? putWhole : putParts)(upload, overwrite);
      if (put.kind === 'put') return `object:${put.tag}`;
      const mine = put.kept ? await sameAsObject(source(), path, store) : undefined;
      if (mine === undefined && overwrite)
        throw new DeidError('io', 'the upload to the object store was ended by another: run again');
      if (mine === undefined) throw exists();
      return mine;
    },
    abort: pieces.close,
  };
}

interface Upload {
  readonly target: ObjectAddress;
  readonly store: ObjectStore;
  readonly pieces: Pieces;
  readonly moved: (bytes: number) => void;
}

async function putWhole({ target, store, pieces, moved }: Upload, overwrite: boolean): Promise<Put> {
  const bytes = await pieces.gather(0, pieces.size);
  await assertSteady(pieces);
  const put = await store.put(target, bytes, overwrite, () => moved(0));
  moved(pieces.size);
  return put;
}

async function putParts(upload: Upload, overwrite: boolean): Promise<Put> {
  const { target, store } = upload;
  const id = await store.beginParts(target);
  let put: Put | undefined;
  try {
    const parts = await sendParts(upload, id);
    await assertSteady(upload.pieces);
    put = await store.endParts(target, id, parts, overwrite);
    return put;
  } finally {
    // What can't be taken away now is told by the store's listing, and taken away at the end of the run.
    if (put?.kind !== 'put') await store.dropParts(target, id).catch(() => {});
  }
}

async function sendParts({ target, store, pieces, moved }: Upload, id: string): Promise<readonly Part[]> {
  const { size } = pieces;
  const beat = () => moved(0);
  const partSize = Math.max(PART, Math.ceil(size / PARTS));
  const parts: Part[] = [];
  let copies = true;
  for (let at = 0; at < size; ) {
    const number = parts.length + 1;
    const piece = pieces.at(at);
    const rest = piece.at + piece.length - at;
    const object = copies && rest >= partSize ? objectIn(piece.source) : undefined;
    if (object !== undefined) {
      const length = Math.min(rest, MOST_COPIED);
      const from = { at: object.object, offset: piece.offset + at - piece.at, length, tag: object.tag, beat };
      const copied = await store.copyPart(target, id, number, from).catch((error) => notCopied(error));
      if (copied === undefined) copies = false;
      else {
        parts.push(copied);
        at += length;
        moved(length);
      }
      continue;
    }
    const end = Math.min(size, at + partSize);
    parts.push(await store.putPart(target, id, number, await pieces.gather(at, end), beat));
    moved(end - at);
    at = end;
  }
  return parts;
}

/** Nothing becomes visible that was put together of two versions of the original; of an object no other can be read. */
async function assertSteady(pieces: Pieces): Promise<void> {
  for (const source of pieces.sources())
    if (objectIn(source) === undefined && !(await source.unchanged()))
      throw new DeidError('changed', 'the file changed while it was being read; run again once nothing writes to it');
}

function exists(): DeidError {
  return new DeidError('output-exists', 'the output exists already');
}

/** The stamp of an object that holds these bytes; undefined where it holds others. */
export async function sameAsObject(
  written: Source,
  path: RawPath,
  store: ObjectStore = objectStore(),
): Promise<string | undefined> {
  const at = addressOf(path);
  const facts = await store.head(at);
  if (facts === undefined || facts.size !== written.size) return undefined;
  const { tag } = facts;
  for (let offset = 0; offset < written.size; ) {
    const length = Math.min(PART, written.size - offset);
    const [ours, { bytes }] = [await written.read(offset, length), await store.read({ at, offset, length, tag })];
    if (ours.length === 0 || Buffer.compare(ours, bytes.subarray(0, ours.length)) !== 0) return undefined;
    offset += ours.length;
  }
  return `object:${tag}`;
}

/** A store may not let one bucket be copied into another: then the bytes go through this machine. */
function notCopied(error: unknown): undefined {
  if (error instanceof DeidError && (error.code === 'changed' || error.code === 'target-gone')) throw error;
  if (!(error instanceof DeidError)) throw error;
}

function objectIn(source: Source | undefined): ObjectSource | undefined {
  return source !== undefined && 'object' in source ? (source as ObjectSource) : undefined;
}
