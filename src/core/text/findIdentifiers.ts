// Identifiers inside free text: what is known of the patient, and in `full` mode what patterns and name lists tell besides
// (PS3.15 E.3.5 Clean Descriptors and E.3.4 Clean Structured Content ask for text without identifiers).
import { matchCalledNames } from './calledNames.js';
import { matchCjkNames } from './cjkNames.js';
import { removedRanges } from './cleanText.js';
import { matchCommonNames } from './commonNames.js';
import type { Evidence } from './compileEvidence.js';
import { contactPatterns } from './contactPatterns.js';
import { matchCuedNames } from './cuedNames.js';
import type { DateSpan } from './dateSpan.js';
import { findDates } from './dates.js';
import { findEncoded, mayBeEncoded } from './encoded.js';
import { flatten } from './fold.js';
import { matchGazetteer } from './gazetteerNames.js';
import { matchHouses } from './houses.js';
import { idPatterns } from './idPatterns.js';
import { matchLonePeople } from './lonePeople.js';
import { blankMarkup } from './markup.js';
import { matchCodes } from './matchCodes.js';
import { matchNames } from './matchNames.js';
import { matchPhrases } from './matchPhrases.js';
import { matchNamePatterns } from './namePatterns.js';
import { matchNearNames } from './nearNames.js';
import { matchOtherScripts } from './otherScripts.js';
import { matchPatterns } from './patterns.js';
import { placePatterns } from './placePatterns.js';
import { mayHold } from './prefilter.js';
import { matchResidence } from './residence.js';
import { mergeSpans, type TextSpan } from './textSpan.js';
import { tokenise } from './tokens.js';
import { withTown } from './towns.js';
import { matchTreatedAt } from './treatedAt.js';

export { cleanText } from './cleanText.js';
export { compileEvidence, type Evidence } from './compileEvidence.js';
export type { SpanCategory, TextSpan } from './textSpan.js';

/** `evidence`: only what is known of this patient and file. `full`: patterns and name lists as well. */
export type TextMode = 'evidence' | 'full';

/** After so many rounds of cleaning and looking again, the whole text goes. */
const MOST_ROUNDS = 8;

/** The files of one series say the same in the same words, so the last answers are kept: with research, half of the time. */
const answers = new WeakMap<Evidence, Map<string, readonly TextSpan[]>>();
const MOST_REMEMBERED = 512;
const LONGEST_REMEMBERED = 1024;

/** Identifiers in a text, sorted, apart from each other, in UTF-16 units. After `cleanText` with them nothing more is found. */
export function findIdentifiers(text: string, evidence: Evidence, mode: TextMode): readonly TextSpan[] {
  const depth = mode === 'full' ? 'words' : mayHold(text, evidence.filter);
  const encoded = mayBeEncoded(text);
  if (depth === 'nothing' && !encoded) return [];
  if (text.length > LONGEST_REMEMBERED) return search(text, evidence, mode, depth, encoded);
  const known = answers.get(evidence) ?? new Map<string, readonly TextSpan[]>();
  answers.set(evidence, known);
  const key = `${mode} ${text}`;
  const answer = known.get(key);
  if (answer !== undefined) return answer;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const spans = search(text, evidence, mode, depth, encoded);
  known.set(key, spans);
  return spans;
}

function search(
  text: string,
  evidence: Evidence,
  mode: TextMode,
  depth: ReturnType<typeof mayHold>,
  encoded: boolean,
): readonly TextSpan[] {
  let spans = depth === 'nothing' ? [] : scan(text, evidence, mode, depth === 'numbers');
  if (encoded) spans = mergeSpans([...spans, ...findEncoded(text, (plain) => plainly(plain, evidence))]);
  if (spans.length === 0) return spans;
  // What is taken out may bring two harmless words together into a name: look at the rest again until it is clean.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const kept = keptUnits(text, spans);
    const more = scan(kept.text, evidence, mode);
    if (more.length === 0) return spans;
    const original = more.map((span) => ({
      ...span,
      start: kept.origin(span.start),
      end: kept.origin(span.end - 1) + 1,
    }));
    spans = mergeSpans(spans.concat(original));
  }
  return [{ start: 0, end: text.length, category: 'other', rule: 'text/unresolved', confidence: 0.5 }];
}

/** What a decoded text names of the evidence. */
function plainly(plain: string, evidence: Evidence): readonly TextSpan[] {
  const depth = mayHold(plain, evidence.filter);
  return depth === 'nothing' ? [] : scan(plain, evidence, 'evidence', depth === 'numbers');
}

