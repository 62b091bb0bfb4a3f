// A town right behind an address, an institution or a person: `12 Mill Lane, Hull`, `Dr Weber in Halle`.
import { foldWord } from './fold.js';
import { gazetteer } from './gazetteer.js';
import type { TextSpan } from './textSpan.js';
import { isTechnicalForm } from './vocabulary.js';

const TOWN =
  /^(?:, ?| (?:in|à|en|te|i|w|em|a|at|aus|г\.) |,? г\. ?| )(\p{Lu}[\p{L}\p{M}'-]{2,24}(?: \p{Lu}[\p{L}\p{M}'-]{2,24}){0,2})(?![\p{L}\p{N}])/u;

/** The span with the town that follows it, where one does. */
export function withTown(flat: string, span: TextSpan): TextSpan {
  if (span.category !== 'place' && span.category !== 'institution' && span.category !== 'name') return span;
  if (span.rule.startsWith('evidence/')) return span;
  const match = TOWN.exec(flat.slice(span.end, span.end + 80));
  if (match?.[1] === undefined) return span;
  const words = match[1].split(' ');
  const { places } = gazetteer();
  for (let many = words.length; many > 0; many -= 1) {
    const town = words.slice(0, many).join(' ');
    const fold = foldWord(town);
    // Behind a place whatever ends there with a capital is a town; behind a person only one of the lists, and no word of the trade.
    const known = places.has(fold);
    const ends = /^(?:[\s]*$|[.,;)\n]| \p{Ll})/u.test(
      flat.slice(span.end + match[0].length - match[1].length + town.length, span.end + match[0].length + 4),
    );
    const isWord = words.slice(0, many).some((word) => isTechnicalForm(foldWord(word)));
    const comma = match[0].startsWith(',');
    const fits =
      span.category === 'name'
        ? known && (!isWord || comma)
        : (known || (!isWord && match[0][0] !== ' ') || (!isWord && / \S+ /.test(match[0].slice(0, 6)))) && ends;
    if (fits) return { ...span, end: span.end + match[0].length - match[1].length + town.length };
  }
  return span;
}
