// From a source to an element table: opening, inflating, scanning, and what a salvage may take.
import type { Issue, Refusal } from '../../kernel/issue.js';
import type { Source } from '../../kernel/source.js';
import { openDeflated } from './deflate.js';
import { type ElementTable, findElement } from './element.js';
import { HEAD_LENGTH, type Opening, openHead } from './open.js';
import { type CutPixels, scan } from './scan.js';
import { plainValue } from './visit.js';
import { openWindow, type Window } from './window.js';

export interface DicomObject {
  readonly opening: Opening;
  readonly window: Window;
  readonly table: ElementTable;
  readonly issues: readonly Issue[];
  readonly sopClass: string;
  readonly cutPixels?: CutPixels;
  /** Read up to where it could be: to be shown, never to be written. */
  readonly partial?: true;
}

export type Read =
  | { readonly kind: 'object'; readonly object: DicomObject }
  | {
      readonly kind: 'refusal';
      readonly refusal: Refusal;
      readonly issues: readonly Issue[];
      /** What could be read of it. */
      readonly partial?: DicomObject;
    };

function refused(code: string, message: string, issues: readonly Issue[] = []): Read {
  return { kind: 'refusal', refusal: { code, message }, issues };
}

/**
 * The last whole object: survey and plan ask for the same one after the other. One place and no WeakMap, whose entries
 * survive every scavenge and cost as much time as they save.
 */
let last: { readonly source: Source; readonly read: Read } | undefined;

/** No object is held any more: its header has values of a patient. */
export function forgetObject(): void {
  last = undefined;
}

/** Reads an object's structure. Never throws on what the bytes hold. */
export async function readObject(source: Source, salvage: boolean): Promise<Read> {
  if (last?.source === source) return last.read;
  const read = await readAnew(source, salvage);
  if (read.kind === 'object' && read.object.cutPixels === undefined) last = { source, read };
  return read;
}

async function readAnew(source: Source, salvage: boolean): Promise<Read> {
  if (source.size === 0) return refused('empty', 'the file is empty; get a complete copy');
  const read = source.read(0, Math.min(source.size, HEAD_LENGTH));
  const head = read instanceof Uint8Array ? read : await read;
  const opening = openHead(head);
  if (opening === undefined) return refused('not-dicom', 'not a DICOM file');
  if (opening.transferSyntax === '') {
    return refused(
      'no-transfer-syntax',
      'the data set has a layout that no transfer syntax names; convert it with the program that wrote it',
    );
  }
  let window: Window;
  if (opening.deflated) {
    const inflated = await openDeflated(source, opening.start);
    if (inflated.kind === 'bomb')
      return refused('deflate-bomb', 'the deflated data set grows beyond any real object; it was not opened');
    if (inflated.kind === 'damaged')
      return refused('deflate-damaged', 'the deflated data set can not be inflated; get a fresh copy');
    window = openWindow(inflated.source);
  } else {
    window = openWindow(source, head);
  }
  const scanned = await scan(window, opening.start, opening.encoding);
  const issues = [...opening.issues, ...scanned.issues];
  const cut = salvage ? scanned.cutPixels : undefined;
  const { table } = scanned;
  const sopClass = (await plainValue(window, table.elements, 0x00080016)) || opening.sopClass;
  const object = { opening, window, table, issues, sopClass, ...(cut === undefined ? {} : { cutPixels: cut }) };
  if (scanned.refusal !== undefined && cut === undefined)
    return { kind: 'refusal', refusal: scanned.refusal, issues, partial: { ...object, partial: true } };
  if (table.elements.length === 0) return refused('empty', 'the file has no data set; get a complete copy', issues);
  return { kind: 'object', object };
}

/** True for an object that some content item of refers to another by position (PS3.3 C.17.3.2.4). */
export function hasReferencesByPosition(table: ElementTable): boolean {
  const queue = [table.elements];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const element of next) {
      if (element.tag !== 0x0040a730) continue;
      for (const item of element.items ?? []) {
        if (findElement(item.elements, 0x0040db73) !== undefined) return true;
        queue.push(item.elements);
      }
    }
  }
  return false;
}
