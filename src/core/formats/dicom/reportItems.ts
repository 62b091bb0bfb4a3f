// A structured report (PS3.3 C.17.3) as people read it: its content items as a tree of texts.

import { attribute } from '../../dictionary/dictionary.js';
import { sopClassName } from '../../dictionary/sopClassNames.js';
import type { Tag } from '../../dictionary/tag.js';
import { formatTag } from '../../dictionary/tag.js';
import type { Finding } from '../../kernel/finding.js';
import { type CharacterSet, characterSet } from './charset/characterSet.js';
import { type Element, findElement, type Item } from './element.js';
import { unpadded } from './encode.js';
import type { DicomObject } from './read.js';
import { contentValue, type ItemReader } from './reportValue.js';
import { bytesOf, charsetOf, LONGEST_TEXT } from './visit.js';
import type { Window } from './window.js';

/** A content item, or a line of what stands above the report. */
export interface ReportItem {
  readonly relationship: string;
  readonly concept: string;
  /** As in (0040,A040); `HEADER` for attributes of the object itself. */
  readonly valueType: string;
  readonly value: string;
  /** Of the row in the tree. */
  readonly path: string;
  readonly identifying: boolean;
  readonly items: readonly ReportItem[];
}

const CONTENT_SEQUENCE = 0x0040a730;
const CONCEPT_NAME = 0x0040a043;
const VALUE_TYPE = 0x0040a040;
const RELATIONSHIP = 0x0040a010;
const REFERENCED_ITEM = 0x0040db73;
/** No report for people has more. */
const MOST_ITEMS = 50_000;

/** Whose report, about whom, when: what a printed report says above the text. */
const HEADER: readonly Tag[] = [
  0x00100010, 0x00100020, 0x00100030, 0x00100040, 0x00080020, 0x00080050, 0x00081030, 0x00080080, 0x00080090,
  0x0040a491, 0x0040a493,
];

/** True for an object whose content can be read as a report. */
function isReport({ table }: DicomObject): boolean {
  const sequence = findElement(table.elements, CONTENT_SEQUENCE);
  return sequence?.items !== undefined && findElement(table.elements, VALUE_TYPE) !== undefined;
}

interface Reading {
  readonly window: Window;
  /** Paths of what identifies somebody. */
  readonly identifying: ReadonlySet<string>;
  left: number;
}

/**
 * Header and content of a report, in the order of the file; empty where the object is none.
 * @param findings of the object's plan: what they take out or change is marked
 */
export async function reportItems(object: DicomObject, findings: readonly Finding[]): Promise<readonly ReportItem[]> {
  if (!isReport(object)) return [];
  const { window, table } = object;
  const identifying = new Set<string>();
  for (const { location, effect } of findings)
    if (location.kind === 'element' && effect !== 'kept' && effect !== 'structure') identifying.add(location.path);
  const reading: Reading = { window, identifying, left: MOST_ITEMS };
  const charset = await charsetOf(window, table.elements, characterSet([]));
  const reader = readerOf(window, table.elements, charset, table.encoding.littleEndian);
  const header: ReportItem[] = [];
  for (const tag of HEADER) {
    const value = await reader.text(tag);
    const path = formatTag(tag);
    if (value !== '')
      header.push({
        relationship: '',
        concept: attribute(tag)?.name ?? path,
        valueType: 'HEADER',
        value,
        path,
        identifying: identifying.has(path),
        items: [],
      });
  }
  return [...header, await contentItem(reading, table.elements, charset, '', table.encoding.littleEndian)];
}

async function contentItem(
  reading: Reading,
  elements: readonly Element[],
  inherited: CharacterSet,
  path: string,
  littleEndian: boolean,
): Promise<ReportItem> {
  const charset = await charsetOf(reading.window, elements, inherited);
  const reader = readerOf(reading.window, elements, charset, littleEndian);
  const valueType = await reader.text(VALUE_TYPE);
  const byReference = findElement(elements, REFERENCED_ITEM) !== undefined;
  const items: ReportItem[] = [];
  for (const [index, item] of (findElement(elements, CONTENT_SEQUENCE)?.items ?? []).entries()) {
    if (reading.left-- <= 0) break;
    const inner = `${path === '' ? '' : `${path}.`}${formatTag(CONTENT_SEQUENCE)}[${index}]`;
    items.push(await contentItem(reading, item.elements, charset, inner, item.encoding.littleEndian));
  }
  return {
    relationship: (await reader.text(RELATIONSHIP)).toLowerCase(),
    concept: await conceptName(reader),
    valueType: byReference ? 'REFERENCE' : valueType,
    value: byReference ? await reader.text(REFERENCED_ITEM) : await contentValue(valueType, reader, sopClassName),
    path: path === '' ? formatTag(CONTENT_SEQUENCE) : path,
    // The root is all of the object: what is said of it is said of its parts.
    identifying: path !== '' && marked(reading.identifying, path, elements),
    items,
  };
}

async function conceptName(reader: ItemReader): Promise<string> {
  const [code] = reader.items(CONCEPT_NAME);
  return code === undefined ? '' : (await code.text(0x00080104)) || (await code.text(0x00080100));
}

/** The item itself goes, or a value of its own (not of items in it) goes or changes. */
function marked(identifying: ReadonlySet<string>, path: string, elements: readonly Element[]): boolean {
  if (identifying.has(path)) return true;
  return elements.some(({ tag, items }) => {
    if (tag === CONTENT_SEQUENCE) return false;
    const own = `${path}.${formatTag(tag)}`;
    if (identifying.has(own)) return true;
    return (items ?? []).some((item, index) =>
      item.elements.some((inner) => identifying.has(`${own}[${index}].${formatTag(inner.tag)}`)),
    );
  });
}

function readerOf(
  window: Window,
  elements: readonly Element[],
  charset: CharacterSet,
  littleEndian: boolean,
): ItemReader {
  const inner = (item: Item): ItemReader => readerOf(window, item.elements, charset, item.encoding.littleEndian);
  return {
    littleEndian,
    has: (tag) => findElement(elements, tag) !== undefined,
    items: (tag) => (findElement(elements, tag)?.items ?? []).map(inner),
    bytes: async (tag) => {
      const element = findElement(elements, tag);
      return element === undefined || element.length > LONGEST_TEXT ? new Uint8Array(0) : bytesOf(window, element);
    },
    text: async (tag) => {
      const element = findElement(elements, tag);
      if (element === undefined || element.items !== undefined || element.length > LONGEST_TEXT) return '';
      return readable(unpadded(charset.decode(await bytesOf(window, element), element.vr)).trim(), element.vr);
    },
  };
}

/** Names, dates and times as people write them; everything else as it is. */
function readable(text: string, vr: string): string {
  if (vr === 'PN')
    return text
      .split('=')
      .map((group) => group.split('^').filter(Boolean).join(' '))
      .filter(Boolean)
      .join(' = ');
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?/u.exec(vr === 'DA' || vr === 'DT' ? text : '') ?? [];
  if (year !== undefined) {
    const time = hour === undefined ? '' : ` ${[hour, minute, second].filter(Boolean).join(':')}`;
    return `${year}-${month}-${day}${time}`;
  }
  const time = vr === 'TM' ? /^(\d\d)(\d\d)(\d\d)?/u.exec(text) : null;
  return time === null ? text : time.slice(1).filter(Boolean).join(':');
}