/** `numbers`: no word of a name is in the text. */
function scan(text: string, evidence: Evidence, mode: TextMode, numbers = false): readonly TextSpan[] {
  const flat = blankMarkup(flatten(text));
  const tokens = tokenise(flat);
  const lists = [
    numbers ? [] : matchNames(flat, tokens, evidence.names),
    matchPhrases(flat, tokens, evidence.phrases),
    matchCodes(flat, tokens, evidence.codes),
    matchEmails(flat, evidence.emails),
    matchDates(flat, evidence, mode),
  ];
  if (mode === 'full') {
    lists.push(
      matchPatterns(flat, contactPatterns),
      matchPatterns(flat, idPatterns),
      matchPatterns(flat, placePatterns),
      matchResidence(flat, tokens),
      matchTreatedAt(flat, tokens),
      matchHouses(flat, tokens),
    );
    const people = matchNamePatterns(flat, tokens);
    lists.push(people, matchGazetteer(flat, tokens), matchCuedNames(flat, tokens, people), matchCjkNames(flat));
    lists.push(
      matchNearNames(tokens, evidence.names),
      matchCalledNames(flat),
      matchCommonNames(flat, tokens),
      matchLonePeople(flat, tokens),
      matchOtherScripts(flat),
    );
  }
  const spans = mergeSpans(lists.flat());
  if (spans.length === 0) return spans;
  const whole = spans.map((span) => withEnding(flat, apart(flat, span)));
  return mergeSpans(mode === 'full' ? whole.map((span) => withTown(flat, span)) : whole);
}

function matchEmails(flat: string, emails: readonly string[]): readonly TextSpan[] {
  if (emails.length === 0 || !flat.includes('@')) return [];
  const lower = flat.toLowerCase();
  // A letter whose lower case is longer would move the indices.
  if (lower.length !== flat.length) return [];
  const spans: TextSpan[] = [];
  for (const email of emails) {
    for (let at = lower.indexOf(email); at >= 0; at = lower.indexOf(email, at + email.length)) {
      spans.push({ start: at, end: at + email.length, category: 'contact', rule: 'evidence/email', confidence: 1 });
    }
  }
  return spans;
}

function matchDates(flat: string, evidence: Evidence, mode: TextMode): readonly TextSpan[] {
  if (mode === 'evidence' && evidence.days.size === 0) return [];
  const spans: TextSpan[] = [];
  for (const date of findDates(flat)) {
    const known = isKnown(date, evidence);
    if (!known && (mode === 'evidence' || !date.sure)) continue;
    spans.push({
      start: date.start,
      end: date.end,
      category: 'date',
      rule: known ? 'evidence/date' : 'pattern/date',
      confidence: known ? 1 : 0.9,
    });
  }
  return spans;
}

function isKnown(date: DateSpan, evidence: Evidence): boolean {
  return date.days.some((day) => evidence.days.has(day)) || date.months.some((month) => evidence.months.has(month));
}

/** Widens a span whose neighbours would otherwise run together into a new word or number. */
function apart(flat: string, span: TextSpan): TextSpan {
  if (!isWordUnit(flat, span.start - 1) || !isWordUnit(flat, span.end)) return span;
  let { end } = span;
  while (isWordUnit(flat, end)) end += 1;
  return { ...span, end };
}

/** Şahin'in, Maria's: what a language hangs on a name goes with it. */
function withEnding(flat: string, span: TextSpan): TextSpan {
  if (span.category !== 'name' || flat[span.end] !== "'") return span;
  const ending = /^'\p{Ll}{1,4}(?![\p{L}\p{N}'])/u.exec(flat.slice(span.end, span.end + 7));
  return ending === null ? span : { ...span, end: span.end + ending[0].length };
}

function isWordUnit(flat: string, at: number): boolean {
  const code = flat.charCodeAt(at);
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0xc0 && code < 0x2000)
  );
}

interface KeptText {
  readonly text: string;
  /** Where a unit of the kept text stood. */
  origin(at: number): number;
}

function keptUnits(text: string, spans: readonly TextSpan[]): KeptText {
  const starts: number[] = [];
  const origins: number[] = [];
  let kept = '';
  let at = 0;
  const keep = (from: number, to: number): void => {
    if (to <= from) return;
    starts.push(kept.length);
    origins.push(from);
    kept += text.slice(from, to);
  };
  for (const { start, end } of removedRanges(text, spans)) {
    keep(at, start);
    at = end;
  }
  keep(at, text.length);
  return {
    text: kept,
    origin(position) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= position) low = middle;
        else high = middle - 1;
      }
      return (origins[low] ?? 0) + position - (starts[low] ?? 0);
    },
  };
}
