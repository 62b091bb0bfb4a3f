// A case as a DICOM file: what the header says of its person, its pixels, and its transfer syntax by an encoder that is not ours.
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeFile as dicomFile, type ElementSpec } from '../dicomWriter.js';
import { which } from '../host/command.js';
import { el } from '../sampleObjects.js';
import type { BurnedCase } from './burnedCase.js';
import { paletteTables, samplesOf, storedBytes } from './pixelFormat.js';
import { type CaseSyntax, NATIVE } from './syntaxes.js';

const run = promisify(execFile);
const ROOT = '1.2.826.0.1.3680043.10.1500.30';

interface Kind {
  readonly sopClass: string;
  readonly modality: string;
}

const CAPTURE: Kind = { sopClass: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT' };
const KINDS: Readonly<Record<string, Kind>> = {
  ultrasound: { sopClass: '1.2.840.10008.5.1.4.1.1.6.1', modality: 'US' },
  ct: { sopClass: '1.2.840.10008.5.1.4.1.1.2', modality: 'CT' },
  mr: { sopClass: '1.2.840.10008.5.1.4.1.1.4', modality: 'MR' },
  radiograph: { sopClass: '1.2.840.10008.5.1.4.1.1.1', modality: 'CR' },
  mammogram: { sopClass: '1.2.840.10008.5.1.4.1.1.1.2', modality: 'MG' },
  angiogram: { sopClass: '1.2.840.10008.5.1.4.1.1.12.1', modality: 'XA' },
  photograph: { sopClass: '1.2.840.10008.5.1.4.1.1.77.1.4', modality: 'XC' },
};
const ULTRASOUND_CINE = '1.2.840.10008.5.1.4.1.1.3.1';

/** Whether this machine has what makes files of a syntax. */
export function canEncode({ encoder }: CaseSyntax): boolean {
  return encoder === undefined || which(encoder[0]) !== undefined;
}

/** The case's file, uncompressed unless the syntax is written at once. */
export function plainFile(burned: BurnedCase): Uint8Array {
  const syntax = burned.syntax.encoder === undefined ? burned.syntax : NATIVE;
  return dicomFile(elementsOf(burned, syntax), { syntax: syntax.uid, text: 'utf-8' });
}

/** Writes the case's file into a folder. @throws Error where the encoder fails */
export async function writeCase(burned: BurnedCase, folder: string): Promise<string> {
  const file = path.join(folder, `${burned.name}.dcm`);
  const { encoder } = burned.syntax;
  if (encoder === undefined) {
    await writeFile(file, plainFile(burned));
    return file;
  }
  const plain = `${file}.plain`;
  await writeFile(plain, plainFile(burned));
  const [program, ...options] = encoder;
  await run(program, [...options, plain, file], { timeout: 60_000 });
  await rm(plain);
  return file;
}

function elementsOf(burned: BurnedCase, syntax: CaseSyntax): readonly ElementSpec[] {
  const { person, format, frames, name } = burned;
  const kind = KINDS[burned.background] ?? CAPTURE;
  const cine = kind.modality === 'US' && frames.length > 1;
  const number = `${name.startsWith('tune') ? 1 : 2}.${Number(name.slice(-4))}`;
  const samples = samplesOf(format);
  const us = (tag: number, value: number): ElementSpec => el(tag, 'US', value);
  const elements: readonly ElementSpec[] = [
    el(0x00080005, 'CS', 'ISO_IR 192'),
    el(0x00080008, 'CS', ['DERIVED', 'SECONDARY']),
    el(0x00080016, 'UI', cine ? ULTRASOUND_CINE : kind.sopClass),
    el(0x00080018, 'UI', `${ROOT}.${number}.3`),
    el(0x00080020, 'DA', person.study),
    el(0x00080030, 'TM', '101500'),
    el(0x00080050, 'SH', person.accession),
    el(0x00080060, 'CS', kind.modality),
    ...(kind === CAPTURE ? [el(0x00080064, 'CS', 'WSD')] : []),
    el(0x00080080, 'LO', person.institution),
    el(0x00080090, 'PN', person.physician),
    el(0x00100010, 'PN', person.ownName === undefined ? person.name : `${person.name}=${inGroups(person.ownName)}`),
    el(0x00100020, 'LO', person.id),
    el(0x00100030, 'DA', person.birth),
    el(0x00100040, 'CS', 'O'),
    el(0x0020000d, 'UI', `${ROOT}.${number}.1`),
    el(0x0020000e, 'UI', `${ROOT}.${number}.2`),
    el(0x00200010, 'SH', '1'),
    el(0x00200011, 'IS', '1'),
    el(0x00200013, 'IS', '1'),
    us(0x00280002, samples),
    el(0x00280004, 'CS', format.photometric),
    ...(samples === 3 ? [us(0x00280006, format.planar ? 1 : 0)] : []),
    ...(frames.length > 1 ? [el(0x00280008, 'IS', String(frames.length))] : []),
    us(0x00280010, burned.height),
    us(0x00280011, burned.width),
    us(0x00280100, format.bitsAllocated),
    us(0x00280101, format.bitsStored),
    us(0x00280102, format.bitsStored - 1),
    us(0x00280103, format.signed ? 1 : 0),
    ...(format.photometric === 'PALETTE COLOR' ? palette() : []),
    pixels(burned, syntax),
  ];
  return elements;
}

/** Family and given name apart where a blank parts them. */
function inGroups(name: string): string {
  return name.replace(' ', '^');
}

function palette(): readonly ElementSpec[] {
  const tables = paletteTables();
  return [
    ...tables.map((_, at) => el(0x00281101 + at, 'US', [256, 0, 16])),
    ...tables.map((values, at) => el(0x00281201 + at, 'OW', values)),
  ];
}

function pixels({ frames, format }: BurnedCase, syntax: CaseSyntax): ElementSpec {
  const big = syntax.name === 'big endian';
  const parts = frames.map((frame) => storedBytes(frame, format, big));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { tag: 0x7fe00010, vr: format.bitsAllocated === 8 && syntax.name !== 'implicit' ? 'OB' : 'OW', bytes };
}
