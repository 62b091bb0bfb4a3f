// Brings originals back from the Encrypted Attributes Sequence (PS3.15 E.1.2): they take the place of what stands there now, the sequence
// goes, and what the de-identification said of itself goes with it.
import { formatTag, type Tag } from '../../dictionary/tag.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import { bufferSource } from '../../kernel/source.js';
import { deflateLayer } from './deflate.js';
import { addEdit, addFinding, type Draft, newDraft, sealEdits } from './draft.js';
import { type Element, findElement } from './element.js';
import { ascii, encodeElement } from './encode.js';
import { inLayout } from './inLayout.js';
import { encodeMeta } from './meta.js';
import { type DicomObject, readObject } from './read.js';
import { scan } from './scan.js';
import {
  ENCRYPTED_ATTRIBUTES,
  ENCRYPTED_CONTENT,
  ENCRYPTED_SYNTAX,
  MODIFIED_ATTRIBUTES,
  SEALED_METHOD,
} from './sealOriginals.js';
import { type Encoding, encodingOf, nativeSyntaxOf } from './syntax.js';
import { bytesOf, plainValue } from './visit.js';
import { openWindow, readRange, type Window } from './window.js';

const SOP_CLASS: Tag = 0x00080016;
const SOP_INSTANCE: Tag = 0x00080018;
const IDENTITY_REMOVED: Tag = 0x00120062;
const METHOD: Tag = 0x00120063;
const METHOD_CODES: Tag = 0x00120064;
const TEMPORAL: Tag = 0x00280303;

export interface ReidentifyContext {
  /** Decrypts; undefined where the key is another one. */
  readonly unseal: (sealed: Uint8Array) => Promise<Uint8Array | undefined>;
  readonly producer: string;
}

/** Plans the way back. Never throws on input. */
export async function planReidentify(source: Source, { unseal, producer }: ReidentifyContext): Promise<Plan> {
  const base = { stamp: source.stamp, size: source.size, policyDigest: '' };
  const refused = (code: string, message: string): Plan => ({
    ...base,
    findings: [],
    edits: [],
    issues: [],
    refusal: { code, message },
  });
  const read = await readObject(source, false);
  if (read.kind === 'refusal') return refused(read.refusal.code, read.refusal.message);
  const { object } = read;
  const sequence = findElement(object.table.elements, ENCRYPTED_ATTRIBUTES);
  if (sequence?.items === undefined)
    return refused(
      'nothing-encrypted',
      'the object holds no encrypted attributes, so that nothing can be brought back',
    );
  const found = await originalsOf(object, sequence, unseal);
  if (found === undefined)
    return refused('wrong-key', 'this key does not open the encrypted attributes of the object, or they are damaged');
  const originals = await inLayoutOf(object, found);
  if (originals === undefined)
    return refused('layout-differs', 'the encrypted attributes have a layout that can not be written into this object');
  const draft = newDraft();
  const cause = addFinding(draft, {
    rule: 'reidentify',
    location: {
      kind: 'element',
      path: formatTag(ENCRYPTED_ATTRIBUTES),
      vr: 'SQ',
      keyword: 'EncryptedAttributesSequence',
    },
    range: { offset: sequence.offset, length: sequence.end - sequence.offset },
    category: 'structure',
    action: 'D',
    effect: 'structure',
    reason: 'originals are put back',
    clause: 'PS3.15 E.1.2',
    confidence: 1,
  });
  putBack(draft, object, originals, cause);
  await unsay(draft, object, originals, cause);
  addEdit(draft, sequence.offset, sequence.end - sequence.offset, new Uint8Array(0), [cause]);
  const { opening, window, table } = object;
  const sopInstance =
    found.sopInstance || (await plainValue(window, table.elements, SOP_INSTANCE)) || opening.sopInstance;
  const sopClass = found.sopClass || object.sopClass;
  const meta = encodeMeta({ sopClass, sopInstance, transferSyntax: opening.transferSyntax, producer });
  addEdit(draft, 0, opening.start, meta, [cause]);
  const edits = sealEdits(draft);
  const first = edits[0]?.bytes;
  const layer = opening.deflated && first !== undefined ? { layer: deflateLayer(window.source, first.length) } : {};
  return { ...base, findings: draft.findings, edits, issues: [], ...layer };
}

