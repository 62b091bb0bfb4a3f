// A workspace for tests, pictures and `npm run code`: the sample study with names that an editor knows, and a recipe.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFile as dicomFile } from '../dicomWriter.js';
import { sampleObjects } from '../sampleObjects.js';

/** Writes `study/CT/CT000001.dcm` and so on into `folder`: each name is there once. Nobody in it exists. */
export async function writeSampleWorkspace(folder: string): Promise<readonly string[]> {
  const written: string[] = [];
  for (const { file, elements, syntax, text } of sampleObjects()) {
    const [kind = '', name = ''] = file;
    const target = path.join(folder, 'study', kind, `${name.replace(/^IM/, kind)}.dcm`);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, dicomFile(elements, { syntax, text }));
    written.push(target);
  }
  const readme = path.join(folder, 'study', 'readme.txt');
  await writeFile(readme, 'A synthetic study. Nobody in it exists.\n');
  return [...written, readme];
}
