// The writer and the reader of the tests agree with each other, so that a mistake must be made twice to hide.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeDirectory } from '../../scripts/dicomDirectory.js';
import { bytesOf, EXPLICIT_BE, SYNTAX, writeElement, writeFile } from '../../scripts/dicomWriter.js';
import { el, privateBlock, raw, sorted, sq, unSq, withGroupLengths } from './dataset.js';
import { ctImage, PATIENT, rtStructureSet, srReport } from './objects.js';
import { find, latin1, readFile, utf8, walk } from './read.js';

describe('the tests own writer and reader', () => {
  for (const [name, syntax] of Object.entries(SYNTAX).slice(0, 4)) {
    it(`agree in ${name}`, () => {
      for (const object of [ctImage(), srReport(), rtStructureSet()]) {
        const bytes = writeFile(object, { syntax });
        const file = readFile(bytes);
        assert.equal(file.syntax, syntax);
        assert.deepEqual(
          file.elements.map((element) => element.tag),
          object.map((element) => element.tag),
        );
        assert.equal(utf8(find(file.elements, 0x00100010)), PATIENT.name);
      }
    });
  }

  it('agree on lengths of sequences and items, defined and undefined', () => {
    for (const outer of ['defined', 'undefined'] as const) {
      for (const inner of ['defined', 'undefined'] as const) {
        const object = [sq(0x00400275, [[el(0x00400007, 'LO', 'one')], [sq(0x00400008, [[]], inner)]], outer, inner)];
        const file = readFile(writeFile(object));
        assert.equal(latin1(find(file.elements, 0x00400275, 0, 0x00400007)), 'one');
        assert.equal(find(file.elements, 0x00400275, 1, 0x00400008)?.items?.length, 1);
      }
    }
  });

  it('agree on a sequence in UN, also in big endian', () => {
    const object = privateBlock(0x0019, 0x10, 'SAMPLE', [
      [1, unSq(0, [[el(0x00100010, 'PN', 'Lindqvist')]], 'undefined')],
      [2, unSq(0, [[el(0x00100010, 'PN', 'Lindqvist')]], 'defined')],
    ]);
    for (const syntax of [SYNTAX.explicit, SYNTAX.bigEndian]) {
      const file = readFile(writeFile(object, { syntax }));
      assert.equal(latin1(find(file.elements, 0x00191001, 0, 0x00100010)), 'Lindqvist');
      assert.equal(latin1(find(file.elements, 0x00191002, 0, 0x00100010)), 'Lindqvist');
    }
  });

  it('agree on fragments', () => {
    const object = [{ tag: 0x7fe00010, vr: 'OB', fragments: [bytesOf('one '), bytesOf('two2')], offsets: [0, 12] }];
    const file = readFile(writeFile(object, { syntax: SYNTAX.jpegBaseline }));
    assert.deepEqual(
      find(file.elements, 0x7fe00010)?.fragments?.map((part) => part.length),
      [8, 4, 4],
    );
  });

  it('write what they are told: odd lengths, lies, group lengths', () => {
    assert.equal(writeElement(raw(0x00100010, 'PN', bytesOf('odd'), false), EXPLICIT_BE).length, 11);
    const lie = writeElement({ ...el(0x00100010, 'PN', 'ab'), statedLength: 500 }, EXPLICIT_BE);
    assert.deepEqual([...lie.subarray(6, 8)], [1, 244]);
    const [first] = withGroupLengths([el(0x00080060, 'CS', 'CT')]);
    assert.deepEqual(first, el(0x00080000, 'UL', 10));
  });

  it('write a DICOMDIR whose offsets point at its records', () => {
    const image = (id: string) => ({ type: 'IMAGE', file: ['A', id], elements: [el(0x00200013, 'IS', '1')] });
    const roots = [
      { type: 'PATIENT', elements: [el(0x00100010, 'PN', 'One')], children: [image('1'), image('2')] },
      { type: 'PATIENT', elements: [el(0x00100010, 'PN', 'Two')] },
    ];
    for (const length of ['defined', 'undefined'] as const) {
      const bytes = writeDirectory(roots, { length });
      const { elements } = readFile(bytes);
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      const numbers = [...walk(elements)].filter((e) =>
        [0x00041200, 0x00041202, 0x00041400, 0x00041420].includes(e.tag),
      );
      const targets = numbers.map((e) => view.getUint32(e.valueOffset, true)).filter((offset) => offset !== 0);
      assert.equal(targets.length, 5);
      for (const target of targets) assert.equal(view.getUint32(target, true), 0xe000fffe);
    }
  });

  it('keep elements sorted', () => {
    assert.deepEqual(
      sorted(el(2, 'CS', 'b'), [el(1, 'CS', 'a')]).map((e) => e.tag),
      [1, 2],
    );
  });
});
