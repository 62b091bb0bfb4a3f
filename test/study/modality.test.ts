// What a study of each kind lives by comes through `research` as it was, byte for byte: values that say how an image was made and what it
// means, and that name nobody (PS3.15 Annex E has them out of its table, or an option of this recipe keeps them).
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { el, privateBlock, sorted, sq, withElements } from '../support/dataset.js';
import { deidentify } from '../support/engine.js';
import { ctImage, srReport } from '../support/objects.js';
import { find, latin1, readFile } from '../support/read.js';

const code = (value: string, scheme: string, meaning: string): readonly ElementSpec[] => [
  el(0x00080100, 'SH', value),
  el(0x00080102, 'SH', scheme),
  el(0x00080104, 'LO', meaning),
];

interface Kind {
  readonly name: string;
  readonly own: readonly ElementSpec[];
  /** Where private elements stand, which are found by their place. */
  readonly also?: readonly number[];
}

const KINDS: readonly Kind[] = [
  {
    name: 'a CT scout',
    own: [
      el(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'LOCALIZER']),
      el(0x00180022, 'CS', 'SCOUT MODE'),
      el(0x00181030, 'LO', 'CHEST WITH CONTRAST'),
      el(0x00181151, 'IS', '20'),
      el(0x00189345, 'FD', 3.25),
    ],
  },
  {
    name: 'a diffusion image with private values of its maker',
    own: [
      el(0x00080060, 'CS', 'MR'),
      el(0x00180080, 'DS', '8000'),
      el(0x00180081, 'DS', '90'),
      el(0x00189087, 'FD', 1000),
    ],
    also: [0x00190010, 0x0019100c],
  },
  {
    name: 'an ultrasound loop',
    own: [
      el(0x00080060, 'CS', 'US'),
      sq(0x00186011, [
        [
          el(0x00186012, 'US', 1),
          el(0x00186018, 'UL', 0),
          el(0x0018601a, 'UL', 0),
          el(0x0018601c, 'UL', 15),
          el(0x0018601e, 'UL', 15),
          el(0x0018602c, 'FD', 0.02),
        ],
      ]),
      el(0x00181063, 'DS', '33.3'),
      el(0x00082144, 'IS', '30'),
      el(0x00186031, 'CS', 'CURVED LINEAR'),
    ],
  },
  {
    name: 'a mammogram',
    own: [
      el(0x00080060, 'CS', 'MG'),
      el(0x00181508, 'CS', 'MAMMOGRAPHIC'),
      el(0x00185101, 'CS', 'MLO'),
      el(0x00200062, 'CS', 'L'),
      el(0x00181405, 'IS', '1200'),
      sq(0x00540220, [[...code('399368009', 'SCT', 'medio-lateral oblique')]]),
    ],
  },
  {
    name: 'a PET slice',
    own: [
      el(0x00080060, 'CS', 'PT'),
      el(0x00280051, 'CS', ['DECY', 'ATTN', 'SCAT']),
      el(0x00541001, 'CS', 'BQML'),
      el(0x00541102, 'CS', 'START'),
      el(0x00541300, 'DS', '1234'),
      el(0x00541321, 'DS', '1.0331'),
    ],
  },
  {
    name: 'a dose plan',
    own: [
      el(0x00080060, 'CS', 'RTDOSE'),
      el(0x30040002, 'CS', 'GY'),
      el(0x30040004, 'CS', 'PHYSICAL'),
      el(0x3004000e, 'DS', '0.0001'),
    ],
  },
];

const DIFFUSION = privateBlock(0x0019, 0x10, 'SIEMENS MR HEADER', [[0x0c, el(0, 'IS', '1000')]]);

describe('what a study of its kind lives by', () => {
  for (const { name, own, also = [] } of KINDS) {
    it(`stays: ${name}`, async () => {
      const object = withElements(ctImage(), ...own, ...(also.length > 0 ? DIFFUSION : []));
      const before = readFile(writeFile(object)).elements;
      const { output } = await deidentify(writeFile(object), { recipe: 'research', pixels: 'none' });
      const after = readFile(output).elements;
      for (const tag of [...own.map((element) => element.tag), ...also]) {
        const was = find(before, tag);
        assert.ok(was !== undefined && was.bytes.length > 0, tag.toString(16));
        assert.deepEqual(find(after, tag)?.bytes, was.bytes, tag.toString(16));
      }
    });
  }

  it('stays: numbers of a dose report', async () => {
    const dose = sorted(
      el(0x0040a010, 'CS', 'CONTAINS'),
      el(0x0040a040, 'CS', 'NUM'),
      sq(0x0040a043, [[...code('113830', 'DCM', 'Mean CTDIvol')]]),
      sq(0x0040a300, [[sq(0x004008ea, [[...code('mGy', 'UCUM', 'mGy')]]), el(0x0040a30a, 'DS', '12.5')]]),
    );
    const report = withElements(srReport(), sq(0x0040a730, [dose]));
    const { output } = await deidentify(writeFile(report), { recipe: 'research' });
    const value = find(readFile(output).elements, 0x0040a730, 0, 0x0040a300, 0, 0x0040a30a);
    assert.equal(latin1(value), '12.5');
  });
});
