// Characters by their names in HTML: Latin letters with marks, Greek, Cyrillic, and the signs that stand in names and addresses.

const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  macr: '\u0304',
  breve: '\u0306',
  dot: '\u0307',
  uml: '\u0308',
  ring: '\u030a',
  dblac: '\u030b',
  caron: '\u030c',
  cedil: '\u0327',
  ogon: '\u0328',
};
const MARKED = new RegExp(`^([A-Za-z])(${Object.keys(MARKS).join('|')})$`, 'u');

/** Names of letters in the order of their alphabet; the first letter of a name is upper case for capitals. */
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';
const CYRILLIC = 'a b v g d ie zh z i j k l m n o p r s t u f kh ts ch sh shch hard y soft e yu ya';

const NAMED: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    amp: '&',
    apos: "'",
    quot: '"',
    lt: '<',
    gt: '>',
    comma: ',',
    period: '.',
    colon: ':',
    semi: ';',
    sol: '/',
    lowbar: '_',
    Hat: '^',
    num: '#',
    commat: '@',
    lpar: '(',
    rpar: ')',
    hyphen: '-',
    dash: '-',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    Tab: '\t',
    NewLine: '\n',
    shy: '\u00ad',
    zwj: '\u200d',
    zwnj: '\u200c',
    szlig: 'ß',
    aelig: 'æ',
    AElig: 'Æ',
    oelig: 'œ',
    OElig: 'Œ',
    oslash: 'ø',
    Oslash: 'Ø',
    eth: 'ð',
    ETH: 'Ð',
    thorn: 'þ',
    THORN: 'Þ',
    imath: 'ı',
    inodot: 'ı',
    lstrok: 'ł',
    Lstrok: 'Ł',
    dstrok: 'đ',
    Dstrok: 'Đ',
    hstrok: 'ħ',
    Hstrok: 'Ħ',
    iocy: 'ё',
    IOcy: 'Ё',
  }),
  ...GREEK.split(' ').flatMap((name, at) => cased(name, 0x3b1 + at, capital(name))),
  ...CYRILLIC.split(' ').flatMap((name, at) => cased(`${name}cy`, 0x430 + at, capitals(name))),
]);

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** All of a Cyrillic name is in capitals but its last letters. */
function capitals(name: string): string {
  return `${name.toUpperCase()}cy`;
}

/** A small letter and its capital, 32 before it in both alphabets. */
function cased(name: string, code: number, upper: string): [string, string][] {
  return [
    [name, String.fromCharCode(code)],
    [upper, String.fromCharCode(code - 32)],
  ];
}

/** @param name without its ampersand and semicolon; undefined where it is the name of nothing known here */
export function entity(name: string): string | undefined {
  const [, letter, mark] = MARKED.exec(name) ?? [];
  if (letter === undefined || mark === undefined) return NAMED.get(name);
  return (letter + (MARKS[mark] ?? '')).normalize('NFC');
}
