// Houses by what they are called: hospitals in capitals, practices, colleges, prisons, law firms. In capitals nothing but the vocabulary tells where the name begins.
import { foldWord } from './fold.js';
import { gazetteer } from './gazetteer.js';
import { matchPatterns, type Pattern } from './patterns.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';
import { isEponym, isTechnicalForm, wordLevel } from './vocabulary.js';

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/).map(foldWord));
}

/** What ends the name of a house. */
const kinds = set(
  'hospital hospitals clinic clinics infirmary hospice sanatorium klinikum krankenhaus ospedale lazarett',
);
const soft = set('imaging radiology');
/** Center and centre end one only behind these. */
const beforeCenter = set('medical health cancer imaging surgery heart diagnostic radiology rehabilitation');
/** Parts of such names that are words of every day, and what stands before it no more. */
const parts = set(
  'city general memorial regional county community university st saint sankt childrens children women womens veterans mercy sacred heart our lady of the holy cross good samaritan district state north south east west northern southern eastern western central new mount mt lake royal queen king prince princess national presbyterian methodist baptist lutheran jewish catholic adventist episcopal medical health cancer imaging surgery diagnostic radiology rehabilitation valley river hill bay park',
);
/** Where such a word stands alone before it, it tells none. */
const generic = set(
  'the a an our your this day eye pain spine children childrens women womens university community general city county district regional state local same other outside referring host base veterinary animal field teaching acute stroke emergency medical health cancer imaging surgery diagnostic radiology rehabilitation heart cardiac breast fracture memory diabetes sleep dental ent of at',
);
const MOST_WORDS = 5;

