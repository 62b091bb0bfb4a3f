// The objects of the sample study: one invented patient, and the places where real files hide who somebody is.
import type { Value } from './dicomValue.js';
import { type ElementSpec, type ItemSpec, SYNTAX } from './dicomWriter.js';
import { samplePdf } from './samplePdf.js';
import { captured, phantom } from './samplePixels.js';

/** Everybody here is invented. */
export const PATIENT = {
  name: 'Lindqvist^Märta^Sample',
  plain: 'Märta Lindqvist',
  id: 'SAMPLE-0042',
  birthDate: '19480229',
  physician: 'Exempel^Tove^^Dr',
  hospital: 'Sample Valley Hospital',
} as const;

const ROOT = '1.2.826.0.1.3680043.10.1500.20';
export const STUDY_UID = `${ROOT}.1`;

export interface SampleObject {
  /** Path in the study, component by component: a DICOM file ID. */
  readonly file: readonly string[];
  readonly modality: string;
  /** Type of its directory record (PS3.3 F.5). */
  readonly record: string;
  readonly sopClass: string;
  readonly sopInstance: string;
  readonly seriesUid: string;
  readonly elements: readonly ElementSpec[];
  readonly syntax: string;
  readonly text: 'utf-8' | 'latin1';
}

export function el(tag: number, vr: string, value: Value): ElementSpec {
  return { tag, vr, value };
}

function sq(tag: number, ...items: readonly (readonly ElementSpec[])[]): ElementSpec {
  return { tag, vr: 'SQ', items: items.map((elements): ItemSpec => ({ elements })) };
}

function raw(tag: number, vr: string, bytes: Uint8Array): ElementSpec {
  return { tag, vr, bytes };
}

function code(tag: number, value: string, scheme: string, meaning: string): ElementSpec {
  return sq(tag, [el(0x00080100, 'SH', value), el(0x00080102, 'SH', scheme), el(0x00080104, 'LO', meaning)]);
}

interface Kind {
  readonly modality: string;
  readonly folder: string;
  readonly record: string;
  readonly sopClass: string;
  readonly series: number;
  readonly number?: number;
  readonly syntax?: string;
  readonly text?: 'latin1';
}

function object(kind: Kind, own: readonly ElementSpec[]): SampleObject {
  const number = kind.number ?? 1;
  const sopInstance = `${ROOT}.3.${kind.series}.${number}`;
  const seriesUid = `${ROOT}.2.${kind.series}`;
  const usual: readonly ElementSpec[] = [
    el(0x00080005, 'CS', kind.text === 'latin1' ? 'ISO_IR 100' : 'ISO_IR 192'),
    el(0x00080016, 'UI', kind.sopClass),
    el(0x00080018, 'UI', sopInstance),
    el(0x00080020, 'DA', '20150403'),
    el(0x00080021, 'DA', '20150403'),
    el(0x00080023, 'DA', '20150403'),
    el(0x00080030, 'TM', '101500'),
    el(0x00080033, 'TM', `1017${String(kind.series * 10 + number).padStart(2, '0')}`),
    el(0x00080050, 'SH', 'SMP90210'),
    el(0x00080060, 'CS', kind.modality),
    el(0x00080070, 'LO', 'Sample Imaging'),
    el(0x00080080, 'LO', PATIENT.hospital),
    el(0x00080081, 'ST', '1 Sample Street, 12345 Sampleton'),
    el(0x00080090, 'PN', PATIENT.physician),
    el(0x00081010, 'SH', 'SAMPLE-WS-3'),
    el(0x00081030, 'LO', `Control for ${PATIENT.plain} 03/04/2015`),
    el(0x00100010, 'PN', PATIENT.name),
    el(0x00100020, 'LO', PATIENT.id),
    el(0x00100030, 'DA', PATIENT.birthDate),
    el(0x00100040, 'CS', 'F'),
    el(0x00101010, 'AS', '067Y'),
    el(0x00104000, 'LT', `Call ${PATIENT.plain} at 555-0142 about the follow-up.`),
    el(0x0020000d, 'UI', STUDY_UID),
    el(0x0020000e, 'UI', seriesUid),
    el(0x00200010, 'SH', 'SMP1'),
    el(0x00200011, 'IS', String(kind.series)),
    el(0x00200013, 'IS', String(number)),
  ];
  const file = [kind.folder, `IM${String(number).padStart(6, '0')}`];
  const elements = [...usual, ...own].sort((a, b) => a.tag - b.tag);
  const { modality, record, sopClass, syntax = SYNTAX.explicit, text = 'utf-8' } = kind;
  return { file, modality, record, sopClass, sopInstance, seriesUid, elements, syntax, text };
}

