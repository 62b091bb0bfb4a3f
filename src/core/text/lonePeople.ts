// A person named alone, by what is said of persons behind the name: Okafor aware, Pemberton and Quiroga scrubbed.
import { kin } from './cueWords.js';
import { gazetteer } from './gazetteer.js';
import type { TextSpan } from './textSpan.js';
import { particles, personLabels, roles } from './titles.js';
import type { Token } from './tokens.js';
import { isEponym, isTechnicalForm, wordLevel } from './vocabulary.js';

/** What only people are or do in reports. */
const said = new Set(
  'aware scrubbed notified paged informed agrees agreed presenting consented advises advised requests'.split(' '),
);
const MOST_WORDS = 3;
/** X and Y. */
const MOST_PEOPLE = 2;

export function matchLonePeople(flat: string, tokens: readonly Token[]): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  for (let at = 1; at < tokens.length; at += 1) {
    const verb = tokens[at];
    if (verb === undefined || verb.capital || !said.has(verb.fold)) continue;
    let to = at - 1;
    if (/^(?:is|was|were|are|has|been|also)$/.test(tokens[to]?.fold ?? '')) to -= 1;
    for (let many = 0; many < MOST_PEOPLE && to >= 0; many += 1) {
      const from = firstOf(flat, tokens, to);
      const [first, last] = [tokens[from ?? -1], tokens[to]];
      if (from === undefined || first === undefined || last === undefined) break;
      spans.push({ start: first.start, end: last.end, category: 'name', rule: 'pattern/cued-name', confidence: 0.6 });
      if (!/^(?:and|&)$/.test(tokens[from - 1]?.fold ?? '')) break;
      to = from - 2;
    }
  }
  return spans;
}

/** Where some words with capitals begin that nobody knows and that end here. */
function firstOf(flat: string, tokens: readonly Token[], to: number): number | undefined {
  let from: number | undefined;
  for (let at = to; at > to - MOST_WORDS && at >= 0; at -= 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (token === undefined || token.kind !== 'word' || !token.capital) break;
    if (at < to && !/^[ '-]$/.test(flat.slice(token.end, next?.start))) break;
    const isName =
      wordLevel(token.fold) === 'plain' &&
      !isTechnicalForm(token.fold) &&
      !isEponym(token.fold) &&
      token.fold.length > 2;
    if (ANYBODY.has(token.fold) || kin.has(token.fold) || roles.has(token.fold) || personLabels.has(token.fold)) break;
    if (!isName && !particles.has(token.fold)) break;
    if (token.upper && token.fold.length < 5) break;
    from = at;
  }
  // A capital says nothing where the sentence begins: there only a name of the lists will do.
  const [first, before] = [tokens[from ?? -1], tokens[(from ?? 0) - 1]];
  if (from === undefined || first === undefined || from < to) return from;
  const begins = before === undefined || /[.;:!?\n]/.test(flat.slice(before.end, first.start));
  const { given, family } = gazetteer();
  return begins && !given.has(first.fold) && !family.has(first.fold) ? undefined : from;
}

const ANYBODY = new Set(
  'everyone everybody nobody someone somebody anyone family parents caregiver carer guardian referrer vendor floor ward team staff biomed'.split(
    ' ',
  ),
);
