// The bytes of a copy that is not put yet, as a list: bytes of its own, and ranges of the original that are read when they are needed.
import { DeidError } from '../../core/kernel/deidError.js';
import { concat, type Source } from '../../core/kernel/source.js';
import { keepOwnBytes } from './ownBytes.js';

/** A source of which it can be asked afterwards whether it was the same all the time. */
export type SteadySource = Source & { unchanged(): boolean | Promise<boolean> };

export interface Piece {
  /** Place in the output. */
  readonly at: number;
  readonly length: number;
  /** Absent for bytes of the copy's own. */
  readonly source?: SteadySource;
  readonly offset: number;
}

/** Shorter ranges become bytes of the copy's own: there are many of them, and they are at hand. */
const RANGE = 64 * 1024;
const CHUNK = 1024 * 1024;

export interface Pieces {
  readonly size: number;
  write(bytes: Uint8Array): void;
  copy(source: Source, offset: number, length: number): Promise<void>;
  /** The piece that a place of the output lies in. */
  at(offset: number): Piece;
  read: Source['read'];
  /** All bytes from a place to another. */
  gather(offset: number, end: number): Promise<Uint8Array>;
  sources(): ReadonlySet<SteadySource>;
  close(): void;
}

export function gatherPieces(): Pieces {
  const own = keepOwnBytes();
  const list: Piece[] = [];
  let size = 0;

  const add = (length: number, offset: number, source?: SteadySource) => {
    const last = list.at(-1);
    if (last !== undefined && last.source === source && last.offset + last.length === offset)
      list[list.length - 1] = { ...last, length: last.length + length };
    else list.push({ at: size, length, offset, ...(source === undefined ? {} : { source }) });
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
    for (let high = list.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((list[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const found = list[low];
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
      if (bytes.length === 0) throw shorter();
      parts.push(bytes);
      at += bytes.length;
    }
    return concat(parts);
  };
  return {
    get size() {
      return size;
    },
    write,
    async copy(source, offset, length) {
      if (length >= RANGE && isSteady(source)) return add(length, offset, source);
      for (let at = 0; at < length; ) {
        const bytes = await source.read(offset + at, Math.min(CHUNK, length - at));
        if (bytes.length === 0) throw shorter();
        write(bytes);
        at += bytes.length;
      }
    },
    at: pieceAt,
    gather,
    read(offset, length) {
      const end = Math.min(size, offset + length);
      if (end <= offset) return new Uint8Array(0);
      const piece = pieceAt(offset);
      return end <= piece.at + piece.length ? readPiece(offset, end) : gather(offset, end);
    },
    sources: () => new Set(list.flatMap(({ source }) => source ?? [])),
    close: own.close,
  };
}

function shorter(): DeidError {
  return new DeidError('changed', 'the file became shorter while it was being read');
}

function isSteady(source: Source): source is SteadySource {
  return 'unchanged' in source && typeof source.unchanged === 'function';
}
