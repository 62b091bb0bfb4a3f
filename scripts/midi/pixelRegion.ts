// pixels_hidden without a text recognizer: the box must be of one colour, which is stricter than "no text is read".
import type { ReadFile } from '../score/dicomReader.js';

/**
 * @param actionText JSON in angle brackets: text, top_left [x, y], bottom_right [x, y] of the first frame
 * @returns false where the pixel data can't be looked at (compressed, not 8 or 16 bit)
 */
export function regionHidden(file: ReadFile, actionText: string): boolean {
  const region = JSON.parse(actionText.replace(/^<|>$/g, '')) as { top_left: number[]; bottom_right: number[] };
  const [left = 0, top = 0] = region.top_left;
  const [right = 0, bottom = 0] = region.bottom_right;
  const pixels = file.elements.find((element) => element.path === '(7FE0,0010)');
  if (pixels === undefined) return true;
  const data = pixels.bytes[0];
  if (data === undefined || pixels.bytes.length !== 1) return false;
  const columns = number(file, '00280011');
  const samples = number(file, '00280002') * (number(file, '00280100') / 8);
  if (!Number.isInteger(samples) || samples === 0) return false;
  const colours = new Set<string>();
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = (y * columns + x) * samples;
      colours.add(data.subarray(at, at + samples).join());
    }
  }
  return colours.size <= 1;
}

function number(file: ReadFile, tag: string): number {
  return Number(file.elements.find((element) => element.tag === tag && element.parents.length === 0)?.values[0] ?? 0);
}
