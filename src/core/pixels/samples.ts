// From bytes to samples: bits, bytes and words of either order, with the bits that are stored (PS3.5 8.1.1).

export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array;

export interface SampleBits {
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  readonly float: boolean;
}

/** `count` samples; zeros where the bytes end. */
export function readSamples(
  bytes: Uint8Array,
  firstBit: number,
  count: number,
  { bitsAllocated, bitsStored, highBit, signed, float }: SampleBits,
  bigEndian: boolean,
): Samples {
  if (bitsAllocated === 1) return singleBits(bytes, firstBit, count);
  if (float) return floats(bytes, count, bitsAllocated === 64, bigEndian);
  const own = allocated(bytes, count, bitsAllocated, bigEndian);
  const shift = Math.max(0, Math.min(highBit, bitsAllocated - 1) + 1 - bitsStored);
  if (bitsStored === bitsAllocated) return signed ? asSigned(own) : own;
  // Bits outside the stored ones are no part of the value: old overlays lie there.
  const left = 32 - bitsStored - shift;
  const all = signed ? asSigned(own) : own;
  const back = 32 - bitsStored;
  if (signed) for (let i = 0; i < count; i++) all[i] = ((own[i] ?? 0) << left) >> back;
  else for (let i = 0; i < count; i++) all[i] = ((own[i] ?? 0) << left) >>> back;
  return all;
}

/** One bit of each word: an overlay that lies in the pixel data (PS3.5 8.1.2, retired). Packed, least significant first. */
export function bitPlane(
  bytes: Uint8Array,
  count: number,
  bitsAllocated: number,
  bit: number,
  bigEndian: boolean,
): Uint8Array {
  const own = allocated(bytes, count, bitsAllocated, bigEndian);
  const out = new Uint8Array(Math.ceil(count / 8));
  for (let i = 0; i < count; i++) if (((own[i] ?? 0) >>> bit) & 1) out[i >>> 3] = (out[i >>> 3] ?? 0) | (1 << (i & 7));
  return out;
}

/** `count` bits from `firstBit` on, moved to the beginning of a byte. */
export function alignBits(bytes: Uint8Array, firstBit: number, count: number): Uint8Array {
  const start = firstBit >>> 3;
  const shift = firstBit & 7;
  const out = new Uint8Array(Math.ceil(count / 8));
  for (let i = 0; i < out.length; i++) {
    const both = (bytes[start + i] ?? 0) | ((bytes[start + i + 1] ?? 0) << 8);
    out[i] = both >>> shift;
  }
  return out;
}

/** Bytes of each group of `width` in the other order; a rest at the end stays. */
export function swapped(bytes: Uint8Array, width: number): Uint8Array {
  // Not slice(): that of a Buffer is a view.
  const out = new Uint8Array(bytes);
  for (let at = 0; at + width <= out.length; at += width) out.subarray(at, at + width).reverse();
  return out;
}

function singleBits(bytes: Uint8Array, firstBit: number, count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const bit = firstBit + i;
    out[i] = ((bytes[bit >>> 3] ?? 0) >>> (bit & 7)) & 1;
  }
  return out;
}

/** A copy of exactly `size` bytes that begins at an aligned place. */
function aligned(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  out.set(bytes.length > size ? bytes.subarray(0, size) : bytes);
  return out;
}

function allocated(
  bytes: Uint8Array,
  count: number,
  bits: number,
  bigEndian: boolean,
): Uint8Array | Uint16Array | Uint32Array {
  const width = bits / 8;
  const own = aligned(bytes, count * width);
  if (width === 1) return own;
  if (width === 2) {
    const words = new Uint16Array(own.buffer);
    if (bigEndian) for (let i = 0; i < count; i++) words[i] = ((words[i] ?? 0) >>> 8) | ((words[i] ?? 0) << 8);
    return words;
  }
  const longs = new Uint32Array(own.buffer);
  if (bigEndian) {
    const view = new DataView(own.buffer);
    for (let i = 0; i < count; i++) longs[i] = view.getUint32(i * 4, false);
  }
  return longs;
}

function asSigned(samples: Uint8Array | Uint16Array | Uint32Array): Int8Array | Int16Array | Int32Array {
  const { buffer, byteOffset, length } = samples;
  if (samples instanceof Uint8Array) return new Int8Array(buffer, byteOffset, length);
  return samples instanceof Uint16Array
    ? new Int16Array(buffer, byteOffset, length)
    : new Int32Array(buffer, byteOffset, length);
}

function floats(bytes: Uint8Array, count: number, double: boolean, bigEndian: boolean): Float32Array {
  const width = double ? 8 : 4;
  const view = new DataView(aligned(bytes, count * width).buffer);
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++)
    out[i] = double ? view.getFloat64(i * 8, !bigEndian) : view.getFloat32(i * 4, !bigEndian);
  return out;
}
