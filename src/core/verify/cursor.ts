// Small windowed reads over a Source, for readers that hop from element to element.
import type { Source } from '../kernel/source.js';

export interface Cursor {
  /** Makes `length` bytes at `at` readable by the functions below, as far as the source reaches. */
  need(at: number, length: number): Promise<void> | undefined;
  u16(at: number, littleEndian: boolean): number;
  u32(at: number, littleEndian: boolean): number;
  ascii(at: number, length: number): string;
}

const WINDOW = 32 * 1024;

export function openCursor(source: Source): Cursor {
  let bytes: Uint8Array = new Uint8Array(0);
  let from = 0;

  const load = async (at: number, length: number): Promise<void> => {
    bytes = await source.read(at, Math.max(WINDOW, length));
    from = at;
  };
  const byte = (at: number): number => bytes[at - from] ?? 0;

  return {
    need: (at, length) => {
      const end = Math.min(at + length, source.size);
      return at >= from && end <= from + bytes.length ? undefined : load(at, length);
    },
    u16: (at, little) => (little ? byte(at) | (byte(at + 1) << 8) : (byte(at) << 8) | byte(at + 1)),
    u32: (at, little) =>
      little
        ? (byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24)) >>> 0
        : ((byte(at) << 24) | (byte(at + 1) << 16) | (byte(at + 2) << 8) | byte(at + 3)) >>> 0,
    ascii: (at, length) => {
      let text = '';
      for (let index = 0; index < length; index++) text += String.fromCharCode(byte(at + index));
      return text;
    },
  };
}
