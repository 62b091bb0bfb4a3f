// The findings about an Exif block, tag by tag, and what of it is written anew.
import { compileEvidence } from '../../text/findIdentifiers.js';
import { addPart, type Draft, tell } from './draft.js';
import { type Exif, readExif, textOf } from './exif.js';
import { type KeptExif, keptExif } from './exifKept.js';
import { exifTag } from './exifTags.js';
import { peopleIn } from './people.js';
import type { Retained } from './retained.js';
import { sameBytes } from './sameBytes.js';
import { xmpTexts } from './words.js';

export const EXIF_CLAUSE = 'CIPA DC-008 4.6';

export interface ExifFound {
  readonly kept: KeptExif | undefined;
  /** Indexes of the findings. */
  readonly findings: readonly number[];
}

/** What the texts of a block say, for the search of pictures and names. */
export function tellExif(draft: Draft, bytes: Uint8Array): void {
  const exif = readExif(bytes);
  if (exif === undefined) return;
  for (const entry of exif.entries) {
    const { category, stays, keyword } = exifTag(entry.ifd, entry.tag);
    if (keyword === 'XMP') {
      const packet = bytes.subarray(entry.offset, entry.offset + entry.length);
      for (const one of xmpTexts(packet)) tell(draft, one.category, one.text);
    } else if (stays === undefined) tell(draft, category, textOf(exif, entry));
  }
}

/**
 * @param start of the block in the file
 * @param place such as `APP1 Exif`
 */
export function exifFound(
  draft: Draft,
  bytes: Uint8Array,
  start: number,
  place: string,
  retained: Retained,
): ExifFound {
  const exif = readExif(bytes);
  if (exif === undefined) {
    const range = { offset: start, length: bytes.length };
    const reason = 'Exif metadata that can not be read goes whole';
    const index = addPart(draft, { rule: 'exif', path: place, range, category: 'other', reason, clause: EXIF_CLAUSE });
    return { kept: undefined, findings: [index] };
  }
  const kept = keptExif(exif, retained, compileEvidence(peopleIn(draft.told)));
  return { kept, findings: [...tagsFound(draft, exif, kept, start, place)] };
}

function* tagsFound(
  draft: Draft,
  exif: Exif,
  { kept, bytes }: KeptExif,
  start: number,
  place: string,
): Generator<number> {
  const unchanged = bytes !== undefined && sameBytes(bytes, exif.bytes);
  for (const entry of exif.entries) {
    const { keyword, category, stays } = exifTag(entry.ifd, entry.tag);
    const range = { offset: start + entry.offset, length: entry.length };
    const path = `${place}/${entry.ifd}/${keyword}`;
    const stayed = kept.has(entry);
    // What the picture needs is neither taken out nor kept for somebody: it is the new Exif's own.
    if ((stayed && stays === 'look') || (unchanged && !stayed)) continue;
    const reason = stayed ? KEPT : (REASONS[category] ?? 'what is not needed to show the picture goes');
    yield addPart(
      draft,
      { rule: `exif/${category}`, path, range, category, reason, clause: EXIF_CLAUSE },
      stayed ? 'kept' : category === 'structure' ? 'structure' : 'removed',
    );
  }
}

const KEPT = 'the recipe retains it';
const REASONS: Readonly<Record<string, string>> = {
  name: 'it names a person',
  place: 'it tells where the picture was taken',
  date: 'it tells when the picture was taken or changed',
  device: 'it tells with which device or program the picture was made',
  id: 'it identifies the picture or what it shows',
  description: 'free text about the picture',
  private: 'data of the maker, of which nobody knows what they say',
  pixels: 'a smaller copy of the picture, which shows what it shows',
};