/** Behind names of colleges, prisons, practices and firms. */
const named: readonly Pattern[] = [
  {
    rule: 'pattern/institution',
    category: 'institution',
    expression:
      /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}'’.-]{1,24} ){1,3}(?:College|University|Seminary|Correctional(?: Facility)?|Penitentiary|Elementary|Kindergarten|Day ?[Cc]are|Assisted Living|Rehab|Manor|LLP|LLC|PLLC|& Sons|(?:Radiology|Imaging|Orthop(?:a)?edics?|Cardiology|Urology|Neurology|Oncology|Medical|Physicians?|Surgical|Dental|Family|Diagnostic)(?: (?:and|&) \p{Lu}\p{L}+)? (?:Assoc(?:iates|\.)?|Group|Partners|Practice|Consultants|P\.?C\.?))(?![\p{L}])/gu,
    confidence: 0.6,
    accepts: (match) => isOfSomebody(match[0].split(' ')[0] ?? ''),
  },
];
/** What other languages put before the name of a house: KH Limburg, clinique des Lilas, operata a Villa Igea. */
const behindKind: readonly Pattern[] = [
  {
    rule: 'pattern/institution',
    category: 'institution',
    expression:
      /(?<![\p{L}\p{N}])(?:(?:St\.? |Saint )?(?:\p{Lu}[\p{L}'’-]{2,20} ){1,2}(?:Memorial|Regional|District General|Infirmary|Royal|Pa?ediatrics|Orthop(?:a)?edics|Family Practice|Family Health|Family Medicine|Primary Care|Urgent Care|Veterans Clinic)|(?:Our Lady of|Sacred Heart of|Sisters of|Holy (?=Cross|Family|Name|Spirit))(?: ?(?:the |\p{Lu}[\p{L}'’-]{2,20} ?){1,3})|Sacred Heart|Good Samaritan|(?:\p{Lu}\p{L}{2,20} and Sons) (?:Radiology|Imaging))(?![\p{L}])/gu,
    confidence: 0.6,
    accepts: (match) =>
      /^(?:Our|Sacred|Sisters|Holy|Good)/.test(match[0]) ||
      isOfNoWord((match[0].split(/[ -]/)[0] ?? '').replace(/['’]s$/, '')) ||
      /^(?:St|Saint)(?!\p{L})/u.test(match[0]) ||
      /-/.test(match[0].split(' ')[0] ?? ''),
  },
  {
    rule: 'pattern/institution',
    category: 'institution',
    expression:
      /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{Ll}-]{3,20}(?:krankenhaus|klinik|kliniken|klinikum|stift|spital|institut|[zZ]entrum)|Orthopädie|LKH|BKH|HIA|GHT|CHG|CHI|CH de|Maison de santé(?: des| de| du)?|Policl[íi]nica|Consultorio|Ambulatorio|Poliambulatorio|KKH|KH|Krhs\.?|Uniklinik|Uniklinikum|Gymnasium|Grundschule|Realschule|Gesamtschule|Kita|JVA|Pflegeheim|Altenheim|Seniorenheim|Seniorenresidenz|Zeche|Radiologie|(?:[Cc]linique|[Hh]ôpital|[Cc]ollège|[Ll]ycée|[Ee]hpad|EHPAD)(?: (?:de la|de l['’]|des|du|de|d['’]|Les|Le|La))?|UBS|UPA|Villa|RSA|[Cc]ol[eé]gio|[Ee]scuela|[Rr]esidencia|[Vv]årdcentralen|[Vv]erpleeghuis|[Ss]chool De)(?<v> ?\p{Lu}[\p{L}'’-]{2,24}(?: \p{Lu}[\p{L}'’-]{2,24}){0,2})(?![\p{L}])/gu,
    confidence: 0.6,
    accepts: (match) => isCalledSo(match.groups?.['v']),
  },
  {
    rule: 'pattern/treated-at',
    category: 'institution',
    expression:
      /(?<![\p{L}])(?:[Oo]p(?:er(?:iert|ée?|ad[oa]|at[oa]|erad))?|OP|[Gg]eopereerd|[Bb]ehandelt|[Hh]ospitalisée?|[Ii]ngresad[oa]|[Rr]icoverat[oa]|[Oo]pgenomen|[Ii]nlagd|[Aa]uswärts|[Ee]xtern)(?: \d{4})? (?:in het|in der|im|in|à|au|a|en el|en|nel|al|på|w) (?<v>(?:St\. |Sankt |San |Santa |Sint )?\p{Lu}[\p{L}'’-]{2,24}(?: \p{Lu}[\p{L}'’-]{2,24}){0,2})(?![\p{L}])/gu,
    confidence: 0.6,
    accepts: (match) => isCalledSo(match.groups?.['v']),
  },
  {
    rule: 'pattern/institution',
    category: 'institution',
    expression:
      /(?<!\p{L})(?:\p{Lu}\p{L}{2,20} ){1,2}(?:Eğitim ve Araştırma|Şehir|Devlet|Üniversitesi|Tıp Fakültesi) Hastanesi(?!\p{L})/gu,
    confidence: 0.8,
  },
  {
    rule: 'pattern/place',
    category: 'place',
    expression: /(?<=(?:aus|nach|in|bei) )Bad \p{Lu}\p{Ll}{3,20}(?![\p{L}])/gu,
    confidence: 0.7,
  },
];
const KIND_HINT =
  /krankenhaus|klinik|stift|spital|institut|entrum|opädie|HIA|GHT|CH[GI ]|Maison|linica|línica|onsultorio|mbulatorio|KH|Krhs|Uni[kK]lini|schule|Gymn|Kita|JVA|heim|resid|Zeche|Radiologie|linique|ôpital|oll[eè]ge|ycée|hpad|EHPAD|UBS|UPA|Villa|RSA|ol[eé]gio|scuela|centralen|huis|School|Bad |[Oo]per|OP |Op |opere|ehandelt|ospital|ngresad|icoverat|pgenomen|nlagd|uswärts|xtern|Hastanesi|Memorial|Regional|General|Infirmary|Royal|ediatrics|edics|Family|Care|Veterans|Lady|Heart|Sisters|Holy|Samaritan|Sons/;

