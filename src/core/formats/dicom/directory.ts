// DICOMDIR (PS3.3 Annex F): its records point at one another by byte offsets, so the offsets are computed anew for the
// edited file.
import type { Tag } from '../../dictionary/tag.js';
import type { Edit } from '../../kernel/edit.js';
import type { Issue, Refusal } from '../../kernel/issue.js';
import { textsOf } from './attributeTexts.js';
import type { CharacterSet } from './charset/characterSet.js';
import { addEdit, addFinding } from './draft.js';
import { type Element, findElement, type Item } from './element.js';
import { encodeU32 } from './encode.js';
import { patientKey } from './evidence.js';
import type { Encoding } from './syntax.js';
import { bytesOf, charsetOf, plainValue, trimmed, type Visit } from './visit.js';
import type { Window } from './window.js';

const FIRST_RECORD = 0x00041200;
const LAST_RECORD = 0x00041202;
const NEXT_RECORD = 0x00041400;
const LOWER_RECORD = 0x00041420;
/** Retired: of a record whose file several records name, to the one record that stands for the file. */
const SHARED_RECORD = 0x00041504;
const RECORD_TYPE = 0x00041430;
const FILE_ID = 0x00041500;
const RECORDS = 0x00041220;
const PATIENT_NAME = 0x00100010;
const PATIENT_ID = 0x00100020;
const SOP_CLASS = 0x00080016;
export const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';

const CAUSE = { category: 'structure', clause: 'PS3.3 F.3.2.2' } as const;

export function isDirectory(sopClass: string, elements: readonly Element[]): boolean {
  if (findElement(elements, RECORDS) === undefined) return false;
  return sopClass === MEDIA_STORAGE_DIRECTORY || findElement(elements, SOP_CLASS) === undefined;
}

function records(elements: readonly Element[]): readonly Item[] {
  return findElement(elements, RECORDS)?.items ?? [];
}

async function pointer(window: Window, elements: readonly Element[], tag: number, encoding: Encoding): Promise<number> {
  const element = findElement(elements, tag);
  if (element === undefined || element.length !== 4) return 0;
  const bytes = await bytesOf(window, element);
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, encoding.littleEndian);
}

/** What each record says, or the one above it where it says nothing itself, by the tree that the offsets span. */
async function toldDown(
  window: Window,
  elements: readonly Element[],
  charset: CharacterSet,
  tell: (item: Item, charset: CharacterSet) => Promise<string | undefined>,
): Promise<Map<Item, string>> {
  const byOffset = new Map(records(elements).map((item) => [item.offset, item]));
  const told = new Map<Item, string>();
  const queue: { offset: number; said: string }[] = [];
  const walkFrom = async (start: number, inherited: string): Promise<void> => {
    for (let item = byOffset.get(start); item !== undefined && !told.has(item); ) {
      const said = (await tell(item, await charsetOf(window, item.elements, charset))) ?? inherited;
      told.set(item, said);
      queue.push({ offset: await pointer(window, item.elements, LOWER_RECORD, item.encoding), said });
      item = byOffset.get(await pointer(window, item.elements, NEXT_RECORD, item.encoding));
    }
  };
  const root = records(elements)[0];
  if (root === undefined) return told;
  await walkFrom(await pointer(window, elements, FIRST_RECORD, root.encoding), '');
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) await walkFrom(next.offset, next.said);
  return told;
}

/** The patient of each record. */
export function recordPatients(
  window: Window,
  elements: readonly Element[],
  charset: CharacterSet,
): Promise<Map<Item, string>> {
  return toldDown(window, elements, charset, async (item, set) => {
    const own = (await plainValue(window, item.elements, RECORD_TYPE)) === 'PATIENT';
    return own ? await patientKey(window, item.elements, set) : undefined;
  });
}

/** By what a lookup table knows each record, in their order: its own value of an attribute, or that of the record above. */
export async function recordKeys(
  window: Window,
  elements: readonly Element[],
  charset: CharacterSet,
  tag: Tag,
): Promise<readonly string[]> {
  const keys = await toldDown(window, elements, charset, async (item, set) => {
    const element = findElement(item.elements, tag);
    return element === undefined ? undefined : (await textsOf(window, element, set, item.encoding))?.[0];
  });
  return records(elements).map((item) => keys.get(item) ?? '');
}

