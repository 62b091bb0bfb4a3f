// Rows of uncompressed pixels as numbers, channel by channel, and back: for fills that reckon with values (PS3.5 8.1.1).
import { type CellGrid, rowUnits } from '../cellGrid.js';
import { isSubsampled, type Layout } from '../layout.js';

/** The values of one sample of each pixel in a row of one plane. */
export interface Channel {
  /** Pixels of a value: two where neighbours share it. */
  readonly step: 1 | 2;
  get(row: number, index: number): number;
  /** Rounded and cut to what can be stored. */
  set(row: number, index: number, value: number): void;
}

/**
 * @param bytes rows of one plane, which are changed
 * @param firstBit where the first row begins in them, for single bits
 */
export function channelsOf(
  layout: Layout,
  grid: CellGrid,
  bytes: Uint8Array,
  firstBit: number,
  bigEndian: boolean,
): readonly Channel[] {
  const units = rowUnits(grid);
  if (grid.bits) return [bitChannel(bytes, firstBit, units)];
  const width = layout.bitsAllocated / 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { read, write } = numbersOf(layout, view, !bigEndian);
  const channel = (step: 1 | 2, at: (index: number) => number): Channel => ({
    step,
    get: (row, index) => read(row * units + at(index)),
    set: (row, index, value) => write(row * units + at(index), value),
  });
  if (isSubsampled(layout))
    return [
      channel(1, (index) => (index >> 1) * 4 * width + (index & 1) * width),
      channel(2, (index) => index * 4 * width + 2 * width),
      channel(2, (index) => index * 4 * width + 3 * width),
    ];
  const samples = grid.size / width;
  return Array.from({ length: samples }, (_, sample) => channel(1, (index) => index * grid.size + sample * width));
}

function bitChannel(bytes: Uint8Array, firstBit: number, units: number): Channel {
  const place = (row: number, index: number): number => firstBit + row * units + index;
  return {
    step: 1,
    get: (row, index) => ((bytes[place(row, index) >> 3] ?? 0) >> (place(row, index) & 7)) & 1,
    set: (row, index, value) => {
      const [at, mask] = [place(row, index) >> 3, 1 << (place(row, index) & 7)];
      bytes[at] = value >= 0.5 ? (bytes[at] ?? 0) | mask : (bytes[at] ?? 0) & ~mask;
    },
  };
}

interface Numbers {
  read(at: number): number;
  write(at: number, value: number): void;
}

function numbersOf(layout: Layout, view: DataView, little: boolean): Numbers {
  const { bitsAllocated, bitsStored, highBit, signed, float } = layout;
  if (float && bitsAllocated === 64)
    return { read: (at) => view.getFloat64(at, little), write: (at, value) => view.setFloat64(at, value, little) };
  if (float)
    return { read: (at) => view.getFloat32(at, little), write: (at, value) => view.setFloat32(at, value, little) };
  const up = 2 ** Math.max(0, Math.min(highBit, bitsAllocated - 1) + 1 - bitsStored);
  const [least, most] = storedRange(layout);
  const size = 2 ** bitsStored;
  const raw = (at: number): number =>
    bitsAllocated === 8
      ? view.getUint8(at)
      : bitsAllocated === 16
        ? view.getUint16(at, little)
        : view.getUint32(at, little);
  return {
    read: (at) => {
      const value = Math.floor(raw(at) / up) % size;
      return signed && value >= size / 2 ? value - size : value;
    },
    write: (at, value) => {
      const own = Math.min(most, Math.max(least, Math.round(value))) * up;
      if (bitsAllocated === 8) view.setInt8(at, own);
      else if (bitsAllocated === 16) view.setInt16(at, own, little);
      else view.setInt32(at, own, little);
    },
  };
}

/** The least and the most that can be stored. */
export function storedRange({ bitsStored, signed }: Layout): readonly [number, number] {
  return signed ? [-(2 ** (bitsStored - 1)), 2 ** (bitsStored - 1) - 1] : [0, 2 ** bitsStored - 1];
}
