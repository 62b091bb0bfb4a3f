// A long fuzzing run: node build/scripts/fuzz.js --mutants N --seed S [--corpus DIR] [--save DIR]
import { mkdir, readdir, readFile, stat, writeFile as writeBytes } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dicom } from '../src/core/formats/dicom/index.js';
import { createIdentity } from '../src/core/identity/createIdentity.js';
import { bufferSource } from '../src/core/kernel/source.js';
import { builtinPolicies } from '../src/core/policy/builtin.js';
import { compilePolicy } from '../src/core/policy/compile.js';
import { writeFile } from './dicomWriter.js';
import { runCampaign } from './fuzzing.js';
import { sampleObjects } from './sampleObjects.js';

/** Larger files make few mutants a second and teach nothing more. */
const LARGEST = 256 * 1024;

/** The DICOM files of a folder, largest left out. */
async function corpus(folder: string): Promise<readonly Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || (await stat(file)).size > LARGEST) continue;
    const bytes = await readFile(file);
    if (await dicom.detect(bufferSource(bytes))) files.push(bytes);
  }
  return files;
}

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    corpus: { type: 'string' },
    save: { type: 'string' },
    recipe: { type: 'string', default: 'blank' },
  },
});
const policy = builtinPolicies.find(({ name }) => name === values.recipe) ?? builtinPolicies[0];
if (policy === undefined) throw new Error('no built-in policy');
const own = sampleObjects().map(({ elements, syntax, text }) => writeFile(elements, { syntax, text }));
const seeds = values.corpus === undefined ? own : [...own, ...(await corpus(values.corpus))];
const saves: Promise<void>[] = [];
if (values.save !== undefined) await mkdir(values.save, { recursive: true });
const outcomes = await runCampaign({
  seeds,
  seed: Number(values.seed),
  mutants: Number(values.mutants),
  context: {
    policy: compilePolicy(policy),
    identity: createIdentity(new Uint8Array(32).fill(1)),
    patientEvidence: [],
    salvage: false,
    pixels: 'none',
    producer: 'medimagecleaner 0.0.0',
  },
  defect: (input, number, error) => {
    console.log(`mutant ${number} (${input.length} bytes): ${error instanceof Error ? error.stack : String(error)}`);
    if (values.save !== undefined)
      saves.push(writeBytes(path.join(values.save, `mutant-${values.seed}-${number}`), input));
  },
});
await Promise.all(saves);
for (const [code, count] of [...outcomes].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(9)} ${code}`);
process.exitCode = outcomes.has('defect') ? 1 : 0;
