// How alike two lines of brightness are.

export interface Likeness {
  readonly alike: number;
  readonly shift: number;
}

/** Pearson's correlation, at the shift of up to two pixels from `around` where it is best. */
export function bestLikeness(one: Float64Array, other: Float64Array, around: number): Likeness {
  let best: Likeness = { alike: -1, shift: around };
  for (const step of [0, -1, 1, -2, 2]) {
    const alike = correlation(one, other, around + step);
    if (alike > best.alike) best = { alike, shift: around + step };
  }
  return best;
}

export function likeness(one: Float64Array, other: Float64Array): number {
  return bestLikeness(one, other, 0).alike;
}

export function correlation(one: Float64Array, other: Float64Array, shift: number): number {
  const [from, to] = [Math.max(0, -shift), Math.min(one.length, other.length - shift)];
  const count = to - from;
  if (count < 8) return -1;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let at = from; at < to; at++) {
    const [a, b] = [one[at] ?? 0, other[at + shift] ?? 0];
    sumA += a;
    sumB += b;
    squareA += a * a;
    squareB += b * b;
    product += a * b;
  }
  const varied = Math.sqrt(Math.max(0, squareA - (sumA * sumA) / count) * Math.max(0, squareB - (sumB * sumB) / count));
  return varied < count ? -1 : (product - (sumA * sumB) / count) / varied;
}
