// What somebody is called or calls himself: goes by Mimi, Maria "Mimi" Lindqvist; and who stands beside the letters of an examination passed: K. Sandoval, RT(R).
import { foldWord } from './fold.js';
import { gazetteer } from './gazetteer.js';
import type { TextSpan } from './textSpan.js';
import { isEponym, isTechnicalForm } from './vocabulary.js';

const WORD = `\\p{Lu}[\\p{L}'-]{1,20}`;
const QUOTE = '["\'“”‘’«»„]';

const quoted = new RegExp(
  `(?:goes by|prefers(?: to be called)?|known as|a\\.?k\\.?a\\.?|nick-?named?(?: is)?|called|answers to|alias|genannt|dite?|detto|detta|llamad[oa]):? {0,2}${QUOTE}(?<v>${WORD}(?: ${WORD})?)(?=${QUOTE})`,
  'giu',
);
const bare = new RegExp(
  `(?:[Oo]n l'appelle|le (?:digan|dicen|llaman)|ser chamad[oa] de|si fa chiamare|[Rr]oepnaam|[Kk]allas|[Rr]ufname:?|goes by|prefers to be called|a\\.?k\\.?a\\.?|nick-?named?(?: is)?|answers to|alias)(?: the name)?:? (?<v>${WORD})(?![\\p{L}\\p{N}])`,
  'gu',
);
/** Möchte "Konsti" genannt werden. */
const named = new RegExp(`["„“](?<v>${WORD})["“”](?= genannt| gerufen)`, 'gu');
/** Between a given name and a family name. */
const within = new RegExp(`(?<=${WORD} )${QUOTE}(?<v>${WORD})${QUOTE}(?= ${WORD})`, 'gu');

/** A given name alone in quotes: tattoo "ROSALIND". */
const alone = new RegExp(`["“”„«](?<v>${WORD})["“”»]`, 'gu');

const PASSED = '(?:R|CT|MR|MRI|M|N|T|S|VI|CI|BD|BS|ARRT|QM|CV|VS)';
const LETTERS = `(?:RT ?\\(${PASSED}\\)(?: ?\\(${PASSED}\\)){0,4}|RDMS|RVT|CNMT|ARRT|PA-C|CRNA|DNP|FNP(?:-C|-BC)?|APRN|LPN|BSN)`;
const beforeLetters = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<name>(?:\\p{Lu}\\.? )?${WORD}(?: ${WORD})?),? (?=${LETTERS}(?!\\p{L}))`,
  'gu',
);
/** Deborah Rice MD: a given name of the lists, and whatever is called so. */
const doctor = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<given>${WORD}) (?:\\p{Lu}\\.? )?(?:(?:van|der|de|von|al|el|la|St\\.?)[ -]){0,2}${WORD}(?=,? (?:MD|M\\.D\\.|DO|FRCR|FRCS|MBBS|PhD)(?!\\p{L}))`,
  'gu',
);
const behindLetters = new RegExp(
  `RT ?\\(${PASSED}\\)(?: ?\\(${PASSED}\\)){0,4},? (?<v>${WORD}(?: ${WORD})?)(?!\\p{L})`,
  'gu',
);

/** Without one of these none of the patterns matches. */
const HINT =
  /["“”‘«„]|'\p{Lu}|goes by|prefers|k\.?a\.?|nick|appelle|digan|dicen|llaman|chamad|chiamare|roepnaam|kallas|rufname|answers to|alias|RT ?\(|R(?:DMS|VT)|CNMT|ARRT|PA-C|CRNA|DNP|FNP|APRN|LPN|BSN| MD|M\.D\.| DO(?!\p{L})|FRC|MBBS|PhD/iu;

export function matchCalledNames(flat: string): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  if (!HINT.test(flat)) return spans;
  for (const match of flat.matchAll(quoted)) if (isName(group(match, 'v'))) spans.push(endOf(match, group(match, 'v')));
  for (const match of flat.matchAll(bare)) if (isName(group(match, 'v'))) spans.push(endOf(match, group(match, 'v')));
  for (const match of flat.matchAll(named)) {
    const start = match.index + 1;
    spans.push({ ...endOf(match, match[0]), start, end: start + group(match, 'v').length });
  }
  if (/["“”‘«„]|'\p{Lu}/u.test(flat))
    for (const match of flat.matchAll(within)) {
      const [before = ''] = /\S+ $/.exec(flat.slice(Math.max(0, match.index - 24), match.index)) ?? [];
      if (gazetteer().given.has(foldWord(before.trim())) && isName(group(match, 'v')))
        spans.push({ ...endOf(match, match[0]), start: match.index - before.length });
    }
  for (const match of flat.matchAll(alone))
    if (gazetteer().given.has(foldWord(group(match, 'v'))) && isName(group(match, 'v'))) {
      const start = match.index + 1;
      spans.push({ ...endOf(match, match[0]), start, end: start + group(match, 'v').length });
    }
  for (const match of flat.matchAll(doctor))
    if (gazetteer().given.has(foldWord(group(match, 'given')))) spans.push(endOf(match, match[0]));
  for (const expression of [beforeLetters, behindLetters])
    for (const match of flat.matchAll(expression)) {
      const name = group(match, 'name') || group(match, 'v');
      if (!name.split(' ').every((word) => word.replace('.', '').length < 2 || isName(word))) continue;
      const start = match.index + match[0].indexOf(name);
      spans.push({ start, end: start + name.length, category: 'name', rule: 'pattern/name', confidence: 0.7 });
    }
  return spans;
}

function group(match: RegExpExecArray, name: string): string {
  return match.groups?.[name] ?? '';
}

/** Written as a name, and no word of the trade. */
function isName(text: string): boolean {
  return (
    /^\p{Lu}/u.test(text) &&
    text.split(' ').every((word) => !isTechnicalForm(foldWord(word)) && !isEponym(foldWord(word)))
  );
}

function endOf(match: RegExpExecArray, text: string): TextSpan {
  const end = match.index + match[0].length;
  return { start: end - text.length, end, category: 'name', rule: 'pattern/called', confidence: 0.7 };
}
