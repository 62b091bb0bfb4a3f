// Blocks of 8 by 8 samples and their coefficients (ISO/IEC 10918-1 A.3), with the order in which they are stored.

const BASIS = Float64Array.from({ length: 64 }, (_, at) => {
  const [u, x] = [Math.floor(at / 8), at % 8];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** Place in rows of the coefficient that comes at each step of the zigzag (figure A.6). */
const ZIGZAG: readonly number[] = Array.from({ length: 64 }, (_, at) => at).sort((a, b) => {
  const [first, second] = [(a >> 3) + (a & 7), (b >> 3) + (b & 7)];
  // Even diagonals go up, odd ones down.
  return first - second || ((first & 1) === 0 ? (b >> 3) - (a >> 3) : (a >> 3) - (b >> 3));
});

/** Samples around 0 of quantised coefficients. */
export function samplesOfBlock(block: Int32Array, steps: Uint16Array): Float64Array {
  const plain = new Float64Array(64);
  for (const [at, place] of ZIGZAG.entries()) plain[place] = (block[at] ?? 0) * (steps[at] ?? 1);
  return transformed(plain, false);
}

/** Quantised coefficients of samples around 0. */
export function blockOfSamples(samples: Float64Array, steps: Uint16Array): Int32Array {
  const plain = transformed(samples, true);
  return Int32Array.from(ZIGZAG, (place, at) => Math.round((plain[place] ?? 0) / (steps[at] ?? 1)));
}

function transformed(input: Float64Array, forward: boolean): Float64Array {
  const half = new Float64Array(64);
  const out = new Float64Array(64);
  const basis = (from: number, to: number): number => BASIS[forward ? to * 8 + from : from * 8 + to] ?? 0;
  for (let row = 0; row < 8; row++)
    for (let to = 0; to < 8; to++) {
      let sum = 0;
      for (let from = 0; from < 8; from++) sum += (input[row * 8 + from] ?? 0) * basis(from, to);
      half[row * 8 + to] = sum;
    }
  for (let column = 0; column < 8; column++)
    for (let to = 0; to < 8; to++) {
      let sum = 0;
      for (let from = 0; from < 8; from++) sum += (half[from * 8 + column] ?? 0) * basis(from, to);
      out[to * 8 + column] = sum;
    }
  return out;
}

/** A block of one value. What lies at an end of the range comes out at that end, whatever the rounding. */
export function flatBlock(value: number, bits: number, steps: Uint16Array): Int32Array {
  const block = new Int32Array(64);
  const exact = (8 * (value - 2 ** (bits - 1))) / (steps[0] ?? 1);
  const round = value <= 0 ? Math.floor : value >= 2 ** bits - 1 ? Math.ceil : Math.round;
  block[0] = round(exact);
  return block;
}
