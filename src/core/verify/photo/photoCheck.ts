// What the checks of both kinds of photographs share: what they came to, texts that are left, pixels outside of what was found.
import type { Residue } from '../../kernel/format.js';
import type { Codecs } from '../../pixels/codecPort.js';
import { type Allowance, allowance, decodedOf } from '../encodedCopies.js';
import type { FoundPart } from '../redacted.js';
import { stillIn, textsIn } from './tellTales.js';

/** What both checks are given. */
export interface Pair {
  readonly original: Uint8Array;
  readonly output: Uint8Array;
  readonly options: readonly string[];
  readonly codecs: Codecs | undefined;
  readonly found: () => Promise<readonly FoundPart[]>;
}

export interface Checked {
  readonly residue: readonly Residue[];
  /** Texts that were searched. */
  readonly searched: number;
  /** Bytes of pixels. */
  readonly compared: number;
}

/**
 * @param gone parts of the original that had to go
 * @param stayed parts that may stay: what they say is no leak
 * @param telling parts of the output besides its coded pixels, which are looked into for encoded copies as well
 */
export function leftTexts(
  gone: readonly Uint8Array[],
  stayed: readonly Uint8Array[],
  output: Uint8Array,
  telling: readonly Uint8Array[],
): { readonly residue: readonly Residue[]; readonly searched: number } {
  const texts = new Set(gone.flatMap((part) => [...textsIn(part)]));
  // Words that stand in both, such as names of colour spaces or coding tables of a thumbnail, tell nothing.
  for (const text of [...stayed].flatMap((part) => [...stillIn(texts, part)])) texts.delete(text);
  const allowed = allowance();
  const encoded = texts.size === 0 ? [] : telling.flatMap((part) => [...hiddenIn(part, texts, allowed)]);
  const residue: Residue[] = [];
  const leaves = (count: number, how: string): void => {
    if (count === 0) return;
    const message = `${count} texts of the original's metadata are in the output${how}`;
    residue.push({ code: 'identifier-in-output', message });
  };
  leaves(stillIn(texts, output).length, '');
  leaves(new Set(encoded).size, ', encoded');
  return { residue, searched: texts.size };
}

function* hiddenIn(part: Uint8Array, texts: ReadonlySet<string>, allowed: Allowance): Generator<string> {
  for (const { bytes } of decodedOf(part, allowed)) yield* stillIn(texts, bytes);
}

export const CHANGED: Residue = {
  code: 'pixels-changed',
  message: 'the picture differs from the original outside of what was found in it',
};
export const UNREAD: Residue = {
  code: 'pixels-unread',
  message: 'the picture is not as it was, and can not be decoded to be compared',
};

/** True where all pixels outside of the parts are the same; `left` and `top` place the image on the canvas. */
export function sameOutside(
  a: Uint8Array,
  b: Uint8Array,
  size: number,
  place: { readonly left: number; readonly top: number; readonly wide: number },
  parts: readonly FoundPart[],
): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    const pixel = Math.floor(at / size);
    const [x, y] = [place.left + (pixel % place.wide), place.top + Math.floor(pixel / place.wide)];
    if (!parts.some(({ box: [left, top, right, bottom] }) => x >= left && x < right && y >= top && y < bottom))
      return false;
  }
  return true;
}
