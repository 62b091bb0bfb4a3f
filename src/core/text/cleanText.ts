// Takes spans out of a text and tidies what they leave: labels and prepositions that now point nowhere, doubled separators, empty
// brackets. Only deletes: what remains is the text's own characters in their order.
import { flatten, foldWord } from './fold.js';
import type { TextSpan } from './textSpan.js';
import { isModality, suffixes, titles } from './titles.js';

/** What stands before an identifier and means nothing without it. Folded. */
const labels = new Set(
  `name names nom nombre nome naam navn surname lastname firstname vorname nachname prenom pt pts pat dob born geb geboren geburtsdatum birthdate birth nee ne nato nata nacido nacida gb mrn pid id ids uid acc accession accn
  no nr num number nummer numero fallnr fallnummer fall dossier matricule kvnr ssn nhs nir nss sin tfn bsn cpf pesel dni nie nif ahv my tel telephone telefon telefono phone ph fax mobil mobile cell handy contact call pager email mail
  mailto url web http https ip mac address addr adresse direccion indirizzo lives wohnt wohnhaft resides residing habite residente born ref ref's tech op dr drs prof mr mrs ms miss mx dra sra sr age aged
  患者id 患者番号 受付番号 番号 生年月日 氏名 患者名 患者氏名 電話 住所 年齢 生まれ 姓名 电话 地址 出生日期`.split(
    /\s+/,
  ),
);

/** Prepositions that bind to what follows. */
const prepositions = new Set(
  'for by from of on at in with mit avec con to dated vom am von durch par por le du del den il el op door av af fur pour para per de about until since'.split(
    ' ',
  ),
);

const SEPARATOR = /[\s,;:\-_/&+=、，；：・]/;
const CLOSING = /[.,;:!?)\]}。、]/;
/** Words looked at before a span. */
const MOST_LABELS = 5;
const LONGEST_LABEL = 40;

interface Range {
  start: number;
  end: number;
}

/** The text without the spans. Spans are sorted and do not overlap. */
export function cleanText(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of removedRanges(text, spans)) {
    result += text.slice(at, start);
    at = end;
  }
  return at === 0 ? text : result + text.slice(at);
}

/** The ranges that `cleanText` leaves out: sorted, apart from each other. */
export function removedRanges(
  text: string,
  spans: readonly Pick<TextSpan, 'start' | 'end'>[],
): readonly Readonly<Range>[] {
  if (spans.length === 0) return [];
  const flat = flatten(text);
  const ranges: Range[] = [];
  for (const span of spans) {
    const previous = ranges.at(-1);
    const start = withLabels(flat, Math.max(span.start, 0), previous?.end ?? 0);
    const end = withSuffix(flat, Math.min(span.end, text.length));
    if (end <= start) continue;
    if (previous !== undefined && (start <= previous.end || isOnlySeparators(flat, previous.end, start)))
      previous.end = Math.max(previous.end, end);
    else ranges.push({ start, end });
  }
  return tidied(flat, ranges);
}

