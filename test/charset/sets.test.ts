// Whole code tables, both ways, and what is not in them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  type CharacterSet,
  characterSet,
  guessCharacterSet,
} from '../../src/core/formats/dicom/charset/characterSet.js';

/** How many of the bytes A0-FF have a character. */
const SINGLE: readonly (readonly [term: string, defined: number])[] = [
  ['ISO_IR 100', 96],
  ['ISO_IR 101', 96],
  ['ISO_IR 109', 89],
  ['ISO_IR 110', 96],
  ['ISO_IR 144', 96],
  ['ISO_IR 127', 51],
  ['ISO_IR 126', 93],
  ['ISO_IR 138', 60],
  ['ISO_IR 148', 96],
  ['ISO_IR 203', 96],
  ['ISO_IR 166', 88],
  ['ISO_IR 13', 63],
];

const MULTI = ['ISO 2022 IR 87', 'ISO 2022 IR 159', 'ISO 2022 IR 149', 'ISO 2022 IR 58'];

function roundTrip(charset: CharacterSet, text: string, vr: string): void {
  const coded = charset.encode(text, vr);
  assert.ok(coded !== undefined);
  // Not assert.equal: it would print tens of thousands of characters.
  assert.ok(charset.decodeStrict(coded, vr) === text);
  const again = charset.encode(charset.decode(coded, vr), vr);
  assert.ok(again?.length === coded.length && again.every((byte, at) => byte === coded[at]));
}

/** Every character that a set can write. */
function repertoire(charset: CharacterSet): string {
  let all = '';
  let twins = 0;
  for (let point = 0xa0; point < 0x10000; point++) {
    if (point >= 0xd800 && point < 0xe000) continue;
    const character = String.fromCharCode(point);
    const coded = charset.encode(character, 'LT');
    if (coded === undefined) continue;
    // Characters that other tables give for a cell are written, and read back as the one of this table.
    if (charset.decode(coded, 'LT') === character) all += character;
    else twins++;
  }
  assert.ok(twins <= 6, `${twins}`);
  return all;
}

