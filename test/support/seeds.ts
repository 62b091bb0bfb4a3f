// A dozen well-formed files of very different build: what mutations start from. Each names the patient by MARKER.
import { type DirectoryRecord, writeDirectory } from '../../scripts/dicomDirectory.js';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { IDENTIFYING, MARKER } from './arbitraries.js';
import {
  curve,
  el,
  icon,
  overlay,
  privateBlock,
  raw,
  signature,
  sorted,
  sq,
  trailingPadding,
  unSq,
  withElements,
  withGroupLengths,
} from './dataset.js';
import { ctImage, rtStructureSet, srReport } from './objects.js';

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MARKED: readonly ElementSpec[] = IDENTIFYING.map(([tag, vr]) => el(tag, vr, MARKER));

function marked(elements: readonly ElementSpec[], ...more: readonly ElementSpec[]): readonly ElementSpec[] {
  return withElements(elements, ...MARKED, ...more);
}

const VENDOR = privateBlock(0x0019, 0x10, 'SAMPLE VENDOR', [
  [0x01, el(0, 'LO', MARKER)],
  [
    0x02,
    sq(
      0,
      [[el(0x00100010, 'PN', MARKER), ...privateBlock(0x0019, 0x20, 'INNER', [[1, el(0, 'LO', MARKER)]])]],
      'undefined',
    ),
  ],
  [0x03, unSq(0, [[el(0x00100010, 'PN', MARKER)]], 'undefined')],
  [0x04, unSq(0, [[el(0x00100020, 'LO', MARKER)]], 'defined')],
]);

const REQUEST = [el(0x00400007, 'LO', 'CHEST'), el(0x00100020, 'LO', MARKER)];
const DEEP = sq(
  0x00400275,
  [[sq(0x00400008, [[sq(0x00081140, [REQUEST], 'undefined')]], 'defined', 'undefined')], REQUEST],
  'undefined',
  'defined',
);

function directory(): Uint8Array {
  const leaf = (id: string): DirectoryRecord => ({
    type: 'IMAGE',
    file: ['CT', id],
    sopClass: '1.2.840.10008.5.1.4.1.1.2',
    sopInstance: `1.2.826.0.1.3680043.10.1500.4.${id.slice(-1)}`,
    elements: [el(0x00200013, 'IS', id.slice(-1))],
  });
  const series: DirectoryRecord = {
    type: 'SERIES',
    elements: [el(0x00080060, 'CS', 'CT')],
    children: [leaf('IM1'), leaf('IM2')],
  };
  const study: DirectoryRecord = { type: 'STUDY', elements: [el(0x00080050, 'SH', MARKER)], children: [series] };
  const names = [el(0x00100010, 'PN', MARKER), el(0x00100020, 'LO', MARKER)];
  return writeDirectory([{ type: 'PATIENT', elements: names, children: [study] }], { length: 'undefined' });
}

const { explicit, implicit, bigEndian, deflated, jpegBaseline, rle } = SYNTAX;
const FRAGMENT = Uint8Array.from({ length: 60 }, (_, index) => index * 3);

/** Built once per call; the same bytes each time. */
export function seeds(): readonly Seed[] {
  const ct = ctImage().filter((element) => element.tag !== 0x7fe00010);
  const frames: ElementSpec = {
    tag: 0x7fe00010,
    vr: 'OB',
    fragments: [FRAGMENT, FRAGMENT, FRAGMENT],
    offsets: [0, 68, 136],
  };
  const pixels = raw(0x7fe00010, 'OW', bytesOf(FRAGMENT, FRAGMENT));
  return [
    { name: 'explicit', bytes: writeFile(marked(ct, DEEP, pixels)) },
    {
      name: 'implicit with private blocks',
      bytes: writeFile(marked(ct, DEEP, ...VENDOR, pixels), { syntax: implicit }),
    },
    { name: 'big endian', bytes: writeFile(marked(ct, DEEP, ...VENDOR), { syntax: bigEndian }) },
    { name: 'deflated', bytes: writeFile(marked(ct, DEEP, ...VENDOR), { syntax: deflated }) },
    { name: 'encapsulated', bytes: writeFile(marked(ct, frames), { syntax: jpegBaseline }) },
    { name: 'encapsulated, padded', bytes: writeFile(marked(ct, frames, trailingPadding(20)), { syntax: rle }) },
    { name: 'bare implicit', bytes: writeFile(marked(ct, pixels), { syntax: implicit, preamble: false, meta: false }) },
    {
      name: 'wrong syntax',
      bytes: writeFile(marked(ct), { syntax: explicit, encoding: { explicit: false, littleEndian: true } }),
    },
    {
      name: 'graphics and signature',
      bytes: writeFile(sorted(marked(ct, icon(), ...signature(), ...overlay(), ...curve()))),
    },
    { name: 'stale group lengths', bytes: writeFile(withGroupLengths(marked(ct, DEEP), undefined, 6)) },
    { name: 'report', bytes: writeFile(marked(srReport())) },
    { name: 'structure set', bytes: writeFile(marked(rtStructureSet()), { syntax: implicit }) },
    { name: 'vendor', bytes: writeFile(marked(ct, ...VENDOR)) },
    { name: 'directory', bytes: directory() },
  ];
}
