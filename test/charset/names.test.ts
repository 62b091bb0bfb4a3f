// The worked names of PS3.5 Annexes H to K and of the single-byte sets, byte for byte in both directions.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { characterSet } from '../../src/core/formats/dicom/charset/characterSet.js';

/** Bytes of a string with one character a byte. */
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const NAMES: readonly (readonly [where: string, terms: string, coded: string, text: string])[] = [
  ['ISO 8859-1', 'ISO_IR 100', 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
  ['ISO 8859-1', 'ISO_IR 100', '\xc4neas^R\xfcdiger', 'Äneas^Rüdiger'],
  ['ISO 8859-2', 'ISO_IR 101', 'W\xb3odzimierz^\xa3ukasz', 'Włodzimierz^Łukasz'],
  ['ISO 8859-3', 'ISO_IR 109', '\xa1amrun^\xacor\xf8', 'Ħamrun^Ĵorĝ'],
  ['ISO 8859-4', 'ISO_IR 110', '\xa9v\xe0rinks^R\xf2lis', 'Švārinks^Rōlis'],
  ['ISO 8859-5', 'ISO_IR 144', '\xbb\xee\xda\x63\x65\xdc\xd1\xe3\xe0\xd3', 'Люкceмбург'],
  ['ISO 8859-6', 'ISO_IR 127', '\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1', 'قباني^لنزار'],
  ['ISO 8859-7', 'ISO_IR 126', '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
  ['ISO 8859-8', 'ISO_IR 138', '\xf9\xf8\xe5\xef^\xe3\xe1\xe5\xf8\xe4', 'שרון^דבורה'],
  ['ISO 8859-9', 'ISO_IR 148', '\xc7avu\xfeo\xf0lu^\xddsmet', 'Çavuşoğlu^İsmet'],
  ['ISO 8859-15', 'ISO_IR 203', '\xbcuvre^\xa6ime\xa4', 'Œuvre^Šime€'],
  ['TIS 620', 'ISO_IR 166', '\xca\xc1\xaa\xd2\xc2^\xe3\xa8\xb4\xd5', 'สมชาย^ใจดี'],
  ['JIS X 0201', 'ISO_IR 13', '\xd4\xcf\xc0\xde^\xc0\xdb\xb3', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
  [
    'H.3.1',
    '\\ISO 2022 IR 87',
    'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B',
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
  ],
  [
    'H.3.2',
    'ISO 2022 IR 13\\ISO 2022 IR 87',
    '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J',
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
  ],
  [
    'I.2',
    '\\ISO 2022 IR 149',
    'Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf',
    'Hong^Gildong=洪^吉洞=홍^길동',
  ],
  ['J.1', 'ISO_IR 192', 'Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1=', 'Wang^XiaoDong=王^小東='],
  ['J.3', 'GB18030', 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=', 'Wang^XiaoDong=王^小东='],
  ['J.3', 'GBK', 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=', 'Wang^XiaoDong=王^小东='],
  ['K.2', '\\ISO 2022 IR 58', 'Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab=', 'Zhang^XiaoDong=张^小东='],
  ['two sets of one byte', 'ISO 2022 IR 6\\ISO 2022 IR 100', 'Buc^J\x1b-A\xe9r\xf4me', 'Buc^Jérôme'],
  [
    'a first set that has to be active again before a delimiter',
    'ISO 2022 IR 100\\ISO 2022 IR 144',
    'R\xfcdiger \x1b-L\xbb\xee\x1b-A^\xc4',
    'Rüdiger Лю^Ä',
  ],
  ['JIS X 0212', '\\ISO 2022 IR 87\\ISO 2022 IR 159', '\x1b$(D0"\x1b$B;3\x1b(B^A', '丄山^A'],
];

describe('character sets: names', () => {
  for (const [where, terms, coded, text] of NAMES) {
    it(`${where}: ${terms}`, () => {
      const charset = characterSet(terms.split('\\'));
      assert.equal(charset.known, true);
      assert.equal(charset.decode(bytes(coded), 'PN'), text);
      assert.equal(charset.decodeStrict(bytes(coded), 'PN'), text);
      assert.deepEqual(charset.encode(text, 'PN'), bytes(coded));
    });
  }

  it('I.3: Korean lines, the set called again on each', () => {
    const charset = characterSet(['', 'ISO 2022 IR 149']);
    const coded = 'First \x1b$)C\xb1\xe6\xb5\xbf.\r\nSecond, \x1b$)C\xc8\xab \\ \xc8\xab.\r\nThird';
    const text = 'First 길동.\r\nSecond, 홍 \\ 홍.\r\nThird';
    assert.equal(charset.decodeStrict(bytes(coded), 'LT'), text);
    assert.deepEqual(charset.encode(text, 'LT'), bytes(coded));
  });

  it('a backslash ends what was called where the VR has several values, and only there', () => {
    const charset = characterSet(['', 'ISO 2022 IR 149']);
    const coded = bytes('\x1b$)C\xc8\xab\\\xc8\xab');
    assert.equal(charset.decode(coded, 'ST'), '홍\\홍');
    assert.equal(charset.decode(coded, 'LO'), '홍\\\ufffd\ufffd');
    assert.equal(charset.decodeStrict(coded, 'LO'), undefined);
    assert.deepEqual(charset.encode('홍\\홍', 'LO'), bytes('\x1b$)C\xc8\xab\\\x1b$)C\xc8\xab'));
  });

  it('^ and = end what was called in names only', () => {
    const charset = characterSet(['', 'ISO 2022 IR 126']);
    assert.equal(charset.decode(bytes('\x1b-F\xc4^\xe9'), 'LO'), 'Δ^ι');
    assert.equal(charset.decode(bytes('\x1b-F\xc4^\xe9'), 'PN'), 'Δ^\ufffd');
  });
});

describe('character sets: values', () => {
  const split = (terms: string, vr: string, coded: string) =>
    characterSet(terms.split('\\')).decode(bytes(coded), vr).split('\\');

  it('text is cut at backslashes', () => {
    assert.deepEqual(split('ISO_IR 100', 'LO', 'a\\\xe9\\'), ['a', 'é', '']);
    assert.deepEqual(split('ISO_IR 192', 'SH', '\xe7\x8e\x8b\\b'), ['王', 'b']);
    assert.deepEqual(split('ISO_IR 100', 'CS', 'A\\B'), ['A', 'B']);
    assert.deepEqual(split('ISO_IR 100', 'LO', ''), ['']);
  });

  it('the second byte of GB18030 and GBK is none', () => {
    assert.equal(split('GB18030', 'LO', '\x81\x5c\\\x95\x5c').length, 2);
    assert.equal(split('GBK', 'PN', '\x81\x5c^\x81\x5c').length, 1);
    assert.equal(split('GB18030', 'LO', '\x81\x30\x81\x30\\x')[1], 'x');
    assert.deepEqual(split('GB18030', 'LO', '\x95\x5c\\\x95\x5c'), ['昞', '昞']);
  });

  it('nor is a byte 5C of a JIS character', () => {
    assert.deepEqual(split('\\ISO 2022 IR 87', 'LO', '\x1b$B0\\\x1b(B\\b').slice(1), ['b']);
  });
});
