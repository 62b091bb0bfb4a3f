// Whole invented objects that tests start from: each names the patient of PATIENT and nobody else.
import type { ElementSpec } from '../../scripts/dicomWriter.js';
import { el, raw, sorted, sq } from './dataset.js';

export const PATIENT = {
  name: 'Lindqvist^Maria^Elsa',
  id: 'SMP-4711-88',
  birthDate: '19480229',
  accession: 'ACC90210',
  physician: 'Okafor^Samuel',
  institution: 'Sample Valley Hospital',
} as const;

export const CLASS = {
  ct: '1.2.840.10008.5.1.4.1.1.2',
  mr: '1.2.840.10008.5.1.4.1.1.4',
  us: '1.2.840.10008.5.1.4.1.1.6.1',
  secondaryCapture: '1.2.840.10008.5.1.4.1.1.7',
  sr: '1.2.840.10008.5.1.4.1.1.88.22',
  rtStructureSet: '1.2.840.10008.5.1.4.1.1.481.3',
} as const;

const ROOT = '1.2.826.0.1.3680043.10.1500';

function common(sopClass: string, modality: string, number: number): readonly ElementSpec[] {
  return [
    el(0x00080005, 'CS', 'ISO_IR 192'),
    el(0x00080016, 'UI', sopClass),
    el(0x00080018, 'UI', `${ROOT}.4.${number}`),
    el(0x00080020, 'DA', '20150403'),
    el(0x00080021, 'DA', '20150403'),
    el(0x00080023, 'DA', '20150403'),
    el(0x00080030, 'TM', '101500'),
    el(0x00080033, 'TM', '101730.250000'),
    el(0x00080050, 'SH', PATIENT.accession),
    el(0x00080060, 'CS', modality),
    el(0x00080070, 'LO', 'Sample Imaging'),
    el(0x00080080, 'LO', PATIENT.institution),
    el(0x00080090, 'PN', PATIENT.physician),
    el(0x00081030, 'LO', `Control for ${PATIENT.name.replaceAll('^', ' ')} 03/04/2015`),
    el(0x00100010, 'PN', PATIENT.name),
    el(0x00100020, 'LO', PATIENT.id),
    el(0x00100030, 'DA', PATIENT.birthDate),
    el(0x00100040, 'CS', 'F'),
    el(0x00101010, 'AS', '067Y'),
    el(0x0020000d, 'UI', `${ROOT}.1`),
    el(0x0020000e, 'UI', `${ROOT}.2`),
    el(0x00200010, 'SH', 'ST1'),
    el(0x00200011, 'IS', '1'),
    el(0x00200013, 'IS', String(number)),
  ];
}

function pixels(size: number): readonly ElementSpec[] {
  const bytes = Uint8Array.from({ length: size * size * 2 }, (_, index) => (index * 31 + (index >> 7)) & 0xff);
  return [
    el(0x00280002, 'US', 1),
    el(0x00280004, 'CS', 'MONOCHROME2'),
    el(0x00280010, 'US', size),
    el(0x00280011, 'US', size),
    el(0x00280100, 'US', 16),
    el(0x00280101, 'US', 12),
    el(0x00280102, 'US', 11),
    el(0x00280103, 'US', 0),
    raw(0x7fe00010, 'OW', bytes),
  ];
}

