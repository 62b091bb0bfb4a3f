// Makes spellings comparable. `flatten` keeps every index, so that spans found in the result hold for the original.

/** One to one by UTF-16 unit: full-width forms, typographic dashes, quotes and spaces, and other scripts' digits become ASCII. */
export function flatten(text: string): string {
  let result = '';
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0xa0) continue;
    const flat = flatUnit(code);
    if (flat === code) continue;
    result += text.slice(copied, at) + String.fromCharCode(flat);
    copied = at + 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** Letters of phonetics that look like capitals, by what they look like. */
const smallCapitals: ReadonlyMap<number, number> = new Map(
  [...'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꞯqǫqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz'.matchAll(/(.)([a-z])/gu)].map(
    ([, small = '', plain = '']): [number, number] => [small.charCodeAt(0), plain.charCodeAt(0)],
  ),
);

function flatUnit(code: number): number {
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x3000) return 0x20;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return 0x2d;
  if (code === 0x2018 || code === 0x2019 || code === 0x02bc || code === 0xb4) return 0x27;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code >= 0x24b6 && code <= 0x24cf) return code - 0x24b6 + 0x41;
  if (code >= 0x24d0 && code <= 0x24e9) return code - 0x24d0 + 0x61;
  if (
    (code >= 0x1d00 && code <= 0x1d22) ||
    (code >= 0x25f && code <= 0x29f) ||
    code === 0x1eb ||
    (code >= 0xa730 && code <= 0xa7af)
  )
    return smallCapitals.get(code) ?? code;
  if (code >= 0x0660 && code <= 0x0669) return code - 0x0660 + 0x30;
  if (code >= 0x06f0 && code <= 0x06f9) return code - 0x06f0 + 0x30;
  if (code >= 0x0966 && code <= 0x096f) return code - 0x0966 + 0x30;
  return code;
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'n',
  ħ: 'h',
  ə: 'e',
  ς: 'σ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ـ: '',
};
/** Cyrillic and Greek letters that look like Latin ones: in a word with Latin letters they stand for these. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  [...'аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdһhӏlԛqԝwαaβbεeηnιiκkνvοoρpτtυuχx'.matchAll(/(.)([a-z])/gu)].map(
    ([, other = '', latin = '']): [string, string] => [other, latin],
  ),
);
const latin = /\p{Script=Latin}/u;
const cyrillicOrGreek = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

const special = /[ßøæœłđðþıŋħəςأإآىةـ]/g;

/** A word in lower case without marks: Müller is muller, Groß is gross, Sørensen is sorensen. Han, kana and hangul stay as they are. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  // Mathematical capitals have no small letters before they are decomposed.
  const plain = lower.normalize('NFKD').toLowerCase();
  // Two tests and not one of an order: what goes over a long run of letters must not begin anew at each.
  const isMixed = cyrillicOrGreek.test(plain) && latin.test(plain);
  const own = isMixed ? plain.replace(/./gu, (letter) => lookalikes.get(letter) ?? letter) : plain;
  return own
    .replace(/[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+/gu, '')
    .replace(special, (letter) => letters[letter] ?? letter)
    .normalize('NFC');
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Every folded form under which a text may write the word: ü as u or ue, ø as o or oe, å as a or aa, and back. */
export function foldVariants(word: string): readonly string[] {
  const folded = foldWord(word);
  if (isAscii(word) && !/[aou]e|aa/.test(folded)) return [folded];
  const long = foldWord(
    word
      .toLowerCase()
      .normalize('NFC')
      .replace(/[äöüøå]/g, (letter) => (letter === 'å' ? 'aa' : `${foldWord(letter)}e`)),
  );
  const short = folded.replace(/([aou])e/g, '$1').replace(/aa/g, 'a');
  return [...new Set([folded, long, short.length >= 3 ? short : folded])];
}
