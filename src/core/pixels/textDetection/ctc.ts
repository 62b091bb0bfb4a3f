// From the answer of a reading network to characters: the most likely class of each step, repeats joined, "none" left out (CTC).
import type { Tensor } from './textModels.js';

export interface Reading {
  readonly text: string;
  /** Mean probability of the characters. */
  readonly confidence: number;
}

/** @param characters of the classes from 1 on */
export function decodeCtc({ dims, data }: Tensor, characters: readonly string[]): Reading {
  const [steps, classes] = [dims[dims.length - 2] ?? 0, dims[dims.length - 1] ?? 0];
  let text = '';
  let [sum, count, before] = [0, 0, 0];
  for (let step = 0; step < steps; step++) {
    let [best, most] = [0, 0];
    for (let index = 0, at = step * classes; index < classes; index++, at++) {
      const value = data[at] ?? 0;
      if (value > most) {
        most = value;
        best = index;
      }
    }
    if (best !== 0 && best !== before) {
      text += characters[best - 1] ?? '';
      sum += most;
      count += 1;
    }
    before = best;
  }
  return { text: text.trim(), confidence: count === 0 ? 0 : sum / count };
}
