// Items of code sequences (PS3.3 section 8).
import { concat } from '../../kernel/source.js';
import { type Element, findElement, type Item } from './element.js';
import { ascii, encodeElement, encodeItem } from './encode.js';
import type { Encoding } from './syntax.js';
import { plainValue } from './visit.js';
import type { Window } from './window.js';

const CODE_VALUE = 0x00080100;
const CODING_SCHEME = 0x00080102;
const CODE_MEANING = 0x00080104;
const LONG_CODE_VALUE = 0x00080119;
const URN_CODE_VALUE = 0x00080120;

export function isCodeItem(item: Item): boolean {
  return item.elements.some(({ tag }) => tag === CODE_VALUE || tag === LONG_CODE_VALUE || tag === URN_CODE_VALUE);
}

/** A code item in the layout given: code, scheme and meaning in ASCII. */
export function codeItem(value: string, scheme: string, meaning: string, encoding: Encoding): Uint8Array {
  const vr = (name: string) => (encoding.explicit ? name : '');
  const text = (name: string, words: string) => {
    const bytes = ascii(words);
    return bytes.length % 2 === 0 ? bytes : concat([bytes, ascii(name === 'UI' ? '\0' : ' ')]);
  };
  return encodeItem(
    [
      encodeElement(CODE_VALUE, vr('SH'), text('SH', value), encoding),
      encodeElement(CODING_SCHEME, vr('SH'), text('SH', scheme), encoding),
      encodeElement(CODE_MEANING, vr('LO'), text('LO', meaning), encoding),
    ],
    encoding,
  );
}

/** A code that tells nothing, from a private coding scheme (99…, PS3.16 section 8). */
export function dummyCodeItem(encoding: Encoding): Uint8Array {
  return codeItem('REMOVED', '99REMOVED', 'Removed', encoding);
}

/** Code and scheme of the first item of a code sequence; undefined where there is none. */
export async function readCode(
  window: Window,
  elements: readonly Element[],
  sequence: number,
): Promise<{ value: string; scheme: string } | undefined> {
  const item = findElement(elements, sequence)?.items?.[0];
  if (item === undefined) return undefined;
  const value =
    (await plainValue(window, item.elements, CODE_VALUE)) ||
    (await plainValue(window, item.elements, LONG_CODE_VALUE)) ||
    (await plainValue(window, item.elements, URN_CODE_VALUE));
  return { value, scheme: await plainValue(window, item.elements, CODING_SCHEME) };
}