/** Letters and digits alone, as a name or an ID may stand in a file name (PS3.10 8.2: A to Z, 0 to 9, underscore). */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** Shorter parts of names and IDs are in any file name by chance. */
const SHORTEST = 4;
/** A component of a file ID has eight characters at most (PS3.10 8.2). */
const LONGEST_NAME = 8;
/** A directory of more patients than this would only cost time. */
const MOST_PARTS = 2000;

/** Files keep their names, so that what these tell of a patient stays: said, not done. */
export async function fileNamesIssue(
  visit: Visit,
  elements: readonly Element[],
  charset: CharacterSet,
): Promise<Issue | undefined> {
  const wanted = new Set<string>();
  const names: string[] = [];
  for (const { elements: own } of records(elements)) {
    const set = await charsetOf(visit.window, own, charset);
    for (const tag of [PATIENT_NAME, PATIENT_ID]) {
      const element = findElement(own, tag);
      if (element === undefined || element.length > 1024 || element.items !== undefined) continue;
      const text = set.decode(await bytesOf(visit.window, element), element.vr);
      const parts = tag === PATIENT_NAME ? text.split(/[\s^=,\\]+/u) : text.split('\\');
      for (const part of parts.map(bare)) if (part.length >= SHORTEST && wanted.size < MOST_PARTS) wanted.add(part);
    }
    const fileId = findElement(own, FILE_ID);
    if (fileId === undefined || fileId.length > 1024) continue;
    names.push(
      ...trimmed(await bytesOf(visit.window, fileId))
        .split('\\')
        .map(bare),
    );
  }
  const listed = names.join('\n');
  if (![...wanted].some((part) => listed.includes(part.slice(0, LONGEST_NAME)))) return undefined;
  return {
    code: 'file-name-identifies',
    severity: 'warning',
    message:
      "file names that the directory lists hold a part of a patient's name or ID, and files keep their names: rename them before you pass the output on",
  };
}

/**
 * Rewrites every record offset for the output that `edits` give.
 * @returns a refusal where a record points at nothing: such a directory can't be rebuilt
 */
export async function relocate(
  visit: Visit,
  elements: readonly Element[],
  encoding: Encoding,
  edits: readonly Edit[],
): Promise<Refusal | undefined> {
  const place = relocation(edits);
  const places = new Map(records(elements).map((item) => [item.offset, place(item.offset)]));
  const holders = [{ elements, encoding, tags: [FIRST_RECORD, LAST_RECORD] }];
  for (const item of records(elements))
    holders.push({
      elements: item.elements,
      encoding: item.encoding,
      tags: [NEXT_RECORD, LOWER_RECORD, SHARED_RECORD],
    });
  for (const holder of holders) {
    for (const tag of holder.tags) {
      const element = findElement(holder.elements, tag);
      const target = await pointer(visit.window, holder.elements, tag, holder.encoding);
      if (element === undefined || target === 0) continue;
      const now = places.get(target);
      if (now === undefined) {
        return {
          code: 'dicomdir-damaged',
          message: 'a directory record points to where no record begins; make a new DICOMDIR from the cleaned files',
        };
      }
      if (now === target) continue;
      const index = addFinding(visit.draft, {
        rule: 'dicomdir/offset',
        location: { kind: 'element', path: '(0004,1200)', vr: 'UL', keyword: 'OffsetOfDirectoryRecord' },
        range: { offset: element.valueOffset, length: 4 },
        action: 'D',
        effect: 'structure',
        reason: 'a record begins elsewhere in the output',
        confidence: 1,
        ...CAUSE,
      });
      addEdit(visit.draft, element.valueOffset, 4, encodeU32(now, holder.encoding), [index]);
    }
  }
  return undefined;
}

/** Tells where a byte that no edit touches lies in the output: running sums, looked up by bisection. */
function relocation(edits: readonly Edit[]): (offset: number) => number {
  const ends: number[] = [];
  const sums: number[] = [];
  let sum = 0;
  for (const edit of edits) {
    sum += edit.bytes.length - edit.length;
    ends.push(edit.offset + edit.length);
    sums.push(sum);
  }
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (low === 0 ? 0 : (sums[low - 1] ?? 0));
  };
}