function withLabels(flat: string, start: number, floor: number): number {
  let at = start;
  for (let count = 0; count < MOST_LABELS; count += 1) {
    const from = Math.max(floor, at - LONGEST_LABEL);
    const match = /([\p{L}\p{M}]+)(\(e\))?((?:'s)?[\s.:#=_/-]{0,4})$/u.exec(flat.slice(from, at));
    if (match?.[1] === undefined) break;
    const word = foldWord(match[1]);
    const gap = match[3] ?? '';
    if (isModality(match[1], gap)) break;
    const isLabel =
      labels.has(word) ||
      (titles.has(word) && word.length > 1) ||
      (word === 'patient' && (count > 0 || gap.includes(':')));
    if (!isLabel && !(prepositions.has(word) && /^:?\s+$/.test(gap))) break;
    const wordStart = at - match[0].length;
    // A word cut off by the window or glued to something else is not a label.
    if (
      wordStart > floor &&
      /[\p{L}\p{N}\p{M}'-]/u.test(flat.slice(wordStart - 1, wordStart)) &&
      !/['-]/.test(flat.slice(wordStart - 1, wordStart))
    )
      break;
    if (wordStart > 0 && /['’-]/.test(flat.slice(wordStart - 1, wordStart))) break;
    at = wordStart;
  }
  return at;
}

function withSuffix(flat: string, end: number): number {
  const match = /^,?\s?([A-Za-z]{2,4})\.?(?![\p{L}\p{N}])/u.exec(flat.slice(end, end + 8));
  if (
    match?.[1] === undefined ||
    !suffixes.has(match[1].toLowerCase()) ||
    match[1] !== match[1].toUpperCase() ||
    match[1] === 'DO' ||
    match[1] === 'PA' ||
    // A technologist's degree stands after a comma; without one, RT is also right, or radiotherapy.
    (match[1] === 'RT' && !match[0].startsWith(','))
  )
    return end;
  return end + match[0].length;
}

function isOnlySeparators(flat: string, from: number, to: number): boolean {
  if (to - from > 8) return false;
  for (let at = from; at < to; at += 1) {
    const unit = flat.slice(at, at + 1);
    if (unit === '\n' || unit === '\r' || !SEPARATOR.test(unit)) return false;
  }
  return true;
}

/** Ranges that meet after tidying are one, which may again have something to tidy. */
function tidied(flat: string, ranges: readonly Range[]): readonly Range[] {
  let result = tidiedOnce(flat, ranges);
  for (let count = ranges.length; result.length < count; ) {
    count = result.length;
    result = tidiedOnce(flat, result);
  }
  return result;
}

function tidiedOnce(flat: string, ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  ranges.forEach((range, index) => {
    const floor = result.at(-1)?.end ?? 0;
    const ceiling = ranges[index + 1]?.start ?? flat.length;
    result.push(tidy(flat, range, floor, ceiling));
  });
  return result.reduce<Range[]>((merged, range) => {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push(range);
    return merged;
  }, []);
}

/** Widens a range over the separators that it made superfluous. */
function tidy(flat: string, range: Range, floor: number, ceiling: number): Range {
  let { start, end } = range;
  for (;;) {
    const left = runBefore(flat, start, floor);
    const right = runAfter(flat, end, ceiling);
    const open = flat.slice(left - 1, left);
    const close = flat.slice(right, right + 1);
    if (left - 1 < floor || right >= ceiling || !isBracketPair(open, close)) break;
    start = left - 1;
    end = right + 1;
  }
  const left = runBefore(flat, start, floor);
  const right = runAfter(flat, end, ceiling);
  const before = flat.slice(left, start);
  const after = flat.slice(end, right);
  const next = flat.slice(right, right + 1);
  if (left === 0)
    return {
      start: left,
      end: /^[.,;:!?。、](?:\s|$)/.test(flat.slice(right, right + 2)) ? runAfter(flat, right + 1, ceiling) : right,
    };
  if (right >= flat.length) return { start: left, end: right };
  // Nothing is left of the sentence: its full stop goes as well.
  if (right < ceiling && /[.!?。]/.test(next) && /[.!?。:]/.test(flat.slice(left - 1, left)) && left > floor)
    return { start: left, end: right + 1 };
  if (right >= ceiling) return { start, end };
  if (/[\n\r]/.test(after)) return { start: left, end: end + after.search(/[\n\r]/) };
  if (/[\n\r]/.test(before)) return { start, end: right };
  if (/[([{<>|^"]/.test(flat.slice(left - 1, left)) && !/[<>|^"]/.test(next)) return { start, end: right };
  if (CLOSING.test(next)) return { start: left, end: after.trim() === '' ? right : end };
  if (/[^\s]/.test(after) && !/[^\s]/.test(before)) return { start: left, end };
  if (before !== '') return { start, end: right };
  return { start, end };
}

function isBracketPair(open: string, close: string): boolean {
  return (
    (open === '(' && close === ')') ||
    (open === '[' && close === ']') ||
    (open === '{' && close === '}') ||
    (open === '（' && close === '）')
  );
}

function runBefore(flat: string, start: number, floor: number): number {
  let at = start;
  while (at > floor && start - at < 8 && SEPARATOR.test(flat.slice(at - 1, at))) at -= 1;
  return at;
}

function runAfter(flat: string, end: number, ceiling: number): number {
  let at = end;
  while (at < ceiling && at - end < 8 && SEPARATOR.test(flat.slice(at, at + 1))) at += 1;
  return at;
}
