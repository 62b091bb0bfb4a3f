// How (0008,0005) is spelt in the world, and what is made of values that make no sense.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { characterSet, guessCharacterSet } from '../../src/core/formats/dicom/charset/characterSet.js';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const latin = bytes('J\xe9r\xf4me');
const utf8 = new TextEncoder().encode('Jérôme');

describe('character sets: terms', () => {
  const spellings = {
    'ISO_IR 100': [
      'ISO_IR 100',
      'ISO IR 100',
      'ISO-IR 100',
      'ISO_IR_100',
      'iso_ir100',
      'ISOIR100',
      'ISO 2022 IR 100',
      'ISO 2022-IR 100',
      'ISO2022IR100',
      'IR 100',
      'iso8859-1',
      'ISO_8859_1',
      'iso8859',
      'latin1',
      'latin_1',
      ' ISO_IR 100 ',
      'ISO_IR 100\0',
    ],
    'ISO_IR 192': ['ISO_IR 192', 'ISO IR 192', 'ISO_IR_192', 'ISO 2022 IR 192', 'utf8', 'UTF-8', 'utf_8'],
  };
  for (const value of spellings['ISO_IR 100']) {
    it(`${JSON.stringify(value)} is ISO 8859-1`, () => {
      const charset = characterSet([value]);
      assert.equal(charset.known, true);
      assert.deepEqual(charset.terms, [value]);
      assert.equal(charset.decode(latin, 'PN'), 'Jérôme');
    });
  }
  for (const value of spellings['ISO_IR 192']) {
    it(`${JSON.stringify(value)} is UTF-8`, () => {
      assert.equal(characterSet([value]).known, true);
      assert.equal(characterSet([value]).decode(utf8, 'PN'), 'Jérôme');
    });
  }

  it('takes code pages that DICOM does not have', () => {
    assert.equal(characterSet(['windows-1252']).decodeStrict(bytes('O\x92Brien'), 'PN'), 'O’Brien');
    assert.equal(characterSet(['cp1251']).decodeStrict(bytes('\xcb\xfe'), 'PN'), 'Лю');
    const shiftJis = characterSet(['shift_jis']);
    assert.equal(shiftJis.decodeStrict(bytes('\x8e\x52\x93\x63\xd4'), 'PN'), '山田ﾔ');
    assert.deepEqual(shiftJis.encode('山田ﾔ', 'PN'), bytes('\x8e\x52\x93\x63\xd4'));
    assert.equal(characterSet(['euc_kr']).decodeStrict(bytes('\xc8\xab'), 'PN'), '홍');
  });

  it('no value and an empty value are the default repertoire', () => {
    for (const terms of [[], [''], ['ISO_IR 6'], ['ISO 2022 IR 6'], ['ASCII']]) {
      const charset = characterSet(terms);
      assert.equal(charset.known, true);
      assert.equal(charset.decode(bytes('Doe^Jane'), 'PN'), 'Doe^Jane');
      assert.equal(charset.decode(latin, 'PN'), 'J\ufffdr\ufffdme');
      assert.equal(charset.decodeStrict(latin, 'PN'), undefined);
    }
  });

  it('says that it does not know', () => {
    for (const terms of [['ISO_IR 999'], ['klingon'], ['ISO_IR 100', 'wrong'], ['', 'ISO 2022 IR 1000']]) {
      assert.equal(characterSet(terms).known, false);
    }
    assert.equal(characterSet(['klingon']).decode(bytes('Doe'), 'PN'), 'Doe');
    assert.equal(characterSet(['ISO_IR 100', 'wrong']).decode(latin, 'PN'), 'Jérôme');
  });

  it('a set without code extension among others', () => {
    const pairs: readonly (readonly [terms: readonly string[], known: boolean, coded: Uint8Array])[] = [
      [['', 'ISO_IR 192'], true, utf8],
      [['ISO_IR 192', ''], true, utf8],
      [['ISO_IR 192', 'ISO 2022 IR 100'], false, utf8],
      [['ISO 2022 IR 100', 'ISO_IR 192'], false, latin],
      [['ISO 2022 IR 100', 'GB18030'], false, latin],
    ];
    for (const [terms, known, coded] of pairs) {
      assert.equal(characterSet(terms).known, known, terms.join());
      assert.equal(characterSet(terms).decode(coded, 'PN'), 'Jérôme', terms.join());
    }
  });

  it('understands a set that was called without being declared, and says so', () => {
    const coded = bytes('Yamada=\x1b$B;3ED\x1b(B');
    for (const terms of [[], ['ISO_IR 100']]) {
      assert.equal(characterSet(terms).decode(coded, 'PN'), 'Yamada=山田');
      assert.equal(characterSet(terms).decodeStrict(coded, 'PN'), undefined);
    }
    assert.equal(characterSet(['ISO 2022 IR 87']).decodeStrict(coded, 'PN'), 'Yamada=山田');
  });

  it('takes the Korean set as the first one, as files have it', () => {
    const charset = characterSet(['ISO 2022 IR 149']);
    assert.equal(charset.decodeStrict(bytes('\xc8\xab^\xb1\xe6\xb5\xbf'), 'PN'), '홍^길동');
    assert.equal(charset.decodeStrict(bytes('\x1b$)C\xc8\xab^\xb1\xe6\xb5\xbf'), 'PN'), '홍^길동');
    assert.deepEqual(charset.encode('홍^길동', 'PN'), bytes('\xc8\xab^\xb1\xe6\xb5\xbf'));
  });

  it('an escape sequence that DICOM does not have is no text', () => {
    assert.equal(characterSet(['ISO_IR 100']).decode(bytes('a\x1bZb'), 'LO'), 'a\ufffdZb');
    assert.equal(characterSet(['ISO_IR 100']).decode(bytes('a\x1b'), 'LO'), 'a\ufffd');
  });

  it('broken multi-byte text does not swallow what follows', () => {
    assert.equal(characterSet(['', 'ISO 2022 IR 149']).decode(bytes('\x1b$)C\xc8^A'), 'PN'), '\ufffd^A');
    assert.equal(characterSet(['GB18030']).decode(bytes('\xff\\a\x81'), 'LO'), '\ufffd\\a\ufffd');
    assert.equal(characterSet(['ISO_IR 192']).decode(bytes('\xe7\x8e^A'), 'PN'), '\ufffd^A');
    assert.equal(characterSet(['', 'ISO 2022 IR 87']).decode(bytes('\x1b$B;\r\nA'), 'LT'), '\ufffd\r\nA');
  });
});

describe('character sets: a guess', () => {
  it('valid UTF-8, else Latin-1, escape sequences obeyed', () => {
    assert.equal(guessCharacterSet(utf8).decode(utf8, 'PN'), 'Jérôme');
    assert.equal(guessCharacterSet(latin).decode(latin, 'PN'), 'Jérôme');
    assert.equal(guessCharacterSet(bytes('\x1b$B;3ED\x1b(B')).decode(bytes('\x1b$B;3ED\x1b(B'), 'PN'), '山田');
    for (let byte = 0; byte < 256; byte++) {
      if (byte === 0x1b) continue;
      const one = new Uint8Array([byte]);
      assert.notEqual(guessCharacterSet(one).decodeStrict(one, 'LO'), undefined);
    }
  });
});
