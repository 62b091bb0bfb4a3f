// Check: attributes that no rule touches have the same bytes in the output, their headers included, and none is lost.
import type { Residue } from '../kernel/format.js';
import { bufferSource, type Source } from '../kernel/source.js';
import { packedPlaces } from '../text/unpack.js';
import { STAND_INS } from './actionable.js';
import { type Alignment, samePair } from './align.js';
import { isPixels } from './bytePlace.js';
import { latin1 } from './charset.js';
import { hasShortWord, type SearchPlan } from './identifierSearch.js';
import { prepareSearch, type Search, searchAll } from './multiSearch.js';
import { EXTENDED_LENGTHS, EXTENDED_OFFSETS } from './offsetTables.js';
import type { Opened } from './opened.js';
import { onlyTextsGone } from './profileText.js';
import { parentsOf, pathOf, type RawElement, type RawTable } from './rawReader.js';
import { LONGEST } from './rawValues.js';

/** Attributes that a writer may make or drop by itself. */
const WRITTEN = new Set([
  // Patient Identity Removed, De-identification Method and its codes, Longitudinal Temporal Information Modified,
  // Burned In Annotation, Recognizable Visual Features, Data Set Trailing Padding.
  0x00120062, 0x00120063, 0x00120064, 0x00280301, 0x00280302, 0x00280303, 0xfffcfffc,
  // Encapsulated Pixel Data Value Total Length: where it is untrue.
  0x7fe00003,
  // Timezone Offset From UTC moves with dates; MACs and signatures die with any edit.
  0x00080201, 0x4ffe0001, 0xfffafffa,
]);
/** Text that may be shortened where something in it is known to identify. */
const FREE_TEXT = new Set(['AE', 'CS', 'LO', 'LT', 'SH', 'ST', 'UC', 'UR', 'UT']);
/** Numbers and times as text: where one is the patient's, or holds words, it is emptied. */
const NUMBERS = new Set(['AS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI']);
const BYTES = new Set(['AT', 'FD', 'FL', 'OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SL', 'SS', 'SV', 'UL', 'UN', 'US', 'UV']);
/** Values of structured-report content items are decided by their concept, not by their tag. */
const CONTENT_SEQUENCE = 0x0040a730;
/** De-identification Method Code Sequence. */
const METHOD_CODES = 0x00120064;

/** Of the pixels as they were: extremes, and where frames of other lengths begin. */
const OF_PIXELS = new Set([0x00280106, 0x00280107, 0x7fe00001, 0x7fe00002]);

/** Of pixel data that end early: how many frames there are, and where they begin. */
const OF_FRAMES = new Set([0x00280008, 0x7fe00001, 0x7fe00002]);

const COLOUR_PROFILE = 0x00282000;
/** A longer text is taken out as a whole. */
const LONGEST_TEXT = 4 * 1024 * 1024;
const LONGEST_PROFILE = 16 * 1024 * 1024;

const TABLES = new Set([EXTENDED_OFFSETS, EXTENDED_LENGTHS]);

/** True where nobody may touch the element: `free[index]` says that no rule does. */
function isFixed(table: RawTable, element: RawElement): boolean {
  const { tag } = element;
  if (element.kind !== 'leaf' || WRITTEN.has(tag) || (tag & 0xffff) === 0 || isPixels(element)) return false;
  // Curves and overlays go as whole groups.
  if ((tag >>> 24 === 0x60 || tag >>> 24 === 0x50) && ((tag >>> 16) & 1) === 0) return false;
  // Commands (PS3.7) have no place in a file, and go.
  if (tag >>> 16 === 0 || tag >>> 16 === 2 || tag >>> 16 === 4 || (tag & 0x10000) !== 0) return false;
  // An age above 89 is capped even where ages are kept.
  if (element.vr === 'AS' || tag === 0x00101010) return false;
  const parents = parentsOf(table, element);
  if (parents.includes(METHOD_CODES)) return false;
  return tag >>> 16 !== 0x0040 || (tag & 0xff00) !== 0xa100 || !parents.includes(CONTENT_SEQUENCE);
}

