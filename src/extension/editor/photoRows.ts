// A photograph (JPEG, PNG) in the tree: a row for each part of its metadata that is found, with what happens to it. Its parts have
// no tags, and no rule of a recipe speaks of a single one.
import type { Inspection, TreeRow } from '../../core/formats/dicom/tree.js';
import type { Finding } from '../../core/kernel/finding.js';
import type { Plan } from '../../core/kernel/plan.js';
import type { Source } from '../../core/kernel/source.js';

/** Known by its content, as the engine does. */
export type PhotoKind = 'JPEG' | 'PNG';

const LONGEST_BYTES = 4096;
/** Of bytes that are no text, so many are shown. */
const SHOWN_BYTES = 24;

export async function photoKind(source: Source): Promise<PhotoKind> {
  const [first] = await source.read(0, 1);
  return first === 0xff ? 'JPEG' : 'PNG';
}

export function photoInspection(source: Source, plan: Plan): Inspection {
  return {
    rows: plan.findings.flatMap(rowOf),
    left: 0,
    plan,
    devices: [],
    facts: {
      sopClass: '',
      transferSyntax: '',
      modality: '',
      characterSet: [],
      hasPixels: true,
      hasContent: false,
    },
    value: async ({ range: { offset, length } }, longest) =>
      textOf(await source.read(offset, Math.min(length, LONGEST_BYTES)), longest),
    after: () => undefined,
  };
}

/** Where a part of a photograph lies, such as `APP1 Exif`: the first word of its path. */
export function placeOfPart(path: string): string {
  return path.split('/')[0] ?? path;
}

function rowOf(finding: Finding): readonly TreeRow[] {
  const { location, range, category } = finding;
  if (location.kind !== 'part') return [];
  const name = location.path.split('/').at(-1) ?? '';
  const row = { path: location.path, tag: 0, depth: 0, keyword: name, name, vr: '', private: category === 'private' };
  return [{ ...row, length: range.length, range, finding }];
}

/** Text where the bytes are text, in UTF-8, UTF-16 or Latin-1, or hold mostly text; else the first of them as numbers. */
export function textOf(bytes: Uint8Array, longest: number): string {
  if (bytes.length === 0) return '';
  const text = decoded(bytes);
  if (text !== undefined) return text.slice(0, longest);
  const within = textsWithin(bytes);
  if (within !== undefined) return within.slice(0, longest);
  const some = [...bytes.subarray(0, SHOWN_BYTES)].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
  return `${some.join(' ')}${bytes.length > SHOWN_BYTES ? ' …' : ''}`.slice(0, longest);
}

/** A part may come with its head and checksum, such as a chunk of a PNG. */
function textsWithin(bytes: Uint8Array): string | undefined {
  const letters = new TextDecoder('latin1').decode(bytes);
  const runs = letters.match(/[\x20-\x7e\u00a0-\u00ff]{4,}/gu) ?? [];
  const words = runs.join(' ');
  return words.length * 2 > bytes.length ? words.trim() : undefined;
}

function decoded(bytes: Uint8Array): string | undefined {
  const wide = bytes.length >= 4 && bytes.length % 2 === 0 && bytes.every((byte, at) => at % 2 === 0 || byte === 0);
  const kinds = wide ? ['utf-16le'] : ['utf-8', 'latin1'];
  for (const kind of kinds) {
    const text = plain(bytes, kind);
    if (text !== undefined) return text;
  }
  return undefined;
}

function plain(bytes: Uint8Array, kind: string): string | undefined {
  try {
    const text = new TextDecoder(kind, { fatal: true }).decode(bytes);
    // What ends or parts texts; everything else that is no letter says that these are numbers.
    const words = text.replace(/\0+/gu, ' ').trim();
    const odd = words.match(/[\p{Cc}\p{Cn}\p{Co}]/gu)?.filter((letter) => !/\s/u.test(letter)).length ?? 0;
    if (words === '' || odd > 0) return undefined;
    return kind === 'latin1' && /[\u0080-\u009f]/u.test(words) ? undefined : words;
  } catch {
    return undefined;
  }
}
