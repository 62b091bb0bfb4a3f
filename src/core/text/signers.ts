// Who did or signed something, as forms and systems have it: initials, log-in names, and forms of address before a word of the trade.
import { foldWord } from './fold.js';
import type { Gazetteer } from './gazetteer.js';
import { isShouted } from './shouted.js';
import type { TextSpan } from './textSpan.js';
import { roles, titles } from './titles.js';
import { isMethod, isTechnicalForm, wordLevel } from './vocabulary.js';

/** Initials of who did it: `Tech: AB`. */
const operator =
  /(?<![\p{L}\p{N}])(?:tech(?:nologist|nician)?|mta|mtra|operator|oper|op|radiographer|sonographer|dictated by|typed by|transcribed by|initials|performed by|read by|reader|rdg|transcriptionist|typist|scribe)\s?[:=]\s?(\p{Lu}{2,3}(?:\/\p{Lu}{2,3})?)(?![\p{L}\p{N}])/giu;

/** Who wrote it: transcribed by R. K. */
const scribe =
  /(?<![\p{L}\p{N}])(?:(?:transcribed|typed|dictated|scanned|entered|signed|acquired|checked) by|initials):? ((?:\p{Lu}\. ?){2,3}|\p{Lu}{2,3})(?![\p{L}\p{N}])/giu;
/** DA could not hold breath; tech DT 2 attempts. */
const lettersDo =
  /(?:(?<=^|[.;\n] )((?:\p{Lu}\. ?){2}|\p{Lu}{2}) (?:could not|couldn't|cannot|refused|declined|was unable|unable to)|(?<=(?:^|[^\p{L}])(?:[Tt]ech|[Oo]perator|[Rr]adiographer|[Tt]echnologist) )(\p{Lu}{2})(?= \d| \p{Ll}|$|[.,;]))/gu;
/** MD: HALVORSEN. */
const behindColon =
  /(?<![\p{L}\p{N}])(?:MD|PI|GP|PCP|PMD|Rad|Onc|Req|Attg|Coord(?:inator)?|Dosimetrist|Physicist|Therapist)\s?:\s?(\p{Lu}\p{L}{3,20})(?![\p{L}\p{N}])/gu;
/** The patient by letters alone: Die Patientin (J. F.). */
const bracketed =
  /(?<![\p{L}\p{N}])(?:[Pp]atient(?:in|e)?|[Pp]at\.|[Pp]a[cz]iente|[Pp]t\.?|[Pp]asient(?:en)?) \(((?:\p{Lu}\. ?){2,3}|\p{Lu}{2})\)/gu;
/** The same in small letters, where nothing else follows: Tech: jmr. */
const smallInitials =
  /(?<![\p{L}\p{N}])(?:(?:tech(?:nologist)?|operator|oper|radiographer|sonographer|typist|initials|reader|diktat|diktiert|befund diktiert|schreibkraft|kürzel|frappe|saisie)\s?[:=]|(?:transcribed|typed|dictated|scanned|entered|checked|read|performed|acquired) by:?) (\p{Ll}{2,3}(?:\/\p{Ll}{2,3})?)(?=\s*(?:[.,;)/\n]|$)| \d{1,2}[/.:])/giu;
/** By whom, as a system knows him: protocoled by ZKHAN, dictated by hmorales. */
const login =
  /(?<![\p{L}\p{N}])(?:[Dd]ictated|[Tt]ranscribed|[Tt]yped|[Pp]rotocol+ed|[Rr]ead|[Vv]erified|[Aa]pproved|[Ss]igned|[Pp]erformed|[Ss]canned|[Ee]ntered|[Cc]hecked|[Aa]cquired|[Rr]eported|[Rr]eviewed|[Ii]nterpreted|[Aa]uthenticated|[Ff]inali[sz]ed)(?: electronically)? by:?\s(\p{Lu}{4,12}|\p{Ll}{5,14})(?![\p{L}\p{N}])/gu;
/** Dr. Bone, Miss R Hand: behind a form of address a word of the trade is a name where it is written as one and nothing of that kind follows. */
const called =
  /(?<![\p{L}\p{N}])(?:Dr\.?|Prof\.?|Mrs\.?|Ms\.|Miss|Pr\.?(?= \p{Lu}\p{Ll}{4})|Frau|Herrn?|Sra?\.|Dra\.|Mme|Sig\.(?:ra)?) (?:\p{Lu}\.? ){0,2}(\p{Lu}\p{Ll}{2,20})(?='s|\s*(?:[,.;:)\n]|$)| (?:\p{Ll}|on |at |à ))/gu;
const OF_THE_TRADE =
  /^(?:CT|MRI?|US|XR|NM|PET|IR|ED|ER|OR|ICU|AI|RT|GE|MD|GP|RN|RIS|PACS?|ENT|IV|IM|PO|NG|PR|SC|SQ|PT|OT|ST|DR|CR|DX|RF|MG|PE|DVT|BP|HR|RR|HU|ROI|AP|PA|LL|RL|LT|AC|PC|QA|QC|HX|TX|RX|SX|FX|DC|GA|LA|MAC|GI|GU|OB|CV|CN|CSF|EMS|NP|DO|PC|PCP|MDT|TB|HIV|UTI|VA|VP|EVD|TPA|DSA|CTA|MRA|MIP|MPR|AAA|LAD|RCA|FNA|NS|LR|FU|MA|CNA|SW|CC|ML|MM|CM|KG|MGY|BID|TID|PRN|STAT|CA|LN|MI|AF|EF|LV|RV|RA|OA|DM|HT|UC|CP|CO|TR|AS|AR|PV|SV|LP|TIA|TC|RM|RX|TDM|IRM|HE|KM|CR|NHC|WB|FB|NPO|AM|PM|ID|TV|IT|PI)$/;
/** By whom, by two letters: verified by BM, recon per HL. */
const byLetters =
  /(?<![\p{L}\p{N}])(?:by|per|BY|PER|par|por|von|door|av|przez|Abfrage|Schreibkraft|MTR[Aa]?|MTA) ((?:\p{Lu}\.){2}|\p{Lu}{2}|\p{Ll}{2}(?=,|\.|;|$| w\/))(?=[,.;)\n]|$| w\/| and | at | on | le | el | \d)/gu;
/** RT B.W., RN M.O., student LS. */
const beside =
  /(?<![\p{L}\p{N}])(?:RT|RN|MD|[Tt]ech|[Ss]tudent|[Nn]urse) ((?:\p{Lu}\.){2}|(?<=(?:RN|[Ss]tudent) )\p{Lu}{2})(?=[,.;)\s]|$)/gu;