interface KeptSetting {
  readonly original: Opened;
  readonly output: Opened;
  readonly alignment: Alignment;
  /** By index in the original's table: 1 where no rule acts on the element or on a sequence around it. */
  readonly free: Uint8Array;
  /** By index: {@link OriginalFacts.standing}. */
  readonly standing: Uint8Array;
  /** True where a rule asks for values, which are not read here where they are long. */
  readonly asksForValues: boolean;
  readonly plan: SearchPlan;
  readonly vrOf: (tag: number) => string | undefined;
  /** Parts of the image were blanked. */
  readonly redacted?: boolean;
  /** The original ends inside its pixel data, and the copy has what is there. */
  readonly ended?: boolean;
  /** The original's extended offset table or its lengths name no fragments: they are to be written anew, or go. */
  readonly untrueTable?: boolean;
}

interface KeptResult {
  readonly residue: readonly Residue[];
  readonly compared: number;
  /** Texts that no rule speaks of and of which parts were taken out: other files may have told what they name. */
  readonly shortened: number;
}

export async function checkKept(setting: KeptSetting): Promise<KeptResult> {
  const { original, output, alignment, free, plan } = setting;
  const residue: Residue[] = [];
  const indexOf = new Map(original.table.elements.map((element, index) => [element, index]));
  const fixed = (element: RawElement): boolean =>
    free[indexOf.get(element) ?? -1] === 1 &&
    isFixed(original.table, element) &&
    !(setting.redacted === true && element.item === -1 && OF_PIXELS.has(element.tag)) &&
    !(setting.ended === true && element.item === -1 && OF_FRAMES.has(element.tag)) &&
    !(setting.untrueTable === true && element.item === -1 && TABLES.has(element.tag)) &&
    !(setting.asksForValues && (element.length > LONGEST || element.vr === 'OB'));
  const search = prepareSearch([...plan.needles, ...plan.unclear]);
  let compared = 0;
  let shortened = 0;
  for (const pair of alignment.pairs) {
    if (!fixed(pair.original)) continue;
    compared++;
    if (await samePair(original.source, output.source, pair)) continue;
    const [was, is] = [await shortValue(original.source, pair.original), await shortValue(output.source, pair.output)];
    if (pair.original.tag === COLOUR_PROFILE && (await isSameColours(original.source, output.source, pair))) continue;
    const vr = pair.original.vr || (setting.vrOf(pair.original.tag) ?? 'UN');
    if (was !== undefined && is !== undefined) {
      if (await namesSomebody(was, search, plan)) continue;
      if ((setting.standing[indexOf.get(pair.original) ?? -1] ?? 0) === 0 && mayBeTaken(vr, was, is)) {
        shortened++;
        continue;
      }
    }
    if (
      was === undefined &&
      (setting.standing[indexOf.get(pair.original) ?? -1] ?? 0) === 0 &&
      FREE_TEXT.has(vr) &&
      (await isShortenedText(original.source, output.source, pair))
    ) {
      shortened++;
      continue;
    }
    if (
      was === undefined &&
      is?.every((byte) => byte === 0) === true &&
      (setting.standing[indexOf.get(pair.original) ?? -1] ?? 0) === 0 &&
      BYTES.has(vr) &&
      (await mayHoldWords(original.source, pair.original))
    ) {
      shortened++;
      continue;
    }
    const message = `${pathOf(original.table, pair.original)} differs from the original although no rule asks for it`;
    residue.push({ code: 'bytes-changed', message });
  }
  for (const index of alignment.missing) {
    const element = original.table.elements[index];
    if (element === undefined || !fixed(element) || element.length === 0) continue;
    const vr = element.vr || (setting.vrOf(element.tag) ?? 'UN');
    if (element.length > LONGEST_TEXT && FREE_TEXT.has(vr) && (setting.standing[index] ?? 0) === 0) {
      shortened++;
      continue;
    }
    const message = `${pathOf(original.table, element)} of the original is not in the output`;
    residue.push({ code: 'element-missing', message });
  }
  return { residue, compared, shortened };
}

