// Other programs' view of pixels: dcmtk and gdcm decompress a file, and the bytes of its pixel data are compared.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { find, readFile } from '../support/read.js';

export interface Program {
  readonly name: string;
  readonly args: readonly string[];
}

export function isInstalled(name: string): boolean {
  return spawnSync(name, ['--version'], { encoding: 'utf8' }).error === undefined;
}

/** Those that read a transfer syntax; colours are left as they are stored where a program can. */
export function decodersOf(syntax: string): readonly Program[] {
  const gdcm: Program = { name: 'gdcmconv', args: ['--raw'] };
  const kind = syntax.replace('1.2.840.10008.1.2.', '');
  if (/^4\.(?:5\d|70)$/u.test(kind)) return [{ name: 'dcmdjpeg', args: ['+cn'] }, gdcm];
  if (/^4\.8[01]$/u.test(kind)) return [{ name: 'dcmdjpls', args: [] }, gdcm];
  if (kind === '5') return [{ name: 'dcmdrle', args: [] }, gdcm];
  return /^4\.9[01]$/u.test(kind) ? [gdcm] : [];
}

/** Pixel data as `program` decompresses it; undefined where it can't. */
export function plainPixels(bytes: Uint8Array, { name, args }: Program, folder: string): Uint8Array | undefined {
  const [packed, plain] = [path.join(folder, 'packed.dcm'), path.join(folder, 'plain.dcm')];
  writeFileSync(packed, bytes);
  const run = spawnSync(name, [...args, packed, plain], { encoding: 'utf8' });
  if (run.status !== 0) return undefined;
  const { elements } = readFile(new Uint8Array(readFileSync(plain)));
  return find(elements, 0x7fe00010)?.bytes;
}

/** A file compressed by another program; undefined where it is not installed or can't. */
export function packedBy(bytes: Uint8Array, { name, args }: Program, folder: string): Uint8Array | undefined {
  const [plain, packed] = [path.join(folder, 'in.dcm'), path.join(folder, 'out.dcm')];
  writeFileSync(plain, bytes);
  const run = spawnSync(name, [...args, plain, packed], { encoding: 'utf8' });
  return run.status === 0 ? new Uint8Array(readFileSync(packed)) : undefined;
}
