// The value of a content item in words, by its value type (PS3.3 C.17.3.2.1 and C.18).
import type { Tag } from '../../dictionary/tag.js';

/** A data set or item of a report, read as text. */
export interface ItemReader {
  readonly littleEndian: boolean;
  has(tag: Tag): boolean;
  text(tag: Tag): Promise<string>;
  bytes(tag: Tag): Promise<Uint8Array>;
  items(tag: Tag): readonly ItemReader[];
}

const TEXTS: ReadonlyMap<string, Tag> = new Map([
  ['TEXT', 0x0040a160],
  ['PNAME', 0x0040a123],
  ['DATE', 0x0040a121],
  ['TIME', 0x0040a122],
  ['DATETIME', 0x0040a120],
  ['UIDREF', 0x0040a124],
]);

const REFERENCES: ReadonlySet<string> = new Set(['IMAGE', 'COMPOSITE', 'WAVEFORM']);

/** @param className names a SOP class where it is known */
export async function contentValue(
  valueType: string,
  item: ItemReader,
  className: (uid: string) => string | undefined,
): Promise<string> {
  const tag = TEXTS.get(valueType);
  if (tag !== undefined) return item.text(tag);
  if (valueType === 'CODE') return codeWords(item.items(0x0040a168)[0]);
  if (valueType === 'NUM') return measurement(item);
  if (REFERENCES.has(valueType)) return references(item, className);
  if (valueType === 'SCOORD' || valueType === 'SCOORD3D') {
    const perPoint = valueType === 'SCOORD' ? 2 : 3;
    const points = Math.floor((await item.bytes(0x00700022)).length / 4 / perPoint);
    return `${(await item.text(0x00700023)).toLowerCase()}, ${points} ${points === 1 ? 'point' : 'points'}`;
  }
  if (valueType === 'TCOORD') return (await item.text(0x0040a130)).toLowerCase();
  return '';
}

/** A code's meaning; value and scheme where it has none. */
async function codeWords(code: ItemReader | undefined): Promise<string> {
  if (code === undefined) return '';
  const meaning = await code.text(0x00080104);
  if (meaning !== '') return meaning;
  const value = (await code.text(0x00080100)) || (await code.text(0x00080119)) || (await code.text(0x00080120));
  return [value, await code.text(0x00080102)].filter(Boolean).join(', ');
}

/** `12.5 mm`, or why there is no number (PS3.3 C.18.1). */
async function measurement(item: ItemReader): Promise<string> {
  const [measured] = item.items(0x0040a300);
  const qualifier = await codeWords(item.items(0x0040a301)[0]);
  if (measured === undefined) return qualifier;
  const [unit] = measured.items(0x004008ea);
  // The code of a UCUM unit is how it is written; `1` stands for no unit.
  const code = unit === undefined ? '' : await unit.text(0x00080100);
  const ucum = unit !== undefined && (await unit.text(0x00080102)) === 'UCUM';
  const word = !ucum ? await codeWords(unit) : code === '1' || code.startsWith('{') ? '' : code;
  const value = (await measured.text(0x0040a30a)).split('\\').join(', ');
  return [value, word, qualifier && `(${qualifier})`].filter(Boolean).join(' ');
}

/** What kind of object, which one, and which of its frames. */
async function references(item: ItemReader, className: (uid: string) => string | undefined): Promise<string> {
  const parts: string[] = [];
  for (const reference of item.items(0x00081199)) {
    const uid = await reference.text(0x00081150);
    const frames = await reference.text(0x00081160);
    const words = [className(uid) ?? uid, await reference.text(0x00081155)];
    parts.push([...words, frames && `frames ${frames.split('\\').join(', ')}`].filter(Boolean).join(' · '));
  }
  return parts.join('; ');
}