/** Log-ins that tell by their form: tariq.mukherjee, mukhesv7. */
const formed =
  /(?<![\p{L}\p{N}@./])(?:by|per|QA|QC|from|user|login|via)[: ] ?(\p{Ll}{2,}\.\p{Ll}{3,}|\p{Ll}{4,12}\d{1,2})(?![\p{L}\p{N}@/-]|\.\p{L})/gu;

const BEGINS =
  /^(?:Findings?|Patient|Impression|History|Contrast|Follow|Images?|Exam|Study|Results?|Report|No|Rate|Please|Discussed|The|This|There|Will|Was|Has|He|She|They|Clinical|Comparison|Recommend|Recommended|Reviewed|Scan|Clip|Test|Reading)$/;

export function matchSigners(flat: string, names: Gazetteer): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  const hasBy = / by[: ]/i.test(flat);
  const written = hasBy || /initials/i.test(flat) ? [...flat.matchAll(scribe)] : [];
  if (hasBy && !isShouted(flat))
    for (const match of flat.matchAll(login))
      if (isLogin(match[1] ?? '', names)) spans.push(endOf(match, match[1] ?? '', 'pattern/operator'));
  for (const match of flat.matchAll(formed)) {
    const login = match[1] ?? '';
    if (!login.split(/[.\d]/).some((part) => part !== '' && isTechnicalForm(part)))
      spans.push(endOf(match, login, 'pattern/operator'));
  }
  for (const match of [
    ...(hasBy ||
    /(?: per| par| por| von| door| av| przez|Abfrage|Schreibkraft|MT[RA]) /i.test(flat) ||
    /^(?:per|MT)/i.test(flat)
      ? flat.matchAll(byLetters)
      : []),
    ...flat.matchAll(beside),
  ]) {
    const letters = match[1] ?? '';
    const bare = letters.replaceAll('.', '').toUpperCase();
    if (!OF_THE_TRADE.test(bare) && !SMALL_WORDS.has(bare.toLowerCase()))
      spans.push(endOf(match, letters, 'pattern/operator'));
  }
  for (const match of flat.matchAll(called))
    if (!isNoCall(match[1] ?? '', flat.slice(match.index + match[0].length)))
      spans.push(endOf(match, match[0], 'pattern/title'));
  if (hasBy || /[:=]/.test(flat))
    for (const match of flat.matchAll(smallInitials))
      if (isInitials(match[1] ?? '')) spans.push(endOf(match, match[1] ?? '', 'pattern/operator'));
  for (const match of flat.matchAll(lettersDo)) {
    const text = match[1] ?? match[2] ?? '';
    if (!OF_THE_TRADE.test(text) && !/^PT$/.test(text))
      spans.push({ ...endOf(match, match[0], 'pattern/operator'), end: match.index + text.trimEnd().length });
  }
  for (const match of flat.includes(':') ? flat.matchAll(behindColon) : [])
    if (isUnknown(match[1] ?? '')) spans.push(endOf(match, match[1] ?? '', 'pattern/operator'));
  const inBrackets = flat.includes('(') ? [...flat.matchAll(bracketed)] : [];
  for (const match of [...flat.matchAll(operator), ...written, ...inBrackets]) {
    const start = match.index + match[0].lastIndexOf(match[1] ?? '');
    if (/\p{Lu}{2}|\p{Lu}\. ?\p{Lu}\./u.test(match[1] ?? '') && !OF_THE_TRADE.test(match[1] ?? ''))
      spans.push({
        start,
        end: start + (match[1]?.length ?? 0),
        category: 'name',
        rule: 'pattern/operator',
        confidence: 0.7,
      });
  }
  return spans;
}

