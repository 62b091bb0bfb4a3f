// How much of what identifies nobody is still there. Text is counted word by word, everything else value by value.
import type { ReadElement, ReadFile } from './dicomReader.js';
import type { FilePair } from './filePair.js';
import type { ProfileTable, RecipeName } from './profileTable.js';

export type RetentionGroup = 'codes' | 'descriptors' | 'report text' | 'device and patient' | 'other text' | 'numbers';

export interface OverRemoval {
  readonly file: string;
  readonly path: string;
  readonly keyword: string;
  readonly lost: readonly string[];
}

export interface Tally {
  kept: number;
  total: number;
}

export interface RetentionJudge {
  add(pair: FilePair, identifying: readonly string[]): void;
  readonly tallies: ReadonlyMap<RetentionGroup, Tally>;
  readonly lost: readonly OverRemoval[];
}

const TEXT: ReadonlySet<string> = new Set(['LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'CS', 'AE', 'UR']);
const NUMBERS: ReadonlySet<string> = new Set(['DS', 'IS', 'US', 'SS', 'UL', 'SL', 'FL', 'FD', 'SV', 'UV', 'AT']);
/** Written anew by any writer of a file, true of the output alone, or of an overlay that goes as a whole. */
const ITS_OWN = /^(0002|0004|60|FFFC|0008000[15]|0012006[234]|0028030[123])|^....0000$/;
/** Labels and joints of what was taken out: "for" goes with the name behind it. */
const BOUND = new Set(
  'for by from of at on to in with and born dob ssn mrn dr prof mr mrs ms pt tel phone call email mail lives acc id'.split(
    ' ',
  ),
);
/** Words that may identify though nobody injected them: the base files are real exports. */
const DATED =
  /\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?<!\d)(?:19|20)\d{6}(?!\d)|\d{1,2}:\d{2}|^\d{6,}$|@|:\/\/|^[\d.]{12,}$/;
const PEOPLE_AND_PLACES =
  /Name$|PatientID|InstitutionName|InstitutionAddress|PatientAddress|AccessionNumber|StudyID|TelephoneNumbers|StationName/;

export function retentionJudge(table: ProfileTable, recipe: RecipeName): RetentionJudge {
  const tallies = new Map<RetentionGroup, Tally>();
  const lost: OverRemoval[] = [];
  return {
    tallies,
    lost,
    add: (pair, identifying) => {
      if (pair.output === undefined || !pair.original.readable) return;
      const ban = banned(pair.original, identifying);
      // Items may go: what is compared is all that stands under one attribute, whatever the number of the item.
      const after = gather(pair.output.elements, () => true);
      for (const [place, before] of gather(
        pair.original.elements,
        (element) => groupOf(element, table, recipe) !== undefined,
      )) {
        const group = groupOf(before.first, table, recipe);
        if (group === undefined) continue;
        const tally = tallies.get(group) ?? { kept: 0, total: 0 };
        tallies.set(group, tally);
        const values = after.get(place)?.values ?? [];
        const missing =
          group === 'numbers'
            ? lostNumbers(before.values, values, tally)
            : lostWords(before.values, values, ban, tally);
        if (missing.length > 0)
          lost.push({ file: pair.name, path: place, keyword: before.first.keywords, lost: missing });
      }
    },
  };
}

/** Undefined where the element is not to be kept, or is not judged: private, its own, binary, or inside what goes away. */
function groupOf(element: ReadElement, table: ProfileTable, recipe: RecipeName): RetentionGroup | undefined {
  const tags = [...element.parents, element.tag];
  if (ITS_OWN.test(element.tag) || tags.some((tag) => Number.parseInt(tag.slice(0, 4), 16) % 2 === 1)) return undefined;
  if (element.parents.some((parent) => table.treatment(parent, recipe) === 'away')) return undefined;
  const treatment = table.treatment(element.tag, recipe);
  if (treatment === 'away') return undefined;
  if (NUMBERS.has(element.vr)) return treatment === undefined ? 'numbers' : 'device and patient';
  if (!TEXT.has(element.vr)) return undefined;
  if (/^(CodeMeaning|CodeValue|CodingSchemeDesignator|CodingSchemeVersion)$/.test(element.keyword)) return 'codes';
  if (element.parents.includes('0040A730')) return 'report text';
  if (treatment === 'clean') return 'descriptors';
  return treatment === 'keep' ? 'device and patient' : 'other text';
}

interface Gathered {
  readonly first: ReadElement;
  readonly values: readonly string[];
}

function gather(
  elements: readonly ReadElement[],
  wanted: (element: ReadElement) => boolean,
): ReadonlyMap<string, Gathered> {
  const places = new Map<string, { first: ReadElement; values: string[] }>();
  for (const element of elements) {
    if (!wanted(element)) continue;
    const place = element.path.replace(/\[\d+\]/g, '[]');
    const entry = places.get(place) ?? { first: element, values: [] };
    places.set(place, entry);
    if (element.values.length > 0) entry.values.push(element.values.join('\\'));
  }
  return places;
}

function lostNumbers(before: readonly string[], after: readonly string[], tally: Tally): readonly string[] {
  const left = [...after];
  const missing: string[] = [];
  for (const value of before) {
    tally.total += 1;
    const at = left.indexOf(value);
    if (at < 0) {
      missing.push('(a number)');
      continue;
    }
    left.splice(at, 1);
    tally.kept += 1;
  }
  return missing;
}

function lostWords(
  before: readonly string[],
  values: readonly string[],
  ban: { readonly phrases: readonly string[]; readonly words: ReadonlySet<string> },
  tally: Tally,
): readonly string[] {
  // What the second reader left of ISO 2022 escapes is no text.
  let text = before.join('\\').replace(/\x1b\$?[@-B][^\x1b]*(?:\x1b\([BJ])?/g, ' ');
  for (const phrase of ban.phrases) text = text.split(phrase).join(' ');
  const words = split(text).filter(
    (word) =>
      !ban.words.has(word.toLowerCase()) &&
      !DATED.test(word) &&
      !BOUND.has(word.toLowerCase()) &&
      /[\p{L}\d]/u.test(word),
  );
  const after = values.join('\\');
  const left = new Map<string, number>();
  for (const word of split(after)) left.set(word, (left.get(word) ?? 0) + 1);
  const missing: string[] = [];
  for (const word of words) {
    tally.total += 1;
    const count = left.get(word) ?? 0;
    // Where an identifier was cut out of a longer word, the rest of it need not be a word of its own.
    if (count === 0 && (left.has(word) || !after.includes(word))) {
      missing.push(word);
      continue;
    }
    if (count > 0) left.set(word, count - 1);
    tally.kept += 1;
  }
  return missing;
}

function split(text: string): readonly string[] {
  return text
    .split(/[\s\\,;()[\]"]+/)
    .map((word) => word.replace(/^[.:'-]+|[.:'-]+$/g, ''))
    .filter((word) => word !== '');
}

/** Injected values as phrases; words of the file's own names and ids singly. */
function banned(original: ReadFile, identifying: readonly string[]) {
  const phrases = [...identifying].filter((value) => value.length >= 3).sort((a, b) => b.length - a.length);
  const words = new Set<string>();
  const add = (text: string) => {
    for (const word of text.split(/[\s^=\\,.;/()-]+/)) if (word.length >= 3) words.add(word.toLowerCase());
  };
  for (const element of original.elements) {
    const person = element.vr === 'PN' || (PEOPLE_AND_PLACES.test(element.keyword) && element.vr !== 'CS');
    if (
      person &&
      !/ManufacturerModelName|ProtocolName|StructureSetName|RTPlanName|ROIName|ImplementationVersionName|CodeMeaning/.test(
        element.keyword,
      )
    ) {
      for (const value of element.values) add(value);
    }
  }
  for (const value of phrases) {
    add(value);
  }
  return { phrases, words };
}
