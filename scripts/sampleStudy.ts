// Writes a small, obviously synthetic study: what `npm start` de-identifies. Same bytes every time.
import { mkdir, writeFile as writeBytes } from 'node:fs/promises';
import path from 'node:path';
import { type DirectoryRecord, writeDirectory } from './dicomDirectory.js';
import { bytesOf, writeFile } from './dicomWriter.js';
import { el, PATIENT, type SampleObject, STUDY_UID, sampleObjects } from './sampleObjects.js';

function leaf(object: SampleObject): DirectoryRecord {
  const wanted = [
    0x00080005, 0x00200013, 0x00080023, 0x00080033, 0x0040a043, 0x0040a491, 0x0040a493, 0x00420010, 0x00420012,
  ];
  const elements = object.elements.filter((element) => wanted.includes(element.tag));
  const { file, sopClass, sopInstance, syntax } = object;
  return { type: object.record, file, sopClass, sopInstance, syntax, elements };
}

function directory(objects: readonly SampleObject[]): Uint8Array {
  const series = [...new Set(objects.map((object) => object.seriesUid))].map((uid, index): DirectoryRecord => {
    const members = objects.filter((object) => object.seriesUid === uid);
    return {
      type: 'SERIES',
      elements: [
        el(0x00080060, 'CS', members[0]?.modality ?? ''),
        el(0x0020000e, 'UI', uid),
        el(0x00200011, 'IS', String(index + 1)),
      ],
      children: members.map(leaf),
    };
  });
  const study: DirectoryRecord = {
    type: 'STUDY',
    elements: [
      el(0x00080005, 'CS', 'ISO_IR 192'),
      el(0x00080020, 'DA', '20150403'),
      el(0x00080030, 'TM', '101500'),
      el(0x00080050, 'SH', 'SMP90210'),
      el(0x00081030, 'LO', `Control for ${PATIENT.plain} 03/04/2015`),
      el(0x0020000d, 'UI', STUDY_UID),
      el(0x00200010, 'SH', 'SMP1'),
    ],
    children: series,
  };
  const patient: DirectoryRecord = {
    type: 'PATIENT',
    elements: [
      el(0x00080005, 'CS', 'ISO_IR 192'),
      el(0x00100010, 'PN', PATIENT.name),
      el(0x00100020, 'LO', PATIENT.id),
    ],
    children: [study],
  };
  return writeDirectory([patient], { fileSet: 'SAMPLE' });
}

/**
 * Writes the study into `folder`, which is made where it is missing.
 * @returns the paths of the files, in the order written
 */
export async function writeSampleStudy(folder: string): Promise<readonly string[]> {
  const objects = sampleObjects();
  const files: (readonly [readonly string[], Uint8Array])[] = [
    [['DICOMDIR'], directory(objects)],
    ...objects.map(({ file, elements, syntax, text }) => [file, writeFile(elements, { syntax, text })] as const),
    [['readme.txt'], bytesOf('A synthetic study. Nobody in it exists.\n')],
    [['Thumbs.db'], bytesOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), new Uint8Array(504))],
  ];
  const written: string[] = [];
  for (const [name, bytes] of files) {
    const target = path.join(folder, ...name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeBytes(target, bytes);
    written.push(target);
  }
  return written;
}
