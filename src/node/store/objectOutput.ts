// A copy on its way into a store. Until it is checked it is a list: bytes of its own, and ranges of the original that are not read for it.
// Then it is put at once, or in parts that nobody sees before the last; ranges of an object of the store are copied by the store itself.
import { DeidError } from '../../core/kernel/deidError.js';
import { concat, type Sink, type Source } from '../../core/kernel/source.js';
import type { RawPath } from '../rawPath.js';
import { addressOf } from './address.js';
import type { ObjectSource } from './objectSource.js';
import { type ObjectStore, objectStore, type Part, type Put } from './objectStore.js';
import { keepOwnBytes } from './ownBytes.js';

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

/** A source of which it can be asked afterwards whether it was the same all the time. */
type SteadySource = Source & { unchanged(): boolean | Promise<boolean> };

interface Piece {
  /** Place in the output. */
  readonly at: number;
  readonly length: number;
  /** Absent for bytes of the copy's own. */
  readonly source?: SteadySource;
  readonly offset: number;
}

/** Parts but the last have at least 5 MiB, and there are at most 10,000. */
const PART = 8 * 1024 * 1024;
const PARTS = 9000;
/** In one request, which answers when it is done. */
const MOST_COPIED = 64 * 1024 * 1024;
const PIECE = 1024 * 1024;
/** Shorter ranges become bytes of the copy's own: there are many of them, and they are at hand. */
const RANGE = 64 * 1024;

export function openObjectOutput({ path, moved, store = objectStore() }: Place): ObjectOutput {
  const target = addressOf(path);
  const own = keepOwnBytes();
  const pieces: Piece[] = [];
  const beat = () => moved(0);
  let size = 0;

  const add = (length: number, offset: number, source?: SteadySource) => {
    const last = pieces.at(-1);
    if (last !== undefined && last.source === source && last.offset + last.length === offset)
      pieces[pieces.length - 1] = { ...last, length: last.length + length };
    else pieces.push({ at: size, length, offset, ...(source === undefined ? {} : { source }) });
    size += length;
  };
  const write = (bytes: Uint8Array) => {
    if (bytes.length === 0) return;
    const offset = own.length;
    own.add(bytes);
    add(bytes.length, offset);
  };
  const pieceAt = (offset: number): Piece => {
    let low = 0;
    for (let high = pieces.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const found = pieces[low];
    if (found === undefined) throw new RangeError('nothing was written');
    return found;
  };
  const readPiece = (offset: number, end: number): Uint8Array | Promise<Uint8Array> => {
    const piece = pieceAt(offset);
    const from = piece.offset + offset - piece.at;
    const length = Math.min(end, piece.at + piece.length) - offset;
    return piece.source === undefined ? own.read(from, length) : piece.source.read(from, length);
  };
  const gather = async (offset: number, end: number): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    for (let at = offset; at < end; ) {
      const bytes = await readPiece(at, end);
      if (bytes.length === 0) throw new DeidError('changed', 'the file became shorter while it was being read');
      parts.push(bytes);
      at += bytes.length;
    }
    return concat(parts);
  };
  const readAll: Source['read'] = (offset, length) => {
    const end = Math.min(size, offset + length);
    if (end <= offset) return new Uint8Array(0);
    const piece = pieceAt(offset);
    return end <= piece.at + piece.length ? readPiece(offset, end) : gather(offset, end);
  };
  /** Nothing becomes visible that was put together of two versions of the original; of an object no other can be read. */
  const assertSteady = async () => {
    for (const source of new Set(pieces.flatMap(({ source: each }) => each ?? [])))
      if (objectIn(source) === undefined && !(await source.unchanged()))
        throw new DeidError('changed', 'the file changed while it was being read; run again once nothing writes to it');
  };
  const sendParts = async (id: string): Promise<readonly Part[]> => {
    const partSize = Math.max(PART, Math.ceil(size / PARTS));
    const parts: Part[] = [];
    let copies = true;
    for (let at = 0; at < size; ) {
      const number = parts.length + 1;
      const piece = pieceAt(at);
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
      parts.push(await store.putPart(target, id, number, await gather(at, end), beat));
      moved(end - at);
      at = end;
    }
    return parts;
  };
  const putParts = async (overwrite: boolean): Promise<Put> => {
    const id = await store.beginParts(target);
    let put: Put | undefined;
    try {
      const parts = await sendParts(id);
      await assertSteady();
      put = await store.endParts(target, id, parts, overwrite);
      return put;
    } finally {
      // What can't be taken away now is told by the store's listing, and taken away at the end of the run.
      if (put?.kind !== 'put') await store.dropParts(target, id).catch(() => {});
    }
  };
  const putWhole = async (overwrite: boolean): Promise<Put> => {
    const bytes = await gather(0, size);
    await assertSteady();
    const put = await store.put(target, bytes, overwrite, beat);
    moved(size);
    return put;
  };
  return {
    write,
    async copy(source, offset, length) {
      if (length >= RANGE && isSteady(source)) return add(length, offset, source);
      for (let at = 0; at < length; ) {
        const bytes = await source.read(offset + at, Math.min(PIECE, length - at));
        if (bytes.length === 0) throw new DeidError('changed', 'the file became shorter while it was being read');
        write(bytes);
        at += bytes.length;
      }
    },
    source: () => ({ size, stamp: `written:${size}`, read: readAll }),
    async commit(overwrite) {
      // Not every store knows the condition that guards the moment between.
      if (!overwrite && (await store.head(target, beat)) !== undefined) throw exists();
      const put = await (size <= PART ? putWhole : putParts)(overwrite);
      if (put.kind === 'put') return `object:${put.tag}`;
      const mine = put.kept ? await sameAsObject({ size, stamp: '', read: readAll }, path, store) : undefined;
      if (mine === undefined && overwrite)
        throw new DeidError('io', 'the upload to the object store was ended by another: run again');
      if (mine === undefined) throw exists();
      return mine;
    },
    abort: own.close,
  };
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

function isSteady(source: Source): source is SteadySource {
  return 'unchanged' in source && typeof source.unchanged === 'function';
}

function objectIn(source: Source | undefined): ObjectSource | undefined {
  return source !== undefined && 'object' in source ? (source as ObjectSource) : undefined;
}
