// Both objects as the checks see them: out of their envelope, located by this room's tokenizer, read by dcmjs.
import { concat, type Source } from '../kernel/source.js';
import { latin1 } from './charset.js';
import type { SecondReader, SecondReading } from './dcmjs.js';
import { inflated } from './inflated.js';
import { type RawElement, type RawTable, readRaw } from './rawReader.js';

export interface Opened {
  /** What is inside the envelope; the file itself where there is none. */
  readonly source: Source;
  readonly table: RawTable;
  readonly transferSyntax: string;
  readonly sopClass: string;
  /** Undefined where dcmjs can't read the object. */
  readonly second: SecondReading | undefined;
}

/** dcmjs gets an object without its bulk; where more than this is left, it is not asked. */
const MOST_FOR_SECOND = 64 * 1024 * 1024;
const BULK = 64 * 1024;
const EXPLICIT_LE = '1.2.840.10008.1.2.1';

/** @returns undefined where no data elements can be found in it, or its envelope can't be opened */
export async function openObject(source: Source, reader: SecondReader): Promise<Opened | undefined> {
  const outer = await readRaw(source);
  const transferSyntax = await topText(source, outer, 0x00020010);
  const inner = await inflated(source, transferSyntax, outer.dataSetAt);
  if (inner === undefined) return undefined;
  const table = inner === source ? outer : await readRaw(inner);
  if (table.elements.length === 0) return undefined;
  const sopClass = (await topText(inner, table, 0x00080016)) || (await topText(inner, table, 0x00020002));
  const bytes = await headerBytes(inner, table, inner !== source);
  const second = bytes === undefined ? undefined : reader.read(bytes);
  return { source: inner, table, transferSyntax, sopClass, second };
}

/** A short text at the top of the object; empty where it is absent. */
export async function topText(source: Source, table: RawTable, tag: number): Promise<string> {
  const element = table.elements.find((candidate) => candidate.tag === tag && candidate.item === -1);
  if (element === undefined || element.length > 256) return '';
  return latin1(await source.read(element.valueAt, element.length)).replace(/[\0 ]+$/, '');
}

/** The object without its top-level bulk: still DICOM, small enough to be decoded whole. */
async function headerBytes(source: Source, table: RawTable, wasDeflated: boolean): Promise<Uint8Array | undefined> {
  const bulk = table.elements.filter((element) => element.item === -1 && isBulk(element));
  const skipped = bulk.reduce((total, element) => total + endOf(element) - element.start, 0);
  if (table.end - skipped > MOST_FOR_SECOND) return undefined;
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const element of bulk) {
    parts.push(await source.read(at, element.start - at));
    at = endOf(element);
  }
  // What lies behind the last element is no element: it is searched as bytes.
  parts.push(await source.read(at, table.end - at));
  const bytes = concat(parts);
  const syntax = table.elements.find((element) => element.tag === 0x00020010);
  if (wasDeflated && syntax !== undefined && syntax.length >= EXPLICIT_LE.length) {
    bytes.fill(0, syntax.valueAt, syntax.valueAt + syntax.length);
    bytes.set(new TextEncoder().encode(EXPLICIT_LE), syntax.valueAt);
  }
  return bytes;
}

function isBulk(element: RawElement): boolean {
  return (
    element.kind === 'fragments' || element.tag >>> 16 === 0x7fe0 || (element.kind === 'leaf' && element.length > BULK)
  );
}

function endOf(element: RawElement): number {
  return element.valueAt + element.length;
}
