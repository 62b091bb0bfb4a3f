// A data element from one little endian layout to the other (PS3.5 section 7.1): headers change, values don't.
import { isPrivate } from '../../dictionary/tag.js';
import { hasLongLength } from '../../dictionary/vr.js';
import { concat } from '../../kernel/source.js';
import type { Element } from './element.js';
import { encodeElement, encodeItem, LONGEST_SHORT_VALUE } from './encode.js';
import type { Encoding } from './syntax.js';
import { bytesOf } from './visit.js';
import type { Window } from './window.js';

/** The whole element as `to` has it; sequences with lengths. */
export async function inLayout(window: Window, element: Element, to: Encoding): Promise<Uint8Array> {
  if (element.items === undefined) {
    const value = new Uint8Array(await bytesOf(window, element));
    return encodeElement(element.tag, to.explicit ? vrFor(element, value) : '', value, to);
  }
  const items: Uint8Array[] = [];
  for (const { elements } of element.items) {
    const parts: Uint8Array[] = [];
    for (const one of elements) parts.push(await inLayout(window, one, to));
    items.push(encodeItem(parts, to));
  }
  return encodeElement(element.tag, to.explicit ? 'SQ' : '', concat(items), to);
}

/** UN where nobody knows better, or the length field would be too short (PS3.5 6.2.2). */
function vrFor({ tag, vr, writtenVr }: Element, value: Uint8Array): string {
  if (isPrivate(tag) && writtenVr === '' && (tag & 0xff00) !== 0) return 'UN';
  return !hasLongLength(vr) && value.length > LONGEST_SHORT_VALUE ? 'UN' : vr;
}