/** A CT slice of 16 x 16 with the usual attributes and the patient's id again inside a sequence. */
export function ctImage(number = 1): readonly ElementSpec[] {
  return sorted(
    common(CLASS.ct, 'CT', number),
    [
      el(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
      el(0x00180050, 'DS', '5'),
      el(0x00180060, 'DS', '120'),
      el(0x00200032, 'DS', ['-100', '-100', String(number * 5)]),
      el(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']),
      el(0x00200052, 'UI', `${ROOT}.3`),
      el(0x00281052, 'DS', '-1024'),
      el(0x00281053, 'DS', '1'),
      sq(0x00400275, [[el(0x00321060, 'LO', 'CHEST'), el(0x00400007, 'LO', PATIENT.id)]]),
    ],
    pixels(16),
  );
}

function concept(value: string, scheme: string, meaning: string, tag = 0x0040a043): ElementSpec {
  return sq(tag, [[el(0x00080100, 'SH', value), el(0x00080102, 'SH', scheme), el(0x00080104, 'LO', meaning)]]);
}

/** A content item of an SR tree. */
export function contentItem(
  type: string,
  name: readonly [string, string, string],
  ...rest: readonly ElementSpec[]
): readonly ElementSpec[] {
  return sorted(el(0x0040a010, 'CS', 'CONTAINS'), el(0x0040a040, 'CS', type), concept(...name), rest);
}

/** An Enhanced SR whose text, names, dates and references identify. */
export function srReport(): readonly ElementSpec[] {
  const finding = ['121071', 'DCM', 'Finding'] as const;
  return sorted(
    common(CLASS.sr, 'SR', 9).filter((element) => element.tag !== 0x00080021),
    el(0x0040a040, 'CS', 'CONTAINER'),
    concept('18748-4', 'LN', 'Diagnostic imaging report'),
    el(0x0040a050, 'CS', 'SEPARATE'),
    el(0x0040a491, 'CS', 'COMPLETE'),
    el(0x0040a493, 'CS', 'VERIFIED'),
    sq(0x0040a073, [
      [
        el(0x0040a027, 'LO', PATIENT.institution),
        el(0x0040a030, 'DT', '20150403113000'),
        el(0x0040a075, 'PN', PATIENT.physician),
        sq(0x0040a088, []),
      ],
    ]),
    sq(0x0040a730, [
      contentItem('PNAME', ['121008', 'DCM', 'Person Observer Name'], el(0x0040a123, 'PN', PATIENT.physician)),
      contentItem('TEXT', finding, el(0x0040a160, 'UT', 'Maria Lindqvist has no pneumothorax.')),
      contentItem('DATE', ['111060', 'DCM', 'Study Date'], el(0x0040a121, 'DA', '20150403')),
      contentItem('UIDREF', ['SMP02', '99SAMPLE', 'Reference'], el(0x0040a124, 'UI', `${ROOT}.1`)),
      contentItem(
        'CONTAINER',
        ['121070', 'DCM', 'Findings'],
        el(0x0040a050, 'CS', 'SEPARATE'),
        sq(0x0040a730, [contentItem('TEXT', finding, el(0x0040a160, 'UT', 'Normal heart size.'))]),
      ),
    ]),
  );
}

/** An RT Structure Set with two regions and a contour. */
export function rtStructureSet(): readonly ElementSpec[] {
  return sorted(
    common(CLASS.rtStructureSet, 'RTSTRUCT', 11),
    el(0x30060002, 'SH', 'RTS'),
    el(0x30060004, 'LO', 'Structures of Lindqvist'),
    el(0x30060008, 'DA', '20150404'),
    el(0x30060009, 'TM', '081500'),
    sq(0x30060010, [[el(0x00200052, 'UI', `${ROOT}.3`)]]),
    sq(0x30060020, [
      [
        el(0x30060022, 'IS', '1'),
        el(0x30060024, 'UI', `${ROOT}.3`),
        el(0x30060026, 'LO', 'GTV'),
        el(0x30060036, 'CS', 'MANUAL'),
      ],
      [
        el(0x30060022, 'IS', '2'),
        el(0x30060024, 'UI', `${ROOT}.3`),
        el(0x30060026, 'LO', 'Heart'),
        el(0x30060036, 'CS', 'MANUAL'),
      ],
    ]),
    sq(0x30060039, [
      [
        el(0x3006002a, 'IS', ['255', '0', '0']),
        sq(0x30060040, [
          [
            sq(0x30060016, [[el(0x00081150, 'UI', CLASS.ct), el(0x00081155, 'UI', `${ROOT}.4.1`)]]),
            el(0x30060042, 'CS', 'CLOSED_PLANAR'),
            el(0x30060046, 'IS', '3'),
            el(0x30060050, 'DS', ['1', '1', '5', '2', '1', '5', '2', '2', '5']),
          ],
        ]),
        el(0x30060084, 'IS', '1'),
      ],
    ]),
    sq(0x30060080, [
      [
        el(0x30060082, 'IS', '1'),
        el(0x30060084, 'IS', '1'),
        el(0x300600a4, 'CS', 'GTV'),
        el(0x300600a6, 'PN', PATIENT.physician),
      ],
    ]),
  );
}
