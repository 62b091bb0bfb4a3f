// Real files, where a corpus lies beside the project: names read as published, written back as they were.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { characterSet } from '../../src/core/formats/dicom/charset/characterSet.js';

const FOLDER = path.resolve('../shared/corpus/dicom/charset/pydicom');

/** The text of the first Patient's Name, and whether its bytes are the form that PS3.5 asks writers for. */
const NAMES: readonly (readonly [file: string, name: string, standard: boolean])[] = [
  ['chrArab.dcm', 'قباني^لنزار', true],
  ['chrFren.dcm', 'Buc^Jérôme', true],
  ['chrFrenMulti.dcm', 'Buc^Jérôme', true],
  ['chrGerm.dcm', 'Äneas^Rüdiger', true],
  ['chrGreek.dcm', 'Διονυσιος', true],
  ['chrH31.dcm', 'Yamada^Tarou=山田^太郎=やまだ^たろう', true],
  ['chrH32.dcm', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう', true],
  ['chrHbrw.dcm', 'שרון^דבורה', true],
  ['chrI2.dcm', 'Hong^Gildong=洪^吉洞=홍^길동', true],
  ['chrJapMulti.dcm', 'やまだ^たろう', true],
  ['chrJapMultiExplicitIR6.dcm', 'やまだ^たろう', true],
  ['chrKoreanMulti.dcm', '김희중', false],
  ['chrRuss.dcm', 'Люкceмбypг', true],
  ['chrSQEncoding1.dcm', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう', false],
  ['chrX1.dcm', 'Wang^XiaoDong=王^小東=', true],
  ['chrX2.dcm', 'Wang^XiaoDong=王^小东=', true],
];

/** The value of the first element with this tag and VR, explicit VR little endian. */
function value(file: Buffer, tag: readonly number[], vr: string): Buffer | undefined {
  const at = file.indexOf(Buffer.from([...tag, ...Buffer.from(vr)]));
  return at < 0 ? undefined : file.subarray(at + 8, at + 8 + file.readUInt16LE(at + 6));
}

describe('character sets: files', () => {
  for (const [name, text, standard] of NAMES) {
    it(name, function () {
      const file = path.join(FOLDER, name);
      if (!existsSync(file)) {
        console.log('      skipped: no corpus');
        this.skip();
      }
      const bytes = readFileSync(file);
      const terms = value(bytes, [0x08, 0, 0x05, 0], 'CS')?.toString('latin1').trimEnd().split('\\') ?? [];
      const coded = value(bytes, [0x10, 0, 0x10, 0], 'PN');
      assert.ok(coded !== undefined);
      const charset = characterSet(terms);
      const decoded = charset.decodeStrict(coded, 'PN');
      assert.equal(decoded?.trimEnd(), text);
      const encoded = charset.encode(decoded ?? '', 'PN');
      assert.ok(encoded !== undefined);
      if (standard) assert.deepEqual(encoded, new Uint8Array(coded));
      else assert.equal(charset.decodeStrict(encoded, 'PN'), decoded);
    });
  }
});
