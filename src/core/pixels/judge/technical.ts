// Texts that tell of the image and of nobody: values with units, orientations, scales, words of images and of makers.
import { flatten } from '../../text/fold.js';
import { isTechnicalForm, wordLevel } from '../../text/vocabulary.js';

/** In lower case; µ as u. */
const UNITS = `
  mm cm m um ml l mm2 cm2 cm3 mm/s cm/s m/s khz mhz hz kv kvp ma mas uas ms s sec min msec us hu gy cgy mgy dgy
  mgycm dgycm2 ugym2 gycm2 sv msv mbq kbq bq kev mev db fps dpi px % deg ° t w mw bpm mmhg kg/m2 fr hr x ppm ev
  suv g/ml kbq/ml bq/ml c
`
  .trim()
  .split(/\s+/u)
  .join('|');
const NUMBER = '[+-]?\\d{1,5}(?:[.,]\\d{1,4})?';
const VALUE = new RegExp(`^(?:${NUMBER})(?:[x*:/-](?:${NUMBER}))*(?:${UNITS})?$`, 'u');
const UNIT = new RegExp(`^(?:${UNITS})$`, 'u');
/** A year can be one of birth; a long number can be anybody's; three parts can be a date or a time of day. */
const YEAR = /(?:^|\D)(?:19|20)\d\d(?:\D|$)/u;
const LONG = /\d{5}/u;
const THREE = /\d[./:-]\d+[./:-]\d/u;

/** Abbreviations and names that screens of makers show, besides words of medicine. */
const WORDS: ReadonlySet<string> = new Set(
  `l r a p h f s i h/f ap pa lat ll rl rao lao rcc lcc rmlo lmlo mlo cc lm ml rcca lcca lpo rpo im se ser img image
  study acq ww wl wc w c z zoom fov thk thick slice sl st th sp loc pos spc dfov sfov kv kvp ma mas te tr ti fa nex
  nsa etl tse fse gre se flair dwi adc swi tof t1 t2 t1w t2w pd stir mip minip mpr vrt ax axial cor coronal sag
  sagittal obl oblique rec recon std soft bone lung brain pre post con contrast mi tis tib tic tim gain gn dr dyn
  range depth freq frq frequency map persist per pers thi ctri pwr power fr frame frames cine hz pat pat- res gen
  pen prf wf sv angle focus 2d 3d 4d bmode b-mode m-mode mmode cf cfm pw cw color colour doppler ce abd abdomen
  thyroid ob gyn msk cardiac adult vasc vascular small parts ef edv esv lv rv la ra ao mv tv pv av ivs lvid lvpw
  lvot vti pg vel max mean min edd ga bpd hc ac fl efw afi crl dist distance area vol volume length width height
  angle ratio caliper cal d1 d2 v1 v2 ge siemens philips toshiba canon hitachi fuji fujifilm samsung medison mindray
  esaote hologic agfa carestream kodak konica shimadzu healthcare medical systems hd hdi ie33 epiq affiniti acuson
  sequoia logiq voluson vivid aplio aixplorer sonosite supine prone erect upright standing sitting left right
  anterior posterior superior inferior portable mobile exam preset page no not for diagnostic use of and the to in
  on off at with auto manual normal low high med medium lossy lossless jpeg ei di exi s-value exposure index target`.split(
    /\s+/u,
  ),
);

/** What a reader takes for one another, each with what it may be: told only of words that have digits and letters. */
const AS_DIGIT: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', '|': '1', q: '9' };
const AS_LETTER: Readonly<Record<string, string>> = { 0: 'o', 1: 'l' };

/** True where every word of the text is technical. */
export function isTechnical(text: string): boolean {
  const flat = flatten(text).replaceAll('µ', 'u').replaceAll('μ', 'u').toLowerCase();
  const digits = flat.replace(/(?<=\d)[oil|q]+(?=\d)/gu, (letters) =>
    [...letters].map((letter) => AS_DIGIT[letter] ?? letter).join(''),
  );
  if ([flat, digits].some((text) => YEAR.test(text) || LONG.test(text) || THREE.test(text))) return false;
  const words = flat.split(/[\s=:;,()[\]{}<>~_#]+/u).filter((word) => word !== '' && !/^[-./+*|'"^!?]+$/u.test(word));
  return words.length > 0 && words.every(isTechnicalWord);
}

function isTechnicalWord(word: string): boolean {
  const bare = word.replace(/^[-./+*|'"^]+|[-./|'"^!?]+$/gu, '');
  return [bare, ...spellings(bare)].some(isTechnicalSpelling);
}

function spellings(word: string): readonly string[] {
  if (!/\d/u.test(word) || !/\p{L}/u.test(word)) return [];
  // Where a unit or a name begins, nothing is taken for digits any more.
  const [, number = '', rest = ''] = /^([\d.,oil|q]*)(.*)$/u.exec(word) ?? [];
  const digits = number.replace(/[oil|q]/gu, (letter) => AS_DIGIT[letter] ?? letter);
  const letters = word.replace(/(?<=\p{L}\p{L})[01]/gu, (digit) => AS_LETTER[digit] ?? digit);
  return [...(/\d/u.test(number) && !LONG.test(digits) ? [digits + rest] : []), letters];
}

function isTechnicalSpelling(bare: string): boolean {
  if (bare === '' || WORDS.has(bare) || VALUE.test(bare) || UNIT.test(bare)) return true;
  // A value that runs into its name, such as kV120 or 3.5mm/sl.
  const pieces = bare.match(/\p{L}+|\d+(?:[.,]\d+)?|[^\p{L}\d]+/gu) ?? [];
  return (
    pieces.length <= 5 &&
    pieces.every((piece) => /^[^\p{L}]+$/u.test(piece) || WORDS.has(piece) || UNIT.test(piece) || isKnownWord(piece))
  );
}

function isKnownWord(word: string): boolean {
  return word.length >= 3 && wordLevel(word) !== 'guarded' && isTechnicalForm(word);
}
