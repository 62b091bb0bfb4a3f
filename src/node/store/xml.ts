// The few answers of a store that are XML.
import { XMLParser } from 'fast-xml-parser';

const LISTS: ReadonlySet<string> = new Set(['Contents', 'Upload']);
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  // The parser knows no numbers, in which some stores write quotes: see `textIn`.
  processEntities: false,
  isArray: (name) => LISTS.has(name),
});
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export type Xml = Readonly<Record<string, unknown>>;

/** The element that holds all others; empty for what is no XML, or has another name than it must have. */
export function documentIn(body: Uint8Array, expected?: string): Xml {
  try {
    const parsed: unknown = parser.parse(Buffer.from(body));
    const [name, root] = Object.entries(asXml(parsed)).find(([each]) => !each.startsWith('?')) ?? [];
    return expected === undefined || name === expected ? asXml(root) : {};
  } catch {
    return {};
  }
}

export function textIn(xml: Xml, name: string): string {
  const value = xml[name];
  if (typeof value !== 'string') return '';
  return value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/giu, (all, hex, decimal, sign) => {
    const code = Number(hex === undefined ? (decimal ?? Number.NaN) : `0x${hex}`);
    return code <= 0x10ffff ? String.fromCodePoint(code) : (SIGNS[sign] ?? all);
  });
}

export function listIn(xml: Xml, name: string): readonly Xml[] {
  const value = xml[name];
  return Array.isArray(value) ? value.map(asXml) : [];
}

/** What the store calls its error; empty where it does not say. */
export function errorCodeIn(body: Uint8Array): string {
  if (body.length === 0 || body.length > 64 * 1024) return '';
  return /<Error>/u.test(Buffer.from(body).toString('latin1')) ? textIn(documentIn(body), 'Code') : '';
}

/** A key as listed: with `encoding-type=url` a store encodes what XML can't hold, and a space as plus. */
export function keyIn(xml: Xml, name: string, isEncoded: boolean): string {
  const text = textIn(xml, name);
  return isEncoded ? decodeURIComponent(text.replaceAll('+', ' ')) : text;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}

function asXml(value: unknown): Xml {
  return typeof value === 'object' && value !== null ? (value as Xml) : {};
}
