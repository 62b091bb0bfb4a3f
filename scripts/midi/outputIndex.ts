// The output as the benchmark indexes it: tag path to text, and the MD5 of the pixel data.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ReadElement, type ReadFile, readDicom } from '../score/dicomReader.js';

export interface IndexedFile {
  readonly file: string;
  readonly instance: string;
  readonly read: ReadFile;
  /** By {@link tagPath}. */
  readonly texts: ReadonlyMap<string, string>;
  readonly pixelDigest: string | undefined;
}

/** Every DICOM file below `folder` that names an instance, by SOP Instance UID. */
export function indexOutput(folder: string): ReadonlyMap<string, IndexedFile> {
  const files = new Map<string, IndexedFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const indexed = indexFile(file, new Uint8Array(readFileSync(file)));
    if (indexed !== undefined) files.set(indexed.instance, indexed);
  }
  return files;
}

export function indexFile(file: string, bytes: Uint8Array): IndexedFile | undefined {
  const read = readDicom(bytes);
  const instance = read.elements.find((element) => element.path === '(0008,0018)')?.values[0];
  if (instance === undefined || instance === '') return undefined;
  const creators = creatorsOf(read);
  const texts = new Map<string, string>();
  for (const element of read.elements) {
    texts.set(tagPath(element.path, creators), valueText(element));
    // A sequence has no entry of its own in the reader's list: one for each that holds something.
    for (const cut of element.path.matchAll(/\[\d+\]\./g)) {
      const outer = tagPath(element.path.slice(0, cut.index), creators);
      if (!texts.has(outer)) texts.set(outer, '(sequence)');
    }
  }
  return { file, instance, read, texts, pixelDigest: pixelDigest(read) };
}

/** Text of a value; bytes of an unknown VR are taken for Latin-1, those of other binary ones are not text. */
export function valueText(element: ReadElement): string {
  if (element.tag === '7FE00010' || /^60..3000$/.test(element.tag)) return '(removed)';
  const binary =
    element.vr === 'UN'
      ? element.bytes.map((bytes) =>
          Buffer.from(bytes)
            .toString('latin1')
            .replace(/[\s\0]+$/, ''),
        )
      : [];
  return [...element.values, ...binary].join('\\').trim();
}

/** MD5 of the pixel data's value; of all fragments one after another where it is encapsulated. */
function pixelDigest(read: ReadFile): string | undefined {
  const pixels = read.elements.find((element) => element.path === '(7FE0,0010)');
  if (pixels === undefined || pixels.bytes.length === 0) return undefined;
  const hash = createHash('md5');
  for (const part of pixels.bytes) hash.update(part);
  return hash.digest('hex');
}

/** `(0040,A730)[1].(0040,A160)` as `<(0040,a730)>[<0001>]<(0040,a160)>`, private tags by creator. */
export function tagPath(elementPath: string, creators: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  let walked = '';
  for (const step of elementPath.split('.')) {
    const match = /^\((\w{4}),(\w{4})\)(?:\[(\d+)\])?$/.exec(step);
    const [, group = '', element = '', item] = match ?? [];
    const creator = creators.get(`${walked}(${group},00${element.slice(0, 2)})`);
    const isOwned = Number.parseInt(group, 16) % 2 === 1 && !element.startsWith('00') && creator !== undefined;
    const tag = isOwned
      ? `(${group.toLowerCase()},"${creator.toUpperCase()}",${element.slice(2).toLowerCase()})`
      : `(${group},${element})`.toLowerCase();
    parts.push(`<${tag}>${item === undefined ? '' : `[<${item.padStart(4, '0')}>]`}`);
    walked += `${step}.`;
  }
  return parts.join('');
}

/** Private creators by their path, (gggg,00bb). */
export function creatorsOf(read: ReadFile): ReadonlyMap<string, string> {
  const creators = new Map<string, string>();
  for (const element of read.elements) {
    if (Number.parseInt(element.tag.slice(0, 4), 16) % 2 === 1 && /^....00[1-9A-F][0-9A-F]$/.test(element.tag)) {
      creators.set(element.path, valueText(element));
    }
  }
  return creators;
}