describe('character sets: tables', () => {
  for (const [term, defined] of SINGLE) {
    it(`${term}: each byte is one character or none, and comes back`, () => {
      const charset = characterSet([term]);
      let count = 0;
      for (let byte = 0x80; byte < 0x100; byte++) {
        const coded = new Uint8Array([byte]);
        const text = charset.decodeStrict(coded, 'LO');
        if (text === undefined) {
          assert.equal(charset.decode(coded, 'LO'), '\ufffd');
          continue;
        }
        // ISO's C1 controls, not the letters that Microsoft put there.
        if (byte < 0xa0) assert.equal(text.charCodeAt(0), byte);
        else count++;
        assert.deepEqual(charset.encode(text, 'LO'), coded);
      }
      assert.equal(count, defined);
    });
  }

  it('ISO 8859-15 is not ISO 8859-1', () => {
    const coded = new Uint8Array([0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe]);
    assert.equal(characterSet(['ISO_IR 203']).decode(coded, 'LO'), '€ŠšŽžŒœŸ');
    assert.equal(characterSet(['ISO_IR 100']).decode(coded, 'LO'), '¤¦¨´¸¼½¾');
  });

  for (const term of MULTI) {
    it(`${term}: all its characters come back`, () => {
      const charset = characterSet(['', term]);
      const all = repertoire(charset);
      const least = {
        'ISO 2022 IR 87': 6879,
        'ISO 2022 IR 159': 6067,
        'ISO 2022 IR 149': 8224,
        'ISO 2022 IR 58': 7445,
      };
      assert.ok(all.length >= (least[term as keyof typeof least] ?? 0), `${all.length}`);
      roundTrip(charset, all, 'LT');
    });
  }

  it('GB 2312 has no characters of GBK', () => {
    const charset = characterSet(['', 'ISO 2022 IR 58']);
    for (const character of '丂ⅰ€ɑ〆') assert.equal(charset.encode(character, 'LO'), undefined);
    assert.notEqual(characterSet(['GBK']).encode('丂', 'LO'), undefined);
  });

  it('GB18030 has all of Unicode', () => {
    const charset = characterSet(['GB18030']);
    let missing = 0;
    let all = '';
    for (let point = 0x80; point < 0x10000; point++) {
      if (point >= 0xd800 && point < 0xf900) continue;
      const character = String.fromCharCode(point);
      if (charset.encode(character, 'LT') === undefined) missing++;
      else all += character;
    }
    // U+FFFD stands for what could not be read, and is not written.
    assert.ok(missing <= 1, `${missing}`);
    roundTrip(charset, all, 'LT');
    roundTrip(charset, '\u{10000}\u{1f600}\u{20000}\u{10ffff}', 'LT');
    assert.equal(characterSet(['GBK']).encode('\u{20000}', 'LT'), undefined);
  });

  it('knows what it can not write', () => {
    assert.equal(characterSet([]).encode('é', 'LO'), undefined);
    assert.equal(characterSet(['ISO_IR 100']).encode('山', 'LO'), undefined);
    assert.equal(characterSet(['ISO_IR 192']).encode('\ud800', 'LO'), undefined);
    assert.equal(characterSet(['ISO_IR 100']).encode('\u001b-F', 'LO'), undefined);
    assert.equal(characterSet(['ISO_IR 13']).encode('¥', 'LO'), undefined);
    assert.equal(characterSet(['ISO_IR 100']).encode('é', 'CS'), undefined, 'CS has the default repertoire');
    assert.equal(characterSet(['ISO_IR 100']).decodeStrict(new Uint8Array([0xe9]), 'CS'), undefined);
  });

  it('writes what other tables call the same JIS character', () => {
    const charset = characterSet(['', 'ISO 2022 IR 87']);
    assert.deepEqual(charset.encode('\u301c', 'LO'), charset.encode('\uff5e', 'LO'));
    assert.notEqual(charset.encode('\u2212', 'LO'), undefined);
  });
});

const SETS = [
  [''],
  ['ISO_IR 100'],
  ['ISO_IR 192'],
  ['GB18030'],
  ['GBK'],
  ['shift_jis'],
  ['nonsense'],
  ['ISO 2022 IR 13', 'ISO 2022 IR 87', 'ISO 2022 IR 159'],
  ['', 'ISO 2022 IR 149', 'ISO 2022 IR 58'],
  ['ISO 2022 IR 100', 'ISO 2022 IR 144', 'ISO 2022 IR 126'],
];
const VRS = ['PN', 'LO', 'LT', 'UT', 'CS'];

describe('character sets: properties', () => {
  const anySet = fc.constantFrom(...SETS).map(characterSet);
  const anyVr = fc.constantFrom(...VRS);

  it('what is written is read back', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'Ab ^=\\\r\n\téÄЛюΔις山田ﾔﾏやま홍길동王小东丄Œ€'),
      maxLength: 24,
    });
    fc.assert(
      fc.property(anySet, anyVr, text, (charset, vr, value) => {
        const coded = charset.encode(value, vr);
        if (coded !== undefined) assert.equal(charset.decodeStrict(coded, vr), value);
      }),
      { numRuns: 3000 },
    );
  });

  it('any bytes are read without an error, and what strict reading gives is what lenient reading gives', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0x1b, 0x24, 0x28, 0x29, 0x2d, 0x41, 0x42, 0x44, 0x5c),
    );
    fc.assert(
      fc.property(anySet, anyVr, fc.array(byte, { maxLength: 30 }), (charset, vr, values) => {
        const coded = Uint8Array.from(values);
        const strict = charset.decodeStrict(coded, vr);
        const lenient = charset.decode(coded, vr);
        if (strict !== undefined) assert.equal(strict, lenient);
        guessCharacterSet(coded).decode(coded, vr);
      }),
      { numRuns: 3000 },
    );
  });
});
