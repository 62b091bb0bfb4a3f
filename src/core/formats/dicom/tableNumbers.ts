// Numbers of an offset table, read piece by piece in rising order.
import type { Source } from '../../kernel/source.js';

const CHUNK = 64 * 1024;

export interface Numbers {
  readonly count: number;
  /** Bytes behind the last whole number. */
  readonly rest: number;
  /** Undefined behind the last one. One that is too large to be an offset is not a safe integer. */
  at(index: number): Promise<number | undefined> | number | undefined;
}

export function openNumbers(
  source: Source,
  offset: number,
  length: number,
  width: 4 | 8,
  littleEndian: boolean,
): Numbers {
  const count = Math.floor(length / width);
  let view: DataView = new DataView(new ArrayBuffer(0));
  let first = 0;
  const load = async (index: number): Promise<void> => {
    const bytes = await source.read(offset + index * width, Math.min(CHUNK, (count - index) * width));
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    first = index;
  };
  const held = (index: number): number | undefined => {
    const at = (index - first) * width;
    if (at < 0 || at + width > view.byteLength) return undefined;
    return width === 4 ? view.getUint32(at, littleEndian) : Number(view.getBigUint64(at, littleEndian));
  };
  return {
    count,
    rest: length - count * width,
    at: (index) => {
      if (index >= count) return undefined;
      const value = held(index);
      return value ?? load(index).then(() => held(index));
    },
  };
}
