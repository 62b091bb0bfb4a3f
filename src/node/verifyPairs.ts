// Which copy belongs to which original, by the path under the two folders, name by name as the file system has it; and
// what the second reader says of each pair.
import { dicom, photo } from '../core/formats/index.js';
import { verifyPhoto } from '../core/verify/photo/verifyPhoto.js';
import { type VerifyOptions, verifyOutput } from '../core/verify/verifyOutput.js';
import { openSource } from './fileSource.js';
import type { RawPath } from './rawPath.js';
import type { Verdict } from './verdict.js';
import { walk } from './walk.js';

export interface VerifyPair {
  /** Path under the two folders, for the screen. */
  readonly name: string;
  readonly original: RawPath | undefined;
  readonly output: RawPath | undefined;
}

/** Every file of the two folders once, in the order of the originals; then what only the output has. */
export async function pairsOf(original: RawPath, output: RawPath): Promise<readonly VerifyPair[]> {
  const before = await filesUnder(original);
  const after = await filesUnder(output);
  const pairs: VerifyPair[] = [];
  for (const [name, path] of before) {
    pairs.push({ name: textOf(name), original: path, output: after.get(name) });
  }
  for (const [name, path] of after) {
    if (!before.has(name)) pairs.push({ name: textOf(name), original: undefined, output: path });
  }
  return pairs;
}

/** Undefined where neither is of a format that is copied. */
export async function verdictOf(pair: VerifyPair, options: VerifyOptions): Promise<Verdict | undefined> {
  const { name } = pair;
  const original = pair.original === undefined ? undefined : openSource(pair.original);
  const output = pair.output === undefined ? undefined : openSource(pair.output);
  try {
    const isDicom = original !== undefined && (await dicom.detect(original));
    const isPhoto = original !== undefined && !isDicom && (await photo.detect(original));
    const copied = isDicom || isPhoto;
    if (output === undefined) return copied ? { name, kind: 'missing', residue: [], issues: [] } : undefined;
    if (original === undefined || !copied) return { name, kind: 'extra', residue: [], issues: [] };
    const report = isPhoto
      ? await verifyPhoto(original, output, options)
      : await verifyOutput(original, output, options);
    return { name, kind: report.verdict, residue: report.residue, issues: report.issues };
  } finally {
    original?.close();
    output?.close();
  }
}

async function filesUnder(root: RawPath): Promise<ReadonlyMap<string, RawPath>> {
  const files = new Map<string, RawPath>();
  const start = root.endsWith('/') ? root.length : root.length + 1;
  for await (const entry of walk(root)) {
    if (entry.kind === 'file') files.set(entry.path.slice(start), entry.path);
  }
  return files;
}

// Names are bytes, one per character; bytes that are no UTF-8 become U+FFFD.
function textOf(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8');
}
