// Street addresses, postcodes and institutions by their form.
import { foldWord } from './fold.js';
import type { Pattern } from './patterns.js';
import { wordLevel } from './vocabulary.js';

const CAP = `\\p{Lu}[\\p{L}\\p{M}'.-]{1,24}`;
const CITY = `${CAP}(?: ${CAP}){0,2}`;
const STATES =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';
const ZIP = `(?:${STATES}),? \\d{5}(?:-\\d{4})?`;
const STREET_TYPE =
  'Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Boulevard|Blvd|Way|Terrace|Ter|Close|Crescent|Cres|Parkway|Pkwy|Highway|Hwy|Trail|Trl|Circle|Cir|Quay|Row|Gardens|Grove|Mews|Alley|Walk|Hill|Rise|Green|Loop|Pike|Turnpike';
const UK = '[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}';
const AFTER = `(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|#)\\.? ?[A-Za-z0-9-]{1,6})?(?:,? ${CITY}){0,2}(?:,? (?:${ZIP}|${UK}))?`;

const INSTITUTION =
  'Hospital|Hospitals|Infirmary|(?:Elementary |Primary |High |Middle |Grammar )School|Academy|Prison|Nursing Home|Care Home|Clinic|Clinics|Medical Cent(?:er|re)|Health Cent(?:er|re)|Imaging Cent(?:er|re)|Cancer Cent(?:er|re)|Healthcare|Sanatorium|Hospice|NHS (?:Foundation )?Trust|Health System|University Hospital|Klinikum|Klinik|Kliniken|Krankenhaus|Spital|Ziekenhuis|Sjukhus|Sykehus|Sygehus|Sairaala|Szpital';

