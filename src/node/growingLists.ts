// Lists of numbers and of names that grow piece by piece, without an object per entry and without a copy when they grow.
import { type RawPath, rawBytes } from './rawPath.js';

export interface NumberList {
  readonly length: number;
  get(index: number): number;
  /** Beyond the end, what lies between is 0. */
  set(index: number, value: number): void;
  push(value: number): void;
}

const PIECE = 16_384;

/** @param width bytes of a number; 8 holds whole numbers up to 2^53 */
export function createNumberList(width: 1 | 4 | 8): NumberList {
  const pieces: (Uint8Array | Uint32Array | Float64Array)[] = [];
  let length = 0;
  const set = (index: number, value: number) => {
    while (pieces.length * PIECE <= index) {
      pieces.push(width === 1 ? new Uint8Array(PIECE) : width === 4 ? new Uint32Array(PIECE) : new Float64Array(PIECE));
    }
    const piece = pieces[Math.floor(index / PIECE)];
    if (piece !== undefined) piece[index % PIECE] = value;
    length = Math.max(length, index + 1);
  };
  return {
    get length() {
      return length;
    },
    get: (index) => pieces[Math.floor(index / PIECE)]?.[index % PIECE] ?? 0,
    set,
    push: (value) => set(length, value),
  };
}

export interface NamePool {
  /** Gives the address under which the name is found again. */
  add(name: RawPath): number;
  at(address: number): RawPath;
}

/** Addresses fit into 32 bits: the low 20 are a place in a block of a mebibyte. */
const BLOCK = 2 ** 20;
const LONGEST = 2 ** 16 - 1;

export function createNamePool(): NamePool {
  const blocks: Buffer[] = [];
  let used = BLOCK;
  return {
    add(name) {
      const length = name.length;
      if (length > LONGEST) throw new RangeError('a name that no file system has');
      if (used + 2 + length > BLOCK) {
        blocks.push(Buffer.allocUnsafeSlow(BLOCK));
        used = 0;
      }
      const number = blocks.length - 1;
      const block = blocks[number];
      if (block === undefined || number >= 4096) throw new RangeError('more names than can be addressed');
      const address = number * BLOCK + used;
      block.writeUInt16LE(length, used);
      block.write(name, used + 2, 'latin1');
      used += 2 + length;
      return address;
    },
    at(address) {
      const block = blocks[Math.floor(address / BLOCK)];
      if (block === undefined) throw new RangeError('no such name');
      const at = address % BLOCK;
      return rawBytes(block.subarray(at + 2, at + 2 + block.readUInt16LE(at)));
    },
  };
}