function image(rows: number, columns: number, bits: 8 | 16, pixels: Uint8Array): readonly ElementSpec[] {
  return [
    el(0x00200060, 'CS', ''),
    el(0x00280002, 'US', 1),
    el(0x00280004, 'CS', 'MONOCHROME2'),
    el(0x00280010, 'US', rows),
    el(0x00280011, 'US', columns),
    el(0x00280100, 'US', bits),
    el(0x00280101, 'US', bits === 8 ? 8 : 12),
    el(0x00280102, 'US', bits === 8 ? 7 : 11),
    el(0x00280103, 'US', 0),
    raw(0x7fe00010, bits === 8 ? 'OB' : 'OW', pixels),
  ];
}

function plane(z: number): readonly ElementSpec[] {
  return [
    el(0x00180050, 'DS', '5'),
    el(0x00185100, 'CS', 'HFS'),
    el(0x00200032, 'DS', ['-160', '-160', String(z)]),
    el(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']),
    el(0x00200052, 'UI', `${ROOT}.4`),
    el(0x00201040, 'LO', ''),
    el(0x00280030, 'DS', ['5', '5']),
  ];
}

/** A request that names the patient again, two sequences deep. */
const REQUEST = sq(0x00400275, [
  el(0x00321060, 'LO', 'CT CHEST'),
  el(0x00400007, 'LO', `Chest for ${PATIENT.id}`),
  sq(0x00400008, [el(0x00080100, 'SH', 'SMP01'), el(0x00080102, 'SH', '99SAMPLE'), el(0x00080104, 'LO', 'CT chest')]),
  el(0x00401001, 'SH', 'SMP90210-1'),
]);

function ct(number: number): SampleObject {
  const kind = {
    modality: 'CT',
    folder: 'CT',
    record: 'IMAGE',
    sopClass: '1.2.840.10008.5.1.4.1.1.2',
    series: 1,
    number,
  };
  return object(kind, [
    el(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
    el(0x0008103e, 'LO', 'CHEST 5.0 B30f'),
    el(0x00090010, 'LO', 'SAMPLE VENDOR 1.0'),
    el(0x00091001, 'LO', `Scan of ${PATIENT.plain}`),
    el(0x00091002, 'DS', '0.75'),
    sq(0x00091010, [el(0x00090010, 'LO', 'SAMPLE VENDOR 1.0'), el(0x00091003, 'PN', PATIENT.name)]),
    el(0x00180060, 'DS', '120'),
    el(0x00181000, 'LO', 'SN-0815'),
    el(0x00181030, 'LO', 'P101 thorax routine'),
    el(0x00200012, 'IS', '1'),
    ...plane(number * 5),
    el(0x00281052, 'DS', '-1024'),
    el(0x00281053, 'DS', '1'),
    REQUEST,
    ...image(64, 64, 16, phantom(64, number)),
  ]);
}

function mr(): SampleObject {
  const sopClass = '1.2.840.10008.5.1.4.1.1.4';
  return object(
    { modality: 'MR', folder: 'MR', record: 'IMAGE', sopClass, series: 2, syntax: SYNTAX.implicit, text: 'latin1' },
    [
      el(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'OTHER']),
      el(0x0008103e, 'LO', 'T1 axial'),
      el(0x00180020, 'CS', 'SE'),
      el(0x00180021, 'CS', 'NONE'),
      el(0x00180022, 'CS', ''),
      el(0x00180023, 'CS', '2D'),
      el(0x00180080, 'DS', '500'),
      el(0x00180081, 'DS', '15'),
      el(0x00180091, 'IS', '1'),
      ...plane(0),
      ...image(64, 64, 16, phantom(64, 2)),
    ],
  );
}

function ultrasound(): SampleObject {
  const sopClass = '1.2.840.10008.5.1.4.1.1.7';
  return object({ modality: 'US', folder: 'US', record: 'IMAGE', sopClass, series: 3 }, [
    el(0x00080008, 'CS', ['DERIVED', 'SECONDARY']),
    el(0x00080064, 'CS', 'WSD'),
    el(0x00200020, 'CS', ''),
    el(0x00280301, 'CS', 'YES'),
    ...image(96, 128, 8, captured(128, 96, 'LINDQVIST MARTA')),
  ]);
}

function report(): SampleObject {
  const finding = code(0x0040a043, '121071', 'DCM', 'Finding');
  const contains = el(0x0040a010, 'CS', 'CONTAINS');
  const sopClass = '1.2.840.10008.5.1.4.1.1.88.22';
  const made = object({ modality: 'SR', folder: 'SR', record: 'SR DOCUMENT', sopClass, series: 4 }, [
    sq(0x00081111),
    el(0x0040a040, 'CS', 'CONTAINER'),
    code(0x0040a043, '18748-4', 'LN', 'Diagnostic imaging report'),
    el(0x0040a050, 'CS', 'SEPARATE'),
    sq(0x0040a372),
    el(0x0040a491, 'CS', 'COMPLETE'),
    el(0x0040a493, 'CS', 'UNVERIFIED'),
    sq(
      0x0040a730,
      [
        el(0x0040a010, 'CS', 'HAS OBS CONTEXT'),
        el(0x0040a040, 'CS', 'PNAME'),
        code(0x0040a043, '121008', 'DCM', 'Person Observer Name'),
        el(0x0040a123, 'PN', PATIENT.physician),
      ],
      [
        contains,
        el(0x0040a040, 'CS', 'TEXT'),
        finding,
        el(0x0040a160, 'UT', `${PATIENT.plain} (born 29 February 1948) has no pneumothorax.`),
      ],
      [
        contains,
        el(0x0040a040, 'CS', 'TEXT'),
        finding,
        el(0x0040a160, 'UT', 'Heart size normal. T1 signal unremarkable.'),
      ],
    ),
  ]);
  return { ...made, elements: made.elements.filter((element) => element.tag !== 0x00080021) };
}

function document(): SampleObject {
  const pdf = samplePdf(['Sample Valley Hospital', 'Letter about Maerta Lindqvist, SAMPLE-0042', 'No findings.']);
  const sopClass = '1.2.840.10008.5.1.4.1.1.104.1';
  return object({ modality: 'DOC', folder: 'DOC', record: 'ENCAP DOC', sopClass, series: 5 }, [
    el(0x0008002a, 'DT', '20150403113000'),
    el(0x00080064, 'CS', 'SD'),
    el(0x00280301, 'CS', 'YES'),
    sq(0x0040a043),
    el(0x00420010, 'ST', `Letter for ${PATIENT.plain}`),
    raw(0x00420011, 'OB', pdf),
    el(0x00420012, 'LO', 'application/pdf'),
  ]);
}

/** All objects, in order of their series. */
export function sampleObjects(): readonly SampleObject[] {
  return [ct(1), ct(2), ct(3), mr(), ultrasound(), report(), document()];
}