/** In `GRADIENT 3 NORMAL Dr. Oberwinkel` a doctor follows a word of the trade, and no number, comma or postcode makes it a drive. */
function isAddress([text]: RegExpExecArray): boolean {
  const word = /([\p{L}\p{M}'-]+) Dr\.? \p{Lu}[^\d,]*$/u.exec(text)?.[1];
  return word === undefined || wordLevel(foldWord(word)) !== 'technical';
}

export const placePatterns: readonly Pattern[] = [
  {
    rule: 'pattern/address',
    category: 'place',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}.-])(?:(?:Flat|Apt|Unit|Suite) \\d{1,4}[A-Za-z]?,? )?\\d{1,5}[A-Za-z]?(?:-\\d{1,5})? (?:[NSEW]\\.? )?(?:${CAP} ){1,4}(?:${STREET_TYPE})(?![\\p{L}])\\.?${AFTER}`,
      'gu',
    ),
    confidence: 0.9,
    needs: 'digit',
    accepts: isAddress,
  },
  {
    rule: 'pattern/address',
    category: 'place',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:\\p{Lu}[\\p{L}-]{1,24} ){0,2}(?:\\p{Lu}[\\p{L}-]{1,24}(?:str\\.|straße|strasse|allee|weg|gasse|platz|damm|ufer|straat|laan|plein|gracht|kade|dreef|gatan|vägen|gata|veien|vej|gade|katu)|\\p{Lu}[\\p{L}-]{1,24} (?:Str\\.|Straße|Strasse|Allee|Weg|Platz|Ring)) \\d{1,4} ?[a-zA-Z]?(?:[-/]\\d{1,4}[a-z]?)?(?![\\p{L}\\p{N}])(?:,? (?:[A-Z]{1,2}-)?\\d{4,5}(?: [A-Z]{2})? ${CITY})?`,
      'gu',
    ),
    confidence: 0.9,
    needs: 'digit',
  },
  {
    rule: 'pattern/address',
    category: 'place',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:\\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|bd|chemin|allée|impasse|quai|cours|route)|(?:Calle|C/|Avenida|Avda\\.?|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa|Largo|ul\\.|Ulica|ulica)) [\\p{L}'.-]{1,24}(?: [\\p{L}'.-]{1,24}){0,4}(?:,? (?:n[º°.]? ?)?\\d{1,4}[a-zA-Z]?)?(?:,? \\d{4,5}(?:-\\d{3})? ${CITY})?`,
      'gu',
    ),
    confidence: 0.8,
    needs: 'digit',
    accepts: (match) => /\d/.test(match[0]),
  },
  {
    rule: 'pattern/address',
    category: 'place',
    expression:
      /(?<![\p{L}\p{N}-])(?:\d{1,4}-){1,3}\d{1,4},? (?:\p{Lu}[\p{L}]{1,20}-(?:cho|chome|machi|ku|shi|gun|mura|dori|ken|to|fu),? ?){1,4}(?:\p{Lu}\p{Ll}{2,16} ?)?(?:\d{3}-\d{4})?/gu,
    confidence: 0.9,
    needs: 'digit',
  },
  {
    rule: 'pattern/address',
    category: 'place',
    expression:
      /〒?\s?\d{3}-\d{4}\s?\p{Script=Han}{2,4}[都道府県](?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,12}[市区町村郡])?[\p{L}\p{N}-]{0,30}|\p{Script=Han}{2,3}[都道府県]\p{Script=Han}{1,8}[市区町村郡][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{0,12}(?:\d{1,4}[-丁目番地号]{1,2}){0,4}\d{0,4}/gu,
    confidence: 0.8,
  },
  {
    rule: 'pattern/postcode',
    category: 'place',
    expression: new RegExp(`(?<![\\p{L}\\p{N}])(?:${CITY}, ?)?${ZIP}(?![\\p{L}\\p{N}])`, 'gu'),
    confidence: 0.8,
    needs: 'digit',
  },
  {
    rule: 'pattern/postcode',
    category: 'place',
    expression:
      /(?<![\p{L}\p{N}])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}|[A-CEGHJ-NPR-TV-Z]\d[A-CEGHJ-NPR-TV-Z] \d[A-CEGHJ-NPR-TV-Z]\d)(?![\p{L}\p{N}])/gu,
    confidence: 0.7,
    needs: 'digit',
  },
  {
    rule: 'pattern/postcode',
    category: 'place',
    expression: new RegExp(`(?<=(?:in|aus|nach|from|,|PLZ:?) (?:D-|A-|CH-)?)\\d{5} ${CITY}(?![\\p{L}\\p{N}])`, 'gu'),
    confidence: 0.7,
    needs: 'digit',
  },
  {
    rule: 'pattern/institution',
    category: 'institution',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:(?:(?:St\\.?|Saint|The|de|of|and|&) |${CAP} ){0,4}${CAP} (?:${INSTITUTION})(?: (?:of|at|de) (?:the )?${CITY}| NHS (?:Foundation )?Trust)?)(?![\\p{L}])`,
      'gu',
    ),
    confidence: 0.7,
    accepts: (match) => !isGeneric(match[0]),
  },
  {
    rule: 'pattern/institution',
    category: 'institution',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:Universitäts(?:klinikum|klinik|spital|medizin)|Universitair Medisch Centrum|UMC|Klinikum|Krankenhaus|Kreiskrankenhaus|Stadtklinik|Kantonsspital|Inselspital|Spital|Praxis|Gemeinschaftspraxis|MVZ|Charité|CHU|CHR|Centre [Hh]ospitalier(?: [Uu]niversitaire)?|H[ôo]pital|Clinique|Polyclinique|Hospital(?= (?:de|del|da|do|Universit[aá]rio|General|Clínico|Sant?|Santa|Virgen|Nuestra|Nossa|São|das|dos|Regional|Civil))|Clínica|Ospedale|Policlinico|Azienda [Oo]spedaliera|Ziekenhuis)(?: (?:de|del|della|di|da|do|du|des|la|le|les|der|am|im|an|für|St\\.|San|Santa|das|dos|São|Virgen))* ${CAP}(?: (?!Befund|Patient|Untersuchung|Radiologie|Die |Der |Kein|Bitte)${CAP}){0,2}(?![\\p{L}])`,
      'gu',
    ),
    confidence: 0.7,
    accepts: (match) => !/ (?:Befund|Patient|Untersuchung|Radiologie)$/.test(match[0]),
  },
  {
    rule: 'pattern/institution',
    category: 'institution',
    expression:
      /(?<![\p{Script=Han}])(?!当|本|他|前|同|各|貴|大学|総合|専門|動物)[\p{Script=Han}\p{Script=Katakana}ー]{2,14}(?:病院|医院|クリニック|診療所|医療センター|醫院|医疗中心)|[\p{Script=Hangul}]{2,12}(?:병원|의원|의료원)/gu,
    confidence: 0.8,
  },
];

const genericWords =
  /^(?:the|a|an|this|our|your|other|outside|general|day|local|same|host|base|home|main|private|public|community|outpatient|inpatient|university|referring|veterinary|animal|children'?s|women'?s|pain|fracture|eye|chest|heart|breast|spine|diabetes|memory|sleep|dental|field|teaching|district|regional|county|surgical|medical|cancer|hospital|hospitals|clinic|clinics|infirmary|healthcare|center|centre|health|imaging|sanatorium|hospice|nhs|trust|system|of|and|at|de|radiology|orthopedic|orthopaedic|oncology|urology|neurology|cardiology|vascular|ent|gp|ct|mr|mri|us|xr|see|from|in|for|to|by|acute|stroke|emergency|virtual|mobile|foundation|urgent|primary|care|walk-in|prior|new|school|elementary|high|middle|grammar|academy|prison|nursing|state|federal)$/i;

/** Day Hospital, Fracture Clinic: no part names anybody. */
function isGeneric(text: string): boolean {
  return text.split(/[\s&]+/).every((word) => word === '' || genericWords.test(word.replace(/[.,]+$/, '')));
}