/** Texts of a colour profile may go. */
async function isSameColours(
  original: Source,
  output: Source,
  { original: was, output: is }: Alignment['pairs'][number],
): Promise<boolean> {
  if (was.length > LONGEST_PROFILE || was.length !== is.length) return false;
  return onlyTextsGone(await original.read(was.valueAt, was.length), await output.read(is.valueAt, is.length));
}

async function shortValue(source: Source, element: RawElement): Promise<Uint8Array | undefined> {
  return element.length > LONGEST ? undefined : await source.read(element.valueAt, element.length);
}

/** A value with an identifier in it was rightly changed, whatever attribute it stands in. */
async function namesSomebody(value: Uint8Array, search: Search, plan: SearchPlan): Promise<boolean> {
  for await (const _ of searchAll(bufferSource(value), search)) return true;
  return hasShortWord(plan, [latin1(value)]);
}

/** As many digits as an identifier among numbers must have. */
const LONG_NUMBER = /^[+-]?\d{7,}$/u;

/** Whether what became of a value can be what another of the patient's files made necessary, which is not seen here. */
function mayBeTaken(vr: string, was: Uint8Array, is: Uint8Array): boolean {
  const left = latin1(is).replace(/[\0 ]+$/u, '');
  if (FREE_TEXT.has(vr)) return isShortened(was, is) || STAND_INS.test(left.trim());
  if (NUMBERS.has(vr)) {
    const values = left.split('\\').map((value) => value.trim());
    return latin1(was)
      .split('\\')
      .map((value) => value.replaceAll('\0', '').trim())
      .every((value, at) => value === (values[at] ?? '') || (mayIdentify(value) && STAND_INS.test(values[at] ?? '')));
  }
  // Bytes go as a whole.
  return BYTES.has(vr) && /^\0*$/u.test(left) && (isPacked(was) || holdsWords(was));
}

/** Letters in a row, or what is packed. */
function holdsWords(bytes: Uint8Array): boolean {
  return /(?:[A-Za-z\xc0-\xff]\0?){5}/u.test(latin1(bytes)) || packedPlaces(bytes, 1).length > 0;
}

/** The same of a long value, which goes as a whole too. */
async function mayHoldWords(source: Source, { valueAt, length }: RawElement): Promise<boolean> {
  for (let at = 0; at < length; at += LONGEST) {
    const bytes = await source.read(valueAt + at, Math.min(LONGEST, length - at));
    if ((at === 0 && isPacked(bytes)) || holdsWords(bytes)) return true;
  }
  return false;
}

/** Words, or a whole number that is long enough to be somebody's. */
function mayIdentify(value: string): boolean {
  return LONG_NUMBER.test(value) || /\p{L}{2}/u.test(value);
}

/** gzip (RFC 1952) or zlib (RFC 1950). */
function isPacked([first = 0, second = 0]: Uint8Array): boolean {
  return (first === 0x1f && second === 0x8b) || (first === 0x78 && ((first << 8) | second) % 31 === 0);
}

/** The same of a text that is too long to be held everywhere. */
async function isShortenedText(
  original: Source,
  output: Source,
  { original: was, output: is }: Alignment['pairs'][number],
): Promise<boolean> {
  if (was.length > LONGEST_TEXT || is.length > was.length) return false;
  return isShortened(await original.read(was.valueAt, was.length), await output.read(is.valueAt, is.length));
}

/** True where `is` can be made from `was` by taking bytes out: nothing was put in its place. */
function isShortened(was: Uint8Array, is: Uint8Array): boolean {
  let at = 0;
  for (const byte of is) {
    // Padding.
    if (byte === 0x20 && at >= was.length) continue;
    while (at < was.length && was[at] !== byte) at++;
    if (at >= was.length && byte !== 0x20) return false;
    at++;
  }
  return true;
}
