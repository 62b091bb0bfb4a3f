// What is said only of persons: a word that may be a name is one where it stands before such words, as in `May denies pain` or
// `Li was admitted`. Only for words of a name that the file itself has.
import type { Token } from './tokens.js';

/** Of things nobody says these. */
const DOES = new Set(
  'denies denied complains complained consented underwent reports reported recalls lives smokes asked asks refused states stated said says agreed agrees declined vomited fainted wishes wants requests'.split(
    ' ',
  ),
);
const IS = new Set('was is were been being'.split(' '));
const DONE = new Set(
  'admitted born discharged hospitalized hospitalised interviewed counseled counselled intubated anxious claustrophobic nervous agitated tearful uncooperative informed'.split(
    ' ',
  ),
);
const BETWEEN = new Set('has had also again then not never recently previously electively very quite too'.split(' '));

const ANYBODY = new Set(
  'patient patients subject subjects pt child baby infant newborn neonate twin boy girl man woman male female mother father parent sister brother son daughter wife husband spouse family relative donor recipient volunteer participant proband case control animal dog cat horse rat mouse doctor physician nurse surgeon technologist technician operator today yesterday tomorrow'.split(
    ' ',
  ),
);

/** How many words may stand between. */
const REACH = 4;

/** True where what follows the word at `to` is said of persons, or is theirs (May's knee). What anybody may be is none (Patient denies). */
export function isPersonUse(flat: string, tokens: readonly Token[], to: number): boolean {
  const word = tokens[to];
  if (word === undefined || ANYBODY.has(word.fold)) return false;
  // The May reports were read.
  if (tokens[to - 1]?.fold === 'the') return false;
  if (/^['’]s(?![\p{L}\p{N}])/u.test(flat.slice(word.end, word.end + 3))) return true;
  let wasIs = false;
  for (let at = to + 1; at <= to + REACH; at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (before === undefined || token === undefined || flat.slice(before.end, token.start) !== ' ') return false;
    if (wasIs ? DONE.has(token.fold) : DOES.has(token.fold)) return true;
    if (IS.has(token.fold)) wasIs = true;
    else if (!BETWEEN.has(token.fold)) return false;
  }
  return false;
}
