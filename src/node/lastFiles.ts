// Files that wait until the others are done, and are done one by one: such whose names differ by case only from others (on a
// case-insensitive file system two outputs would be one), and DICOMDIR, which names the other files.
import fs from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import { type WriteDone, writeInline } from './crew.js';
import { createDigestTable, digest64 } from './digestTable.js';
import type { Engine } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileTask } from './fileRecord.js';
import type { Inventory } from './inventory.js';
import { presenceOf, syntaxesBeside } from './outputPresence.js';
import { foldName, nativePath, type RawPath } from './rawPath.js';
import type { Settlement } from './settlement.js';
import { isObject } from './store/address.js';
import { outcome } from './tally.js';

interface LastWork {
  readonly engine: Engine;
  readonly inventory: Inventory;
  readonly stopped: () => boolean;
  /** What is worked on of a task; undefined where it is settled already. */
  readonly prepare: (task: FileTask) => FileTask | undefined;
}

export async function writeTwins(work: LastWork, done: WriteDone): Promise<void> {
  const { engine, inventory, stopped, prepare } = work;
  if (inventory.twins === 0) return;
  const wanted = createDigestTable(0);
  for (const task of tasksOf(inventory, true)) wanted.add(digest64(foldName(placeOf(engine.items, task).output)));
  const taken = new Map<string, RawPath[]>();
  const note = (output: RawPath) => {
    const fold = foldName(output);
    if (wanted.find(digest64(fold)) >= 0) taken.set(fold, [...(taken.get(fold) ?? []), output]);
  };
  for (const task of tasksOf(inventory, false)) note(placeOf(engine.items, task).output);
  for (const task of tasksOf(inventory, true)) {
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
    const ready = prepare(task);
    if (ready !== undefined) await writeInline(engine, ready, { moved: () => {} }, done);
    note(output);
  }
}

/** A DICOMDIR names the other files, so it waits until they are done. */
export async function writeDirectories(
  work: LastWork & { readonly settlement: Settlement },
  done: WriteDone,
): Promise<void> {
  const { engine, inventory, settlement, stopped, prepare } = work;
  if (settlement.deferred.length === 0) return;
  const presence = presenceOf(outputsOf(work));
  for (const index of [...settlement.deferred].sort((a, b) => a - b)) {
    if (stopped()) return;
    const entry = inventory.at(index);
    if (entry.kind !== 'file') continue;
    const moved = () => {
      if (stopped()) throw new DeidError('cancelled', 'the run was cancelled');
    };
    const task = prepare(entry.task);
    if (task === undefined) continue;
    const { input, output } = placeOf(engine.items, task);
    await writeInline(engine, task, { moved, present: presence(input), syntaxOf: syntaxesBeside(output) }, done);
  }
}

function* outputsOf({ engine, inventory, settlement }: Parameters<typeof writeDirectories>[0]): Generator<RawPath> {
  for (let index = 0; index < inventory.entries; index += 1) {
    const entry = settlement.isOutput(index) ? inventory.at(index) : undefined;
    if (entry?.kind === 'file') yield placeOf(engine.items, entry.task).input;
  }
}

function* tasksOf(inventory: Inventory, twins: boolean): Generator<FileTask> {
  for (let index = 0; index < inventory.entries; index += 1) {
    const entry = inventory.at(index);
    if (entry.kind === 'file' && entry.twin === twins) yield entry.task;
  }
}

/** True where two paths lead to one file. */
function sameFile(a: RawPath, b: RawPath): boolean {
  if (isObject(a) || isObject(b)) return a === b;
  const one = fs.lstatSync(nativePath(a), { bigint: true, throwIfNoEntry: false });
  const two = fs.lstatSync(nativePath(b), { bigint: true, throwIfNoEntry: false });
  return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino;
}
