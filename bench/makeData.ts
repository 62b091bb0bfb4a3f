// What is measured on: CT-like files of half a megabyte and one multi-frame file of real bytes, none of it sparse.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { bytesOf, type ElementSpec, EXPLICIT_LE, writeElement, writeFile } from '../scripts/dicomWriter.js';

const ROOT = '1.2.826.0.1.3680043.10.1500.77';
const TABLE_TEXT = 'Routine Chest, 1.25 mm, standard kernel';

function text(tag: number, vr: string, value: string): ElementSpec {
  return { tag, vr, value };
}

/** A header as a scanner writes it: some ninety elements, nested and private ones among them. Everybody is invented. */
function ctHeader(index: number, rows: number, frames: number): readonly ElementSpec[] {
  const code = [
    text(0x00080100, 'SH', 'CTCHEST'),
    text(0x00080102, 'SH', '99LOCAL'),
    text(0x00080104, 'LO', 'CT chest'),
  ];
  const reference = [text(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'), text(0x00081155, 'UI', `${ROOT}.9.${index}`)];
  const request = [
    text(0x00321060, 'LO', 'CT chest for Varnholt'),
    text(0x00400007, 'LO', 'CT chest'),
    { tag: 0x00400008, vr: 'SQ', items: [{ elements: code }] },
  ];
  const elements: ElementSpec[] = [
    text(0x00080005, 'CS', 'ISO_IR 100'),
    text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
    text(0x00080016, 'UI', frames > 1 ? '1.2.840.10008.5.1.4.1.1.7.3' : '1.2.840.10008.5.1.4.1.1.2'),
    text(0x00080018, 'UI', `${ROOT}.3.${index}`),
    ...[0x00080020, 0x00080021, 0x00080022, 0x00080023].map((tag) => text(tag, 'DA', '20190813')),
    ...[0x00080030, 0x00080031, 0x00080032, 0x00080033].map((tag) => text(tag, 'TM', '101523.456')),
    text(0x00080050, 'SH', `ACC${String(index).padStart(8, '0')}`),
    text(0x00080060, 'CS', 'CT'),
    text(0x00080070, 'LO', 'Benchmark Scanners'),
    text(0x00080080, 'LO', 'Harrowgate Falls Memorial Hospital'),
    text(0x00080081, 'ST', '12 Juniper Street, Harrowgate Falls'),
    text(0x00080090, 'PN', 'Ostrander^Gideon^^Dr'),
    text(0x00081010, 'SH', 'CT02'),
    text(0x00081030, 'LO', 'CT CHEST W CONTRAST'),
    { tag: 0x00081032, vr: 'SQ', items: [{ elements: code }] },
    text(0x0008103e, 'LO', 'Axial 1.25 mm'),
    text(0x00081050, 'PN', 'Birkenau^Henrike'),
    text(0x00081070, 'PN', 'Szalai^Ambrose'),
    text(0x00081090, 'LO', 'Model 5'),
    { tag: 0x00081140, vr: 'SQ', items: [{ elements: reference }, { elements: reference }] },
    text(0x00100010, 'PN', 'Varnholt^Ottilie'),
    text(0x00100020, 'LO', 'QX-4832172'),
    text(0x00100030, 'DA', '19480229'),
    text(0x00100040, 'CS', 'F'),
    text(0x00101010, 'AS', '071Y'),
    text(0x00101030, 'DS', '71.5'),
    text(0x00101040, 'LO', '225 Juniper Street, Harrowgate Falls'),
    text(0x00104000, 'LT', 'Patient comes from ward 3'),
    ...[0x00180050, 0x00180060, 0x00180090, 0x00181100, 0x00181110, 0x00181111, 0x00181120].map((tag) =>
      text(tag, 'DS', '120.5'),
    ),
    text(0x00181000, 'LO', 'SN123456'),
    text(0x00181020, 'LO', '3.2.1'),
    text(0x00181030, 'LO', TABLE_TEXT),
    ...[0x00181150, 0x00181151, 0x00181152].map((tag) => text(tag, 'IS', '400')),
    text(0x00181160, 'SH', 'BODY'),
    text(0x00181210, 'SH', 'STANDARD'),
    text(0x00185100, 'CS', 'HFS'),
    text(0x0020000d, 'UI', `${ROOT}.1`),
    text(0x0020000e, 'UI', `${ROOT}.2`),
    text(0x00200010, 'SH', 'S4711'),
    text(0x00200011, 'IS', '2'),
    text(0x00200012, 'IS', '1'),
    text(0x00200013, 'IS', String(index + 1)),
    text(0x00200032, 'DS', '-235.2\\-226.8\\-126.7'),
    text(0x00200037, 'DS', '1\\0\\0\\0\\1\\0'),
    text(0x00200052, 'UI', `${ROOT}.4`),
    text(0x00201041, 'DS', '-126.7'),
    { tag: 0x00280002, vr: 'US', value: 1 },
    text(0x00280004, 'CS', 'MONOCHROME2'),
    ...(frames > 1 ? [text(0x00280008, 'IS', String(frames))] : []),
    { tag: 0x00280010, vr: 'US', value: rows },
    { tag: 0x00280011, vr: 'US', value: 512 },
    text(0x00280030, 'DS', '0.81\\0.81'),
    { tag: 0x00280100, vr: 'US', value: 16 },
    { tag: 0x00280101, vr: 'US', value: 16 },
    { tag: 0x00280102, vr: 'US', value: 15 },
    { tag: 0x00280103, vr: 'US', value: 1 },
    text(0x00281050, 'DS', '40'),
    text(0x00281051, 'DS', '400'),
    text(0x00281052, 'DS', '-1024'),
    text(0x00281053, 'DS', '1'),
    { tag: 0x00400275, vr: 'SQ', items: [{ elements: request }] },
    text(0x00450010, 'LO', 'BENCH SCANNERS 01'),
    ...Array.from({ length: 12 }, (_, at) => text(0x00451001 + at, 'LO', `private value ${at}`)),
  ];
  return elements.sort((a, b) => a.tag - b.tag);
}

/** 16-bit values that do not compress and repeat nowhere near. */
function noise(length: number, seed: number): Uint8Array {
  const values = new Uint32Array(length >> 2);
  let state = (seed * 2654435761 + 1) >>> 0;
  for (let at = 0; at < values.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    values[at] = state;
  }
  return new Uint8Array(values.buffer);
}

/** One file with `rows` rows of 512 pixels of 16 bits: 512 rows make half a megabyte. */
export function ctFile(index: number, rows = 512): Uint8Array {
  return writeFile([...ctHeader(index, rows, 1), { tag: 0x7fe00010, vr: 'OW', bytes: noise(rows * 1024, index + 1) }], {
    text: 'latin1',
  });
}

/** `count` files in folders of 200. */
export function makeFolder(folder: string, count: number, rows = 512): void {
  for (let index = 0; index < count; index += 1) {
    const series = path.join(folder, `series${Math.floor(index / 200)}`);
    if (index % 200 === 0) mkdirSync(series, { recursive: true });
    writeFileSync(path.join(series, `im${String(index).padStart(5, '0')}.dcm`), ctFile(index, rows));
  }
}

/** One file of `frames` frames of half a megabyte, written frame by frame. */
export function makeMultiFrame(file: string, frames: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const pixels: ElementSpec = { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(0), statedLength: frames * 524288 };
  const handle = openSync(file, 'w');
  try {
    writeSync(
      handle,
      bytesOf(writeFile(ctHeader(1, 512, frames), { text: 'latin1' }), writeElement(pixels, EXPLICIT_LE)),
    );
    for (let frame = 0; frame < frames; frame += 1) writeSync(handle, noise(524288, frame + 1));
  } finally {
    closeSync(handle);
  }
}
