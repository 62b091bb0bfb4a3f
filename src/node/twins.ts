// Files whose names differ by case only: two outputs, or on a case-insensitive file system one. Done last, one by one.
import fs from 'node:fs';
import type { DeidError } from '../core/kernel/deidError.js';
import { type WriteDone, writeInline } from './crew.js';
import type { Engine } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileTask } from './fileTask.js';
import { foldName, nativePath, type RawPath } from './rawPath.js';
import { outcome } from './tally.js';

interface TwinWork {
  readonly engine: Engine;
  readonly stopped: () => boolean;
  readonly stop: (cause: DeidError) => void;
}

/** @param tasks the run's other files, done already */
export async function writeTwins(
  { engine, stopped }: TwinWork,
  twins: readonly FileTask[],
  tasks: readonly FileTask[],
  done: WriteDone,
): Promise<void> {
  if (twins.length === 0) return;
  const wanted = new Set(twins.map((task) => foldName(placeOf(engine.items, task).output)));
  const taken = new Map<string, RawPath[]>();
  const note = (output: RawPath) => {
    const fold = foldName(output);
    if (wanted.has(fold)) taken.set(fold, [...(taken.get(fold) ?? []), output]);
  };
  for (const task of tasks) note(placeOf(engine.items, task).output);
  for (const task of twins) {
    if (stopped()) return;
    const { output, display } = placeOf(engine.items, task);
    const others = taken.get(foldName(output)) ?? [];
    if (!engine.settings.dryRun && others.some((other) => sameFile(other, output))) {
      const message =
        'the file system of the output takes this name for that of another file: its output was not replaced';
      const file = { ...outcome(display, 'refused', task.size), refusal: { code: 'output-collides', message } };
      done({ index: task.index, outcome: file, sopInstanceUid: '', deferred: false }, undefined);
      continue;
    }
    await writeInline(engine, task, { moved: () => {} }, done);
    note(output);
  }
}

/** True where two paths lead to one file. */
function sameFile(a: RawPath, b: RawPath): boolean {
  const one = fs.lstatSync(nativePath(a), { bigint: true, throwIfNoEntry: false });
  const two = fs.lstatSync(nativePath(b), { bigint: true, throwIfNoEntry: false });
  return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino;
}
