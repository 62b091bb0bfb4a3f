// Attributes of an invented CT object, and what a recipe would do to them. All names and numbers are made up.
import type { Category, Effect } from '../../src/core/kernel/finding.js';

export interface Attribute {
  readonly tag: string;
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  readonly value?: string;
  readonly items?: number;
  readonly private?: boolean;
  readonly finding?: readonly [effect: Effect, category: Category, after?: string];
}

function attribute(
  tag: string,
  name: string,
  vr: string,
  value: string | undefined,
  finding?: Attribute['finding'],
): Attribute {
  const keyword = name.replace(/[^A-Za-z0-9]/g, '');
  const plain = { tag, keyword, name, vr };
  return { ...plain, ...(value === undefined ? { items: 2 } : { value }), ...(finding ? { finding } : {}) };
}

export const ATTRIBUTES: readonly Attribute[] = [
  attribute('(0002,0002)', 'Media Storage SOP Class UID', 'UI', '1.2.840.10008.5.1.4.1.1.2'),
  attribute('(0002,0003)', 'Media Storage SOP Instance UID', 'UI', '1.2.3.4.5.6.7.8.9', [
    'mapped',
    'uid',
    '2.25.1234567',
  ]),
  attribute('(0002,0010)', 'Transfer Syntax UID', 'UI', '1.2.840.10008.1.2.1'),
  attribute('(0008,0005)', 'Specific Character Set', 'CS', 'ISO_IR 100'),
  attribute('(0008,0008)', 'Image Type', 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
  attribute('(0008,0012)', 'Instance Creation Date', 'DA', '20210311', ['shifted', 'date', '20201209']),
  attribute('(0008,0016)', 'SOP Class UID', 'UI', '1.2.840.10008.5.1.4.1.1.2'),
  attribute('(0008,0018)', 'SOP Instance UID', 'UI', '1.2.3.4.5.6.7.8.9', ['mapped', 'uid', '2.25.1234567']),
  attribute('(0008,0020)', 'Study Date', 'DA', '20210311', ['shifted', 'date', '20201209']),
  attribute('(0008,0030)', 'Study Time', 'TM', '101502', ['emptied', 'date']),
  attribute('(0008,0050)', 'Accession Number', 'SH', 'A-4711-0815', ['emptied', 'id']),
  attribute('(0008,0060)', 'Modality', 'CS', 'CT'),
  attribute('(0008,0070)', 'Manufacturer', 'LO', 'Acme Imaging', ['kept', 'device']),
  attribute('(0008,0080)', 'Institution Name', 'LO', 'Springfield General', ['removed', 'institution']),
  attribute('(0008,0081)', 'Institution Address', 'ST', '742 Evergreen Terrace, Springfield', ['removed', 'place']),
  attribute('(0008,0090)', "Referring Physician's Name", 'PN', 'Hibbert^Julius', ['emptied', 'name']),
  attribute('(0008,1010)', 'Station Name', 'SH', 'CT-ROOM-2', ['removed', 'device']),
  attribute('(0008,1030)', 'Study Description', 'LO', 'Thorax Mr. Simpson follow-up', [
    'cleaned',
    'description',
    'Thorax follow-up',
  ]),
  attribute('(0008,1110)', 'Referenced Study Sequence', 'SQ', undefined),
  attribute('(0008,1140)', 'Referenced Image Sequence', 'SQ', undefined, ['removed', 'uid']),
  attribute('(0010,0010)', "Patient's Name", 'PN', 'Simpson^Abraham^J', ['replaced', 'name', 'Anonymous^P0193']),
  attribute('(0010,0020)', 'Patient ID', 'LO', '0042-1907', ['replaced', 'id', 'P0193']),
  attribute('(0010,0030)', "Patient's Birth Date", 'DA', '19070525', ['emptied', 'date']),
  attribute('(0010,0040)', "Patient's Sex", 'CS', 'M', ['kept', 'demographic']),
  attribute('(0010,1010)', "Patient's Age", 'AS', '113Y', ['set', 'demographic', '090Y']),
  attribute('(0010,4000)', 'Patient Comments', 'LT', '', ['removed', 'description']),
  attribute('(0018,0050)', 'Slice Thickness', 'DS', '1.25'),
  attribute('(0018,0060)', 'KVP', 'DS', '120'),
  attribute('(0018,1000)', 'Device Serial Number', 'LO', 'SN-55-1234', ['removed', 'device']),
  attribute('(0020,000D)', 'Study Instance UID', 'UI', '1.2.3.4.5.6', ['mapped', 'uid', '2.25.7654321']),
  attribute('(0020,0010)', 'Study ID', 'SH', '4711', ['emptied', 'id']),
  attribute('(0020,0032)', 'Image Position (Patient)', 'DS', '-125.0\\-125.0\\61.5'),
  attribute('(0028,0010)', 'Rows', 'US', '512'),
  attribute('(0028,0011)', 'Columns', 'US', '512'),
  { ...attribute('(0029,0010)', 'Private Creator', 'LO', 'ACME HEADER 1.0', ['removed', 'private']), private: true },
  { ...attribute('(0029,1001)', '', 'OB', '1f 8b 08 00 00 00 00 00 00 03 …', ['removed', 'private']), private: true },
  attribute('(0040,0275)', 'Request Attributes Sequence', 'SQ', undefined, ['removed', 'description']),
  attribute('(0040,A730)', 'Content Sequence', 'SQ', undefined),
  attribute('(7FE0,0010)', 'Pixel Data', 'OW', '512 × 512, 16 bits, 1 frame'),
];

/** What lies in each item of a sequence. */
export const INSIDE: readonly Attribute[] = [
  attribute('(0008,1155)', 'Referenced SOP Instance UID', 'UI', '1.2.3.9.1', ['mapped', 'uid', '2.25.99']),
  attribute('(0040,A123)', 'Person Name', 'PN', 'Riviera^Nick', ['emptied', 'name']),
  attribute('(0040,A160)', 'Text Value', 'UT', 'No change since last year'),
];