/** Assisted living (Golden Pines): what stands behind the word for the house. */
const inBrackets: Pattern = {
  rule: 'pattern/institution',
  category: 'institution',
  expression:
    /(?<=(?:[Aa]ssisted living|[Nn]ursing home|[Cc]are home|SNF|[Rr]ehab|[Gg]roup home|[Ss]helter|[Ss]chool|[Pp]rison|[Jj]ail|[Hh]ospice|[Dd]aycare)(?: \(|: |, ))\p{Lu}[\p{L}'’-]{2,20}(?: \p{Lu}[\p{L}'’-]{2,20}){0,3}(?=[).,;]|$)/gu,
  confidence: 0.6,
  accepts: (match) => words(match[0]).some(isOfNoWord) || words(match[0]).length > 1,
};
const HINT =
  /College|University|Seminary|Correctional|Penitentiary|Elementary|Kindergarten|Day ?[Cc]are|Assisted|Rehab|Manor|LLP|LLC|PLLC|& Sons|Assoc|Group|Partners|Practice|Consultants| P\.?C|living|ome[ (,:]|SNF|helter|chool|rison|ail[ (,:]|ospice|aycare/;

export function matchHouses(flat: string, tokens: readonly Token[]): readonly TextSpan[] {
  const spans: TextSpan[] = HINT.test(flat) ? [...matchPatterns(flat, [...named, inBrackets])] : [];
  if (KIND_HINT.test(flat)) spans.push(...matchPatterns(flat, behindKind));
  for (let at = 1; at < tokens.length; at += 1) {
    const span = endsHouse(tokens, at) ? inCapitals(flat, tokens, at) : undefined;
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

function endsHouse(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !token.upper) return false;
  if (kinds.has(token.fold) || soft.has(token.fold)) return true;
  return /^cent(?:er|re)$/.test(token.fold) && beforeCenter.has(tokens[at - 1]?.fold ?? '');
}

/** KINGSTON CITY HOSPITAL: back to the last word that can be none of it. */
function inCapitals(flat: string, tokens: readonly Token[], to: number): TextSpan | undefined {
  let from = to;
  let telling = 0;
  while (from > 0 && to - from < MOST_WORDS) {
    const [word, next] = [tokens[from - 1], tokens[from]];
    if (word === undefined || next === undefined || word.kind !== 'word' || !word.upper) break;
    if (!/^(?: |-|\. |'|’)$/.test(flat.slice(word.end, next.start))) break;
    const isPart = parts.has(word.fold) || (word.fold === 's' && word.end - word.start === 1);
    if (!isPart && !isOfNoTrade(word.fold) && !(isEponym(word.fold) && wordLevel(word.fold) !== 'technical')) break;
    if (!isPart || !generic.has(word.fold)) telling += 1;
    from -= 1;
  }
  while (from < to && /^(?:of|the|at|our|s)$/.test(tokens[from]?.fold ?? '')) from += 1;
  const [first, last] = [tokens[from], tokens[to]];
  // Imaging and radiology are more often what is done.
  if (soft.has(tokens[to]?.fold ?? '') && !/^(?:from|at)$/.test(tokens[from - 1]?.fold ?? '')) return undefined;
  if (telling === 0 || from >= to || first === undefined || last === undefined) return undefined;
  return { start: first.start, end: last.end, category: 'institution', rule: 'pattern/institution', confidence: 0.7 };
}

function isOfNoTrade(fold: string): boolean {
  return wordLevel(fold) === 'plain' && !isTechnicalForm(fold);
}

function words(text: string | undefined): readonly string[] {
  return (text ?? '')
    .trim()
    .split(/[\s'’.-]+/)
    .filter((word) => word.length > 2);
}

/**
 * A saint, or a name or town of the lists: German writes every noun with a capital, and titles of descriptions all words, so that a word
 * that we don't know says nothing here (KH Verlauf, OP in Vollnarkose).
 */
function isCalledSo(text: string | undefined): boolean {
  if (/^ ?(?:St\.?|Sankt|San|Santa|Sint|Saint) /u.test(text ?? '')) return true;
  const { places, family, given } = gazetteer();
  const folds = words(text).map(foldWord);
  return (
    folds.length > 0 &&
    folds.every((fold) => isOfNoTrade(fold) && !isEponym(fold)) &&
    folds.some((fold) => places.has(fold) || family.has(fold) || given.has(fold))
  );
}

function isOfNoWord(word: string): boolean {
  return isOfNoTrade(foldWord(word)) && !isEponym(foldWord(word));
}

function isOfSomebody(word: string): boolean {
  const fold = foldWord(word.replace(/['’]s$/, ''));
  return (
    !/isch(?:e[rnsm]?)?$/.test(fold) &&
    !/^(?:the|this|his|her|our|their|see|new|prior|outside|from|at|control|age|study|treatment|patient|american|royal|national|multi)$/.test(
      fold,
    ) &&
    !isTechnicalForm(fold)
  );
}
