// Code tables: sets of one byte per character, and of 94 by 94 characters of two bytes.
// They come from the host's TextDecoder when they are first needed, which knows more characters than the standards name.

/** A set that lies in G0 (bytes 21-7E) or G1 (bytes A0-FF) once its escape sequence was read (PS3.5 6.1.2.5). */
export interface CodedSet {
  readonly area: 'G0' | 'G1';
  /** Bytes per character. */
  readonly width: 1 | 2;
  /** With the ESC, one character per byte. */
  readonly sequence: string;
  /** Code point of a byte (or of two, the first being `lead`); -1 where there is none. */
  toCodePoint(lead: number, trail: number): number;
  /** The byte, or two as one number; -1 where there is none. */
  toCode(codePoint: number): number;
}

/** Upper half of one byte per character: 128 code points for 80-FF, -1 where there is none. */
export function upperHalf(label: string, c1: boolean): Int32Array {
  const decoder = new TextDecoder(label);
  const table = new Int32Array(128);
  for (let code = 0x80; code < 0x100; code++) {
    const point = decoder.decode(new Uint8Array([code])).codePointAt(0) ?? 0xfffd;
    table[code - 0x80] = c1 && code < 0xa0 ? code : point === 0xfffd || PRIVATE_USE(point) ? -1 : point;
  }
  return table;
}

/** Microsoft's 80-9F of code page 1252, which some hosts decode as controls. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Upper half of a code page that has characters where ISO has controls. */
export function codePageHalf(label: string): Int32Array {
  const table = upperHalf(label, false);
  if (label === 'windows-1252') for (let at = 0; at < 32; at++) table[at] = WINDOWS_1252.charCodeAt(at);
  return table;
}

/** A set of one byte per character over what `build` gives for 80-FF. */
export function singleByteSet(sequence: string, build: () => Int32Array): CodedSet {
  let table: Int32Array | undefined;
  let codes: Map<number, number> | undefined;
  const points = () => {
    table ??= build();
    return table;
  };
  return {
    area: 'G1',
    width: 1,
    sequence,
    toCodePoint: (lead) => points()[lead - 0x80] ?? -1,
    toCode(codePoint) {
      if (codes === undefined) {
        codes = new Map();
        for (const [index, point] of points().entries()) if (point >= 0) codes.set(point, index + 0x80);
      }
      return codes.get(codePoint) ?? -1;
    },
  };
}

interface Grid {
  readonly sequence: string;
  readonly area: 'G0' | 'G1';
  readonly label: string;
  /** Bytes before a pair in the encoding that `label` names. */
  readonly prefix: readonly number[];
  /** Cells (row 1-94, column 1-94) that `label` has and the set has not. */
  readonly foreign?: (row: number, column: number) => boolean;
  /** Characters that other tables give for a cell, so that text from elsewhere can be written. */
  readonly also?: readonly (readonly [number, number])[];
}

const PRIVATE_USE = (point: number) => point >= 0xe000 && point <= 0xf8ff;

function gridPoints({ label, prefix, foreign }: Grid): Int32Array {
  const bytes: number[] = [];
  for (let row = 0xa1; row <= 0xfe; row++) {
    for (let column = 0xa1; column <= 0xfe; column++) bytes.push(...prefix, row, column, 0x0a);
  }
  const cells = new TextDecoder(label).decode(new Uint8Array(bytes)).split('\n');
  return Int32Array.from({ length: 94 * 94 }, (_, index) => {
    const cell = cells[index] ?? '';
    const point = cell.length === 1 ? cell.charCodeAt(0) : 0xfffd;
    if (point === 0xfffd || PRIVATE_USE(point)) return -1;
    return foreign?.(Math.floor(index / 94) + 1, (index % 94) + 1) === true ? -1 : point;
  });
}

/** A set of 94 by 94 characters of two bytes. */
export function grid(spec: Grid): CodedSet {
  const base = spec.area === 'G1' ? 0xa1 : 0x21;
  let table: Int32Array | undefined;
  let codes: Map<number, number> | undefined;
  const points = () => {
    table ??= gridPoints(spec);
    return table;
  };
  return {
    area: spec.area,
    width: 2,
    sequence: spec.sequence,
    toCodePoint(lead, trail) {
      const row = lead - base;
      const column = trail - base;
      return row >= 0 && row < 94 && column >= 0 && column < 94 ? (points()[row * 94 + column] ?? -1) : -1;
    },
    toCode(codePoint) {
      if (codes === undefined) {
        codes = new Map();
        for (const [index, point] of points().entries()) {
          // Vendors' extensions have some characters twice; the first is the standard's.
          if (point < 0 || codes.has(point)) continue;
          codes.set(point, ((Math.floor(index / 94) + base) << 8) | ((index % 94) + base));
        }
        for (const [point, twin] of spec.also ?? []) {
          const code = codes.get(twin);
          if (code !== undefined && !codes.has(point)) codes.set(point, code);
        }
      }
      return codes.get(codePoint) ?? -1;
    },
  };
}