interface Originals {
  readonly window: Window;
  readonly encoding: Encoding;
  readonly elements: readonly Element[];
  readonly sopInstance: string;
  readonly sopClass: string;
}

/** From the first item that the key opens: each may be for somebody else. */
async function originalsOf(
  { window }: DicomObject,
  sequence: Element,
  unseal: ReidentifyContext['unseal'],
): Promise<Originals | undefined> {
  for (const { elements } of sequence.items ?? []) {
    const content = findElement(elements, ENCRYPTED_CONTENT);
    if (content === undefined) continue;
    const dataset = await unseal(new Uint8Array(await bytesOf(window, content)));
    if (dataset === undefined) continue;
    const inner = openWindow(bufferSource(dataset));
    const scanned = await scan(inner, 0, encodingOf(await plainValue(window, elements, ENCRYPTED_SYNTAX)));
    const item = findElement(scanned.table.elements, MODIFIED_ATTRIBUTES)?.items?.[0];
    if (scanned.refusal !== undefined || item === undefined) continue;
    const plain = (tag: Tag) => plainValue(inner, item.elements, tag);
    return {
      window: inner,
      encoding: item.encoding,
      elements: item.elements,
      sopInstance: await plain(SOP_INSTANCE),
      sopClass: await plain(SOP_CLASS),
    };
  }
  return undefined;
}

/** Whole elements by tag, as the object writes them; undefined where that can't be done. */
async function inLayoutOf(object: DicomObject, found: Originals): Promise<ReadonlyMap<Tag, Uint8Array> | undefined> {
  const to = object.table.encoding;
  const same = nativeSyntaxOf(found.encoding) === nativeSyntaxOf(to);
  if (!same && (!found.encoding.littleEndian || !to.littleEndian)) return undefined;
  const originals = new Map<Tag, Uint8Array>();
  for (const element of found.elements) {
    const bytes = same
      ? await readRange(found.window, element.offset, element.end - element.offset)
      : await inLayout(found.window, element, to);
    originals.set(element.tag, new Uint8Array(bytes));
  }
  return originals;
}

function putBack(draft: Draft, { table }: DicomObject, originals: ReadonlyMap<Tag, Uint8Array>, cause: number): void {
  for (const [tag, bytes] of [...originals].sort(([a], [b]) => a - b)) {
    // An older sequence of the kind comes back where this one goes.
    const present = tag === ENCRYPTED_ATTRIBUTES ? undefined : findElement(table.elements, tag);
    if (present !== undefined) addEdit(draft, present.offset, present.end - present.offset, bytes, [cause]);
    else addEdit(draft, table.elements.find((element) => element.tag > tag)?.offset ?? table.end, 0, bytes, [cause]);
  }
}

/** PS3.15 E.1.2: it is not true any more that the identity is removed. */
async function unsay(
  draft: Draft,
  object: DicomObject,
  originals: ReadonlyMap<Tag, Uint8Array>,
  cause: number,
): Promise<void> {
  const { table, window } = object;
  const method = await plainValue(window, table.elements, METHOD);
  const ours = method.includes(SEALED_METHOD) ? [TEMPORAL] : [];
  for (const tag of [METHOD, METHOD_CODES, ...ours]) {
    const element = originals.has(tag) ? undefined : findElement(table.elements, tag);
    if (element !== undefined) addEdit(draft, element.offset, element.end - element.offset, new Uint8Array(0), [cause]);
  }
  const removed = originals.has(IDENTITY_REMOVED) ? undefined : findElement(table.elements, IDENTITY_REMOVED);
  if (removed === undefined) return;
  const no = encodeElement(IDENTITY_REMOVED, table.encoding.explicit ? 'CS' : '', ascii('NO'), table.encoding);
  addEdit(draft, removed.offset, removed.end - removed.offset, no, [cause]);
}
