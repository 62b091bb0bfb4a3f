// The reversible form (PS3.15 E.1.1 item 2, PS3.3 C.12.1.1.4): original values of what changed go, encrypted, into the Encrypted Attributes
// Sequence. Attributes of the top level go whole, so that bringing them back is putting them back.
import { elementOf, formatTag, groupOf, type Tag } from '../../dictionary/tag.js';
import { concat } from '../../kernel/source.js';
import type { DicomContext } from './context.js';
import { addEdit, addFinding, addIssue, type Draft } from './draft.js';
import { type Element, findElement } from './element.js';
import { ascii, encodeElement, encodeItem } from './encode.js';
import { inLayout } from './inLayout.js';
import type { DicomObject } from './read.js';
import { EXPLICIT_LITTLE, nativeSyntaxOf } from './syntax.js';
import { readRange } from './window.js';

export const ENCRYPTED_ATTRIBUTES: Tag = 0x04000500;
export const ENCRYPTED_SYNTAX: Tag = 0x04000510;
export const ENCRYPTED_CONTENT: Tag = 0x04000520;
export const MODIFIED_ATTRIBUTES: Tag = 0x04000550;
const CHARACTER_SET: Tag = 0x00080005;
const TRAILING_PADDING: Tag = 0xfffcfffc;

/** Said in De-identification Method (0012,0063) of such objects. */
export const SEALED_METHOD = 'Originals in Encrypted Attributes Sequence';

/** Together; what is larger belongs to images and documents rather than to a header. */
const MOST_SEALED = 64 * 1024 * 1024;

/** Adds the sequence to a plan whose other changes are all there. */
export async function sealOriginals(
  draft: Draft,
  object: DicomObject,
  seal: NonNullable<DicomContext['seal']>,
): Promise<void> {
  const { table, window, opening } = object;
  const { encoding } = table;
  // Explicit VR where the object has none: gdcmanon reads nothing else.
  const inner = encoding.littleEndian ? EXPLICIT_LITTLE : encoding;
  const syntax = nativeSyntaxOf(inner);
  const changed = changedElements(draft, table.elements);
  if (changed.some(({ tag }) => groupOf(tag) === 0x7fe0)) {
    addIssue(draft, {
      code: 'pixels-not-sealed',
      severity: 'warning',
      message: 'what was taken out of pixel data is not among the encrypted attributes and can not be brought back',
    });
  }
  if (syntax === undefined || opening.transferSyntax === '') {
    addIssue(draft, {
      code: 'not-sealed',
      severity: 'warning',
      message: 'the layout of this object has no name, so its originals were not encrypted',
    });
    return;
  }
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const element of changed) {
    if (groupOf(element.tag) === 0x7fe0) continue;
    total += element.end - element.offset;
    if (total > MOST_SEALED) {
      addIssue(draft, {
        code: 'not-sealed',
        severity: 'warning',
        message: `${formatTag(element.tag)} is too large for the encrypted attributes and can not be brought back`,
      });
      total -= element.end - element.offset;
      continue;
    }
    parts.push(
      inner.explicit === encoding.explicit
        ? new Uint8Array(await readRange(window, element.offset, element.end - element.offset))
        : await inLayout(window, element, inner),
    );
  }
  if (parts.length === 0) return;
  const sequence = (tag: Tag, items: Uint8Array) => encodeElement(tag, encoding.explicit ? 'SQ' : '', items, encoding);
  const modified = encodeElement(MODIFIED_ATTRIBUTES, inner.explicit ? 'SQ' : '', encodeItem(parts, inner), inner);
  const content = await seal(modified);
  const item = encodeItem(
    [
      encodeElement(ENCRYPTED_SYNTAX, encoding.explicit ? 'UI' : '', uid(syntax), encoding),
      encodeElement(ENCRYPTED_CONTENT, encoding.explicit ? 'OB' : '', evenWithZero(content), encoding),
    ],
    encoding,
  );
  const existing = findElement(table.elements, ENCRYPTED_ATTRIBUTES);
  const offset = existing?.offset ?? table.elements.find(({ tag }) => tag > ENCRYPTED_ATTRIBUTES)?.offset ?? table.end;
  const length = existing === undefined ? 0 : existing.end - existing.offset;
  const index = addFinding(draft, {
    rule: 'encrypted-attributes',
    location: {
      kind: 'element',
      path: formatTag(ENCRYPTED_ATTRIBUTES),
      vr: 'SQ',
      keyword: 'EncryptedAttributesSequence',
    },
    range: { offset, length },
    category: 'structure',
    action: 'D',
    effect: 'structure',
    reason: 'holds the originals, encrypted for whom the user named',
    clause: 'PS3.15 E.1.1, PS3.3 C.12.1.1.4',
    confidence: 1,
  });
  // One that was there is among the originals, and makes way.
  const others = draft.changes.filter((change) => change.offset < offset || change.offset >= offset + length);
  if (length > 0) draft.changes.splice(0, draft.changes.length, ...others);
  addEdit(draft, offset, length, sequence(ENCRYPTED_ATTRIBUTES, item), [index], ENCRYPTED_ATTRIBUTES);
}

/** Elements of the top level that some change touches, with the character set that they are read in, in order. */
function changedElements(draft: Draft, elements: readonly Element[]): readonly Element[] {
  const ranges = draft.changes
    .map(({ offset, length }) => [offset, offset + length] as const)
    .sort(([a], [b]) => a - b);
  const changed: Element[] = [];
  let next = 0;
  for (const element of elements) {
    while ((ranges[next]?.[1] ?? Number.POSITIVE_INFINITY) <= element.offset) next++;
    const touched = (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY) < element.end && isInside(ranges[next], element);
    const always = element.tag === CHARACTER_SET || element.tag === ENCRYPTED_ATTRIBUTES;
    if ((touched || always) && isAttribute(element)) changed.push(element);
  }
  return changed.length === 1 && changed[0]?.tag === CHARACTER_SET ? [] : changed;
}

/** An insertion before an element does not touch it; one within it does. */
function isInside(range: readonly [number, number] | undefined, element: Element): boolean {
  return range !== undefined && (range[1] > range[0] || range[0] > element.offset);
}

/** Group lengths and padding are nobody's loss. */
function isAttribute({ tag }: Element): boolean {
  return elementOf(tag) !== 0 && groupOf(tag) > 0x0002 && tag !== TRAILING_PADDING;
}

function uid(text: string): Uint8Array {
  return ascii(text.length % 2 === 0 ? text : `${text}\0`);
}

function evenWithZero(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : concat([bytes, new Uint8Array(1)]);
}
