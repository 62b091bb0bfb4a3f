// Houses and towns that a history names without a word for what they are: implanted at Mass General, seen in our Sacramento clinic,
// retired farmer from Ballinasloe.
import { foldWord } from './fold.js';
import { gazetteer } from './gazetteer.js';
import { isEponymUse } from './guards.js';
import { isShouted } from './shouted.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';
import { isEponym, isTechnicalForm, wordLevel } from './vocabulary.js';

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/).map(foldWord));
}

/** What is done to somebody in a house, and what comes of it. */
const treatments = set(`
  seen treated imaged examined scanned performed done obtained implanted placed inserted admitted hospitalized hospitalised followed operated evaluated diagnosed managed stented repaired removed resected transplanted delivered born enrolled consulted worked presented reported read
  exam examination study studies scan scans ct cta mr mri mra us xr xray cxr pet echo film films images imaging biopsy bx surgery resection transplant chemo chemotherapy radiotherapy xrt care visit appointment appt consult delivery dialysis rehab bypass cabg pci tavr stent workup prior priors comparison comparisons mammogram mammograms ultrasound colonoscopy er ed np md rn gp pcp nurse doctor physician therapist
`);
const PROCEDURE = /(?:ectomy|plasty|otomy|ostomy|oscopy|graphy|gram|desis|pexy|rrhaphy|centesis|ablation)$/;
/** Between what was done and `at`: removed 2001 at, done yesterday at. */
const MOST_BETWEEN = 3;

/** Who comes from somewhere. */
const people = set(`
  man woman lady gentleman boy girl male female child resident native citizen originally hails emigrated immigrated commutes farmer teacher nurse student worker driver retiree retired miner veteran engineer pensioner clerk postmistress postman mechanic carpenter plumber electrician lawyer clergyman priest pastor fisherman homemaker housewife salesman policeman officer firefighter soldier pilot baker butcher tailor musician tourist visitor inmate visiting
`);
const happenings = set(
  'fell crashed accident mva mvc collision injured stationed working vacation holiday retired raised clinic practice office',
);
const foreignFrom = set('aus à från fra uit');
const sites = set('clinic clinics office offices campus practice location branch outpatient');
const beforeSites = set('in at to from the our your their via through with per');

/** Houses whose names are words of every day, folded. */
const houses = set(
  'mass mayo mercy duke stanford penn emory baylor memorial cleveland brigham barnes rush beaumont geisinger ochsner sentara banner sutter kaiser ucsf ucla uchicago upmc nyu hopkins moffitt dartmouth vanderbilt cedars sinai northwell montefiore yale hss mskcc mgh bwh bidmc charite addenbrooke addenbrookes barts guys moorfields papworth marsden karolinska rigshospitalet bichat salpetriere necker gemelli niguarda vall',
);

export function matchTreatedAt(flat: string, tokens: readonly Token[]): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  const shouted = isShouted(flat);
  for (let at = 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || (token.capital && !shouted)) continue;
    const place =
      token.fold === 'at'
        ? houseBehind(flat, tokens, at, shouted)
        : token.fold === 'in'
          ? townWhere(flat, tokens, at)
          : foreignFrom.has(token.fold)
            ? knownTown(flat, tokens, at)
            : token.fold === 'from'
              ? townBehind(flat, tokens, at, shouted)
              : sites.has(token.fold)
                ? siteBefore(flat, tokens, at, shouted)
                : undefined;
    if (place !== undefined) spans.push(place);
  }
  return spans;
}

function houseBehind(flat: string, tokens: readonly Token[], at: number, shouted: boolean): TextSpan | undefined {
  if (!isAfterTreatment(flat, tokens, at)) return undefined;
  const to = shouted ? lastUnknown(flat, tokens, at + 1) : lastCapital(flat, tokens, at + 1);
  if (to === undefined) return undefined;
  const words = tokens.slice(at + 1, to + 1);
  const isHouse = words.some(({ fold }, place) => isOfNoTrade(fold) || (place === 0 && houses.has(fold)));
  // An eponym is where it ends, or is no house: Erb's point.
  const eponym = words.length === 1 && isEponym(words[0]?.fold ?? '');
  if (!isHouse || isEponymUse(flat, tokens, at + 1, to) || (eponym && !endsThere(flat, tokens[to]))) return undefined;
  // Capitals alone are more often short for something.
  if (
    words.length === 1 &&
    words[0]?.upper === true &&
    !houses.has(words[0].fold) &&
    !gazetteer().places.has(words[0].fold)
  )
    return undefined;
  return spanOf(tokens, at + 1, to, 'institution', 'pattern/treated-at');
}

/** What was done stands up to some words before, in the same sentence. */
function isAfterTreatment(flat: string, tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 1 - MOST_BETWEEN); before -= 1) {
    const [token, next] = [tokens[before], tokens[before + 1]];
    if (token === undefined || next === undefined || /[.;:\n]/.test(flat.slice(token.end, next.start))) return false;
    if (treatments.has(token.fold) || PROCEDURE.test(token.fold)) return true;
  }
  return false;
}

