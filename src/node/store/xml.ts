// The few answers of a store that are XML.
import { XMLParser } from 'fast-xml-parser';

const LISTS: ReadonlySet<string> = new Set(['Contents', 'Upload']);
const parser = new XMLParser({ parseTagValue: false, trimValues: false, isArray: (name) => LISTS.has(name) });

export type Xml = Readonly<Record<string, unknown>>;

/** The element that holds all others; empty for what is no XML. */
export function documentIn(body: Uint8Array): Xml {
  try {
    const parsed: unknown = parser.parse(Buffer.from(body));
    const [, root] = Object.entries(asXml(parsed)).find(([name]) => !name.startsWith('?')) ?? [];
    return asXml(root);
  } catch {
    return {};
  }
}

export function textIn(xml: Xml, name: string): string {
  const value = xml[name];
  return typeof value === 'string' ? value : '';
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
