// Makes a benchmark of the MIDI-B kind from any DICOM files: copies with planted identifiers, and the answer key to them.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeFile } from '../dicomWriter.js';
import type { AnswerKey, AnswerRow } from './answerKey.js';
import { child, specsOf, type TreeNode, treeOf } from './dicomTree.js';
import { keyRow, type Rules } from './keyRow.js';
import { indexFile } from './outputIndex.js';
import { type Persona, persona, seeded } from './persona.js';
import { plant } from './plant.js';

interface InjectOptions {
  readonly seed: number;
  readonly most: number;
  /** Larger base files are left out. */
  readonly mostBytes: number;
}

/**
 * Writes `images/NNNN.dcm` and `answer_key.json` into `target`.
 * @param bases folders of DICOM files; what can't be read and written again is left out
 */
export function inject(
  bases: readonly string[],
  target: string,
  rules: Omit<Rules, 'suspects'>,
  options: InjectOptions,
): AnswerKey {
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
    const suspects = suspectWords(tree.nodes);
    const plants = plant(tree.nodes, who, random, suspects);
    const compressed = !['1.2.840.10008.1.2', '1.2.840.10008.1.2.1'].includes(tree.syntax);
    const bytes = writeFile(specsOf(tree.nodes, compressed), { syntax: tree.syntax });
    const name = `${String(rows.length).padStart(4, '0')}.dcm`;
    const indexed = indexFile(name, bytes);
    if (indexed === undefined) continue;
    instances.add(instance);
    writeFileSync(path.join(target, 'images', name), bytes);
    rows.push(keyRow(indexed, plants, { ...rules, suspects }));
  }
  const key: AnswerKey = { answer_data: rows };
  writeFileSync(path.join(target, 'answer_key.json'), JSON.stringify(key, null, 1));
  return key;
}

/** Words of names, institutions and ids at any depth, in lower case. */
function suspectWords(nodes: readonly TreeNode[]): readonly string[] {
  const words = nodes.flatMap((node): readonly string[] => {
    if (node.vr === 'SQ') return node.items.flatMap(suspectWords);
    if (node.vr !== 'PN' && !IDENTIFYING.has(node.tag)) return [];
    return node.values.flatMap((value) => value.toLowerCase().split(/[\s^=\\,.;/()-]+/));
  });
  return [...new Set(words)].filter((word) => word.length >= 3);
}

/** PatientID, OtherPatientIDs, AccessionNumber, InstitutionName and address, department, StationName, StudyID. */
const IDENTIFYING = new Set([
  '00100020',
  '00101000',
  '00080050',
  '00080080',
  '00080081',
  '00081040',
  '00081010',
  '00200010',
]);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
