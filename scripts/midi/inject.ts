// Makes a benchmark of the MIDI-B kind from any DICOM files: copies with planted identifiers, and the answer key to them.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeFile } from '../dicomWriter.js';
import type { AnswerKey, AnswerRow } from './answerKey.js';
import { child, specsOf, treeOf } from './dicomTree.js';
import { keyRow, type Rules } from './keyRow.js';
import { indexFile } from './outputIndex.js';
import { type Persona, persona, seeded } from './persona.js';
import { plant } from './plant.js';

export interface InjectOptions {
  readonly seed: number;
  readonly most: number;
  /** Larger base files are left out. */
  readonly mostBytes: number;
}

/**
 * Writes `images/NNNN.dcm` and `answer_key.json` into `target`.
 * @param bases folders of DICOM files; what can't be read and written again is left out
 */
export function inject(bases: readonly string[], target: string, rules: Rules, options: InjectOptions): AnswerKey {
  const random = seeded(options.seed);
  const people = new Map<string, Persona>();
  const instances = new Set<string>();
  const rows: AnswerRow[] = [];
  mkdirSync(path.join(target, 'images'), { recursive: true });
  for (const file of bases.flatMap(filesBelow)) {
    if (rows.length >= options.most) break;
    if (statSync(file).size > options.mostBytes) continue;
    const tree = treeOf(new Uint8Array(readFileSync(file)));
    if (tree === undefined) continue;
    const text = (tag: string) => child(tree.nodes, tag)?.values[0]?.trim() ?? '';
    const instance = text('00080018');
    const study = text('0020000D');
    if (instance === '' || study === '' || text('0020000E') === '' || instances.has(instance)) continue;
    const who = people.get(study) ?? persona(random);
    people.set(study, who);
    const plants = plant(tree.nodes, who, random);
    const compressed = !['1.2.840.10008.1.2', '1.2.840.10008.1.2.1'].includes(tree.syntax);
    const bytes = writeFile(specsOf(tree.nodes, compressed), { syntax: tree.syntax });
    const name = `${String(rows.length).padStart(4, '0')}.dcm`;
    const indexed = indexFile(name, bytes);
    if (indexed === undefined) continue;
    instances.add(instance);
    writeFileSync(path.join(target, 'images', name), bytes);
    rows.push(keyRow(indexed, plants, rules));
  }
  const key: AnswerKey = { answer_data: rows };
  writeFileSync(path.join(target, 'answer_key.json'), JSON.stringify(key, null, 1));
  return key;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
