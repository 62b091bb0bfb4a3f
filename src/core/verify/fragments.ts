// Encapsulated pixel data as the check reads them (PS3.5 A.4): where each item lies, and how it is coded.
import type { Source } from '../kernel/source.js';
import type { Span } from './byteStream.js';
import type { RawElement, RawTable } from './rawReader.js';

const ITEM = 0xfffee000;
const TRANSFER_SYNTAX = 0x00020010;

/** The items of encapsulated pixel data, the offset table first: what is in each. One that is not whole ends the list. */
export async function itemsOf(source: Source, element: RawElement): Promise<Span[]> {
  const items: Span[] = [];
  const end = element.valueAt + element.length;
  for (let at = element.valueAt; at + 8 <= end; ) {
    const head = await source.read(at, 8);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const tag = view.getUint16(0, element.littleEndian) * 0x10000 + view.getUint16(2, element.littleEndian);
    const length = view.getUint32(4, element.littleEndian);
    if (tag !== ITEM || at + 8 + length > end) break;
    items.push([at + 8, at + 8 + length]);
    at += 8 + length;
  }
  return items;
}

/** Transfer Syntax UID; empty where there is none. */
export async function transferSyntaxOf(source: Source, table: RawTable): Promise<string> {
  const syntax = table.elements.find(({ tag, item }) => tag === TRANSFER_SYNTAX && item === -1);
  if (syntax === undefined) return '';
  const bytes = await source.read(syntax.valueAt, Math.min(64, syntax.length));
  return String.fromCharCode(...bytes).replace(/[\0 ]+$/u, '');
}