/** A title, or the word that begins the next sentence: `discussed with the ordering Dr. Findings were told`. */
function isNoCall(word: string, after: string): boolean {
  return titles.has(foldWord(word)) || roles.has(foldWord(word)) || (/^ \p{Ll}/u.test(after) && BEGINS.test(word));
}

/** Small letters that are no word. */
function isInitials(text: string): boolean {
  return (
    /^[\p{Ll}/]+$/u.test(text) &&
    !text.split('/').some((part) => SMALL_WORDS.has(part) || wordLevel(foldWord(part)) === 'technical')
  );
}

const SMALL_WORDS = new Set(
  'me my us you him her his she he it its the our who all one two six ten us no yes na tbd tba see ask any and or not per new old day ct mr mri pet us xr rt md np pa rn do cd ai fax dr staff'.split(
    ' ',
  ),
);

/** The last characters of a match. */
function endOf(match: RegExpExecArray, text: string, rule: string): TextSpan {
  const end = match.index + match[0].length;
  return { start: end - text.length, end, category: 'name', rule, confidence: 0.7 };
}

function isUnknown(text: string): boolean {
  const fold = foldWord(text);
  return wordLevel(fold) === 'plain' && !isTechnicalForm(fold);
}

/** Capitals that are short for nothing, or an initial and a family name. */
function isLogin(text: string, names: Gazetteer): boolean {
  const fold = foldWord(text);
  if (wordLevel(fold) !== 'plain' || isTechnicalForm(fold) || OF_THE_TRADE.test(text) || isMethod(text)) return false;
  return (
    /^\p{Lu}/u.test(text) ||
    (fold.length > 4 && (names.family.has(fold.slice(1)) || names.family.has(fold.slice(0, -1))))
  );
}
