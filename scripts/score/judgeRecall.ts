// Is an injected identifier gone? The verdict looks at the output only through the second reader and the byte search.
import { inflateSync } from 'node:zlib';
import type { ReadElement, ReadFile } from './dicomReader.js';
import type { FilePair } from './filePair.js';
import { iconCleared, overlayCleared } from './graphics.js';
import { findValue, type Hit } from './haystack.js';
import type { ProfileTable, RecipeName } from './profileTable.js';
import type { Injection } from './truth.js';

export type Verdict =
  | { readonly kind: 'gone'; readonly how: 'output' | 'refused' }
  /** Present because the recipe's options retain the attribute (PS3.15 Table E.1-1 `K`, or a whole-day shift). */
  | { readonly kind: 'retained'; readonly where: readonly Hit[] }
  | { readonly kind: 'missed'; readonly where: readonly Hit[] };

/** Words of names and addresses that say nothing by themselves. */
const GENERIC = new Set(
  'dr md mr mrs ms prof the and of hospital clinic center centre medical regional central general university radiology department praxis klinik klinikum'.split(
    ' ',
  ),
);
const RETAINED_BY_RESEARCH: ReadonlySet<string> = new Set(['DEVICE_ID', 'AGE', 'TIME']);
const BY_ELEMENT: ReadonlySet<string> = new Set(['TIME', 'AGE']);
const IN_PARTS: ReadonlySet<string> = new Set([
  'PERSON_NAME',
  'PHYSICIAN_NAME',
  'STAFF_NAME',
  'ADDRESS',
  'INSTITUTION',
]);

export function judge(
  injection: Injection,
  pair: FilePair,
  spared: readonly string[],
  table: ProfileTable,
  recipe: RecipeName,
): Verdict {
  const { output, hay } = pair;
  if (output === undefined || hay === undefined) return { kind: 'gone', how: 'refused' };
  const box = injection.locator?.bbox;
  if (injection.channel === 'overlay' && box !== undefined) {
    return verdict(overlayCleared(output, injection.locator?.group ?? '6000', box) ? [] : ['(6000,3000)']);
  }
  if (injection.channel === 'icon_pixels' && box !== undefined) {
    return verdict(iconCleared(output, box) ? [] : ['(0088,0200)[0].(7FE0,0010)']);
  }
  if (injection.expect === 'generalise_to_90+') return verdict(agesOver(output));
  const hits = BY_ELEMENT.has(injection.type)
    ? sameElements(injection.value, pair)
    : [
        ...findValue(hay, injection.value, spared),
        ...leftovers(injection, pair, spared),
        ...documentHits(injection, pair),
      ];
  if (hits.length === 0) return { kind: 'gone', how: 'output' };
  if (recipe === 'research' && RETAINED_BY_RESEARCH.has(injection.type)) {
    const byPath = new Map(output.elements.map((element) => [element.path, element]));
    const retained = hits.every((hit) => {
      const element = byPath.get(hit);
      const treatment = element === undefined ? undefined : table.treatment(element.tag, recipe);
      return treatment === 'keep' || (injection.type === 'TIME' && treatment === 'clean');
    });
    if (retained) return { kind: 'retained', where: hits };
  }
  return { kind: 'missed', where: [...new Set(hits)] };
}

function verdict(where: readonly Hit[]): Verdict {
  return where.length === 0 ? { kind: 'gone', how: 'output' } : { kind: 'missed', where };
}

/** Safe Harbor: ages over 89 become one class, here 090Y; absent and empty are as good. */
function agesOver(output: ReadFile): readonly Hit[] {
  return output.elements
    .filter(
      (element) => element.vr === 'AS' && element.values.some((age) => /Y$/.test(age) && Number.parseInt(age, 10) > 90),
    )
    .map((element) => element.path);
}

/** Values too short for a search of the file: looked for only where the original has them. */
function sameElements(value: string, pair: FilePair): readonly Hit[] {
  return holders(value, pair.original).filter((path) =>
    pair.output?.elements.some((element) => element.path === path && textOf(element).includes(value)),
  );
}

/** Single words of a name or address that stayed where the whole was. */
function leftovers(injection: Injection, pair: FilePair, spared: readonly string[]): readonly Hit[] {
  if (!IN_PARTS.has(injection.type)) return [];
  const words = injection.value
    .split(/[\s^=,.;/\\-]+/)
    .filter((word) => word.length >= 4 && !GENERIC.has(word.toLowerCase()) && /\p{L}/u.test(word));
  const paths = new Set(holders(injection.value, pair.original));
  if (paths.size === 0 || words.length < 2) return [];
  const hits: Hit[] = [];
  for (const element of pair.output?.elements ?? []) {
    if (!paths.has(element.path)) continue;
    let text = textOf(element);
    for (const phrase of spared) text = text.split(phrase).join(' ');
    if (words.some((word) => text.includes(word))) hits.push(element.path);
  }
  return hits;
}

/** Text of a PDF lies in compressed streams: an untouched document, or the text in an inflated stream, is a miss. */
function documentHits(injection: Injection, pair: FilePair): readonly Hit[] {
  if (!injection.channel.startsWith('encapsulated_')) return [];
  const before = document(pair.original);
  const after = document(pair.output);
  if (before === undefined || after === undefined || after.length < 16) return [];
  if (Buffer.compare(before, after) === 0) return ['(0042,0011)'];
  return inflatedStreams(after).some((text) => text.includes(injection.value)) ? ['(0042,0011)'] : [];
}

function document(file: ReadFile | undefined): Uint8Array | undefined {
  return file?.elements.find((element) => element.tag === '00420011')?.bytes[0];
}

function inflatedStreams(pdf: Uint8Array): readonly string[] {
  const buffer = Buffer.from(pdf);
  const texts: string[] = [];
  for (let at = buffer.indexOf('stream'); at >= 0; at = buffer.indexOf('stream', at + 6)) {
    const start = at + 6 + (buffer[at + 6] === 0x0d ? 2 : 1);
    const end = buffer.indexOf('endstream', start);
    if (end < 0) break;
    try {
      texts.push(inflateSync(buffer.subarray(start, end), { maxOutputLength: 64 * 1024 * 1024 }).toString('latin1'));
    } catch {
      // Not a Flate stream; the raw search covers it.
    }
    at = end;
  }
  return texts;
}

function holders(value: string, file: ReadFile): readonly string[] {
  return file.elements.filter((element) => textOf(element).includes(value)).map((element) => element.path);
}

function textOf(element: ReadElement): string {
  return element.values.join('\\');
}
