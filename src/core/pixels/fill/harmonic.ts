// A harmonic fill: unknown values become those of a membrane that hangs from the known ones around them. It takes nothing from
// what was there before, and works on numbers of any depth.

/** A window of one channel; `status` 0: known. */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
  readonly status: Uint8Array;
}

const SWEEPS = 48;
const OVER = 1.7;

/** Gives what is not known a value, in place; false where nothing is known. */
export function fillHarmonic(field: Field): boolean {
  if (!field.status.includes(0)) return false;
  if (field.status.every((status) => status === 0)) return true;
  const coarser = halved(field);
  if (coarser.status.includes(1)) fillHarmonic(coarser);
  const { width, height, values, status } = field;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (status[y * width + x] !== 0) values[y * width + x] = coarser.values[(y >> 1) * coarser.width + (x >> 1)] ?? 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(field);
  return true;
}

/** Each value of the coarser field is the mean of the known ones among four. */
function halved({ width, height, values, status }: Field): Field {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const sums = new Float64Array(w * h);
  const counts = new Uint8Array(w * h);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (status[y * width + x] !== 0) continue;
      const at = (y >> 1) * w + (x >> 1);
      sums[at] = (sums[at] ?? 0) + (values[y * width + x] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  for (const [at, count] of counts.entries()) sums[at] = count === 0 ? 0 : (sums[at] ?? 0) / count;
  return { width: w, height: h, values: sums, status: counts.map((count) => (count === 0 ? 1 : 0)) };
}

/** One step of successive over-relaxation; what lies outside of the window has no say. */
function relax({ width, height, values, status }: Field): void {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (status[at] === 0) continue;
      let sum = 0;
      if (x > 0) sum += values[at - 1] ?? 0;
      if (x + 1 < width) sum += values[at + 1] ?? 0;
      if (y > 0) sum += values[at - width] ?? 0;
      if (y + 1 < height) sum += values[at + width] ?? 0;
      const count = (x > 0 ? 1 : 0) + (x + 1 < width ? 1 : 0) + (y > 0 ? 1 : 0) + (y + 1 < height ? 1 : 0);
      if (count > 0) values[at] = (values[at] ?? 0) + OVER * (sum / count - (values[at] ?? 0));
    }
}