function townBehind(flat: string, tokens: readonly Token[], at: number, shouted: boolean): TextSpan | undefined {
  const before = tokens[at - 1];
  if (before === undefined || flat.slice(before.end, tokens[at]?.start) !== ' ') return undefined;
  if (!people.has(before.fold) && tokens[at - 2]?.fold !== 'retired') return undefined;
  const to = shouted ? lastUnknown(flat, tokens, at + 1) : lastCapital(flat, tokens, at + 1);
  if (to === undefined || !tokens.slice(at + 1, to + 1).every(({ fold }) => isOfNoTrade(fold))) return undefined;
  return spanOf(tokens, at + 1, to, 'place', 'pattern/place');
}

/** Fell in Boise, seen in Leeds: a town of the lists, which is no word. */
function townWhere(flat: string, tokens: readonly Token[], at: number): TextSpan | undefined {
  return happenings.has(tokens[at - 1]?.fold ?? '') || isAfterTreatment(flat, tokens, at)
    ? knownTown(flat, tokens, at)
    : undefined;
}

/** Institutrice à Montreuil, lärare från Alingsås: only a town of the lists, which is no word. */
function knownTown(flat: string, tokens: readonly Token[], at: number): TextSpan | undefined {
  const [word, next] = [tokens[at], tokens[at + 1]];
  if (
    word === undefined ||
    next === undefined ||
    !next.capital ||
    next.upper ||
    flat.slice(word.end, next.start) !== ' '
  )
    return undefined;
  return gazetteer().places.has(next.fold) && isOfNoTrade(next.fold) && !isEponymUse(flat, tokens, at + 1, at + 1)
    ? spanOf(tokens, at + 1, at + 1, 'place', 'pattern/place')
    : undefined;
}

function siteBefore(flat: string, tokens: readonly Token[], at: number, shouted: boolean): TextSpan | undefined {
  let from = at;
  while (from > 0 && from > at - MOST_WORDS) {
    const [word, next] = [tokens[from - 1], tokens[from]];
    if (word === undefined || next === undefined || !word.capital || word.kind !== 'word') break;
    if (shouted && beforeSites.has(word.fold)) break;
    if (flat.slice(word.end, next.start) !== ' ') break;
    from -= 1;
  }
  if (from === at || !beforeSites.has(tokens[from - 1]?.fold ?? '')) return undefined;
  const words = tokens.slice(from, at);
  if (!words.every(({ fold, upper }) => isOfNoTrade(fold) && (shouted || !upper))) return undefined;
  // Clinics are more often called by what is treated: Coumadin clinic.
  const town = words.map(({ fold }) => fold).join(' ');
  if (/^(?:clinics?|outpatient)$/.test(tokens[at]?.fold ?? '') && !gazetteer().places.has(town)) return undefined;
  return spanOf(tokens, from, at, 'institution', 'pattern/institution');
}

const MOST_WORDS = 4;

/** The last of some words with capitals that begin here. */
function lastCapital(flat: string, tokens: readonly Token[], from: number): number | undefined {
  let to: number | undefined;
  for (let at = from; at < from + MOST_WORDS + 1; at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (token === undefined || before === undefined || token.kind !== 'word') break;
    const gap = flat.slice(before.end, token.start);
    if (at > from && token.fold === 's' && /^['’]$/.test(gap)) {
      to = at;
      continue;
    }
    if (!/^[ -]$/.test(gap) || !token.capital || token.end - token.start < 2) break;
    to = at;
  }
  return to;
}

/** The last of some words that we don't know, in a text of capitals; a house may begin with a word of every day. */
function lastUnknown(flat: string, tokens: readonly Token[], from: number): number | undefined {
  let to: number | undefined;
  for (let at = from; at < from + MOST_WORDS; at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (token === undefined || before === undefined || token.kind !== 'word') break;
    if (!/^[ -]$/.test(flat.slice(before.end, token.start))) break;
    if (token.fold.length < 3 || !(isOfNoTrade(token.fold) || (at < from + 2 && houses.has(tokens[from]?.fold ?? ''))))
      break;
    to = at;
  }
  return to;
}

function isOfNoTrade(fold: string): boolean {
  return fold === 's' || (wordLevel(fold) === 'plain' && !isTechnicalForm(fold) && !isEponym(fold));
}

function endsThere(flat: string, last: Token | undefined): boolean {
  return (
    last === undefined ||
    /^(?:\s*(?:[.,;)\n]|$)| (?:in )?(?:19|20)\d\d| \p{Ll}{2,5} )/u.test(flat.slice(last.end, last.end + 12))
  );
}

function spanOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  category: TextSpan['category'],
  rule: string,
): TextSpan | undefined {
  const [first, last] = [tokens[from], tokens[to]];
  if (first === undefined || last === undefined) return undefined;
  return { start: first.start, end: last.end, category, rule, confidence: 0.6 };
}
