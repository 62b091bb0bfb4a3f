// Who does the work of a run: this thread alone, or a pool of workers. Both answer file by file, in any order.
import { setImmediate } from 'node:timers/promises';
import { DeidError } from '../core/kernel/deidError.js';
import type { Engine } from './engine.js';
import type { FileRecord, FileTask } from './fileRecord.js';
import { type FileHooks, processFile } from './fileTask.js';
import { takeMapped } from './mappedValues.js';
import type { MappedPairs } from './runTypes.js';
import { type SurveyOutcome, surveyFile } from './surveyFile.js';
import type { TaskStream } from './taskStream.js';

export interface Crew {
  survey(tasks: TaskStream, done: (index: number, outcome: SurveyOutcome) => void): Promise<void>;
  write(tasks: TaskStream, done: WriteDone): Promise<void>;
  /** May use so many threads from now on. */
  grow(threads: number): void;
  /** Bytes of files that are being written now. */
  bytesInFlight(): number;
  /** Ends the work at once and leaves no temporary file. Running calls return. */
  close(): Promise<void>;
}

export type WriteDone = (record: FileRecord, mapped: MappedPairs | undefined) => void;

/** Others get their turn (signals, timers) after so many milliseconds of work. */
const TURN_MS = 15;

/** @param stopped asked often; true ends the work between two files, and within a large one */
export function inlineCrew(engine: Engine, stopped: () => boolean): Crew {
  let bytes = 0;
  let closed = false;
  const over = () => closed || stopped();
  const pause = turns();
  const moved = (count: number) => {
    bytes += count;
    if (over()) throw new DeidError('cancelled', 'the run was cancelled');
  };
  const each = async function* (tasks: TaskStream) {
    for (;;) {
      await pause();
      if (over()) return;
      const task = tasks.take();
      if (task !== undefined) yield task;
      else if (tasks.ended) return;
      else await tasks.more();
    }
  };
  return {
    async survey(tasks, done) {
      for await (const task of each(tasks)) done(task.index, await surveyFile(engine, task));
    },
    async write(tasks, done) {
      for await (const task of each(tasks)) {
        bytes = 0;
        await writeInline(engine, task, { moved }, done);
        bytes = 0;
      }
    },
    grow: () => {},
    bytesInFlight: () => bytes,
    close: async () => {
      closed = true;
    },
  };
}

/** One file in this thread. A file that was cancelled half-way is not reported: the run did not come to it. */
export async function writeInline(engine: Engine, task: FileTask, hooks: FileHooks, done: WriteDone): Promise<void> {
  const record = await processFile(engine, task, hooks);
  if (record.fatal !== 'cancelled') done(record, takeMapped(engine.mapped));
}

/** A promise that waits for other work where enough time has gone by since it last did. */
function turns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN_MS) return;
    await setImmediate();
    last = performance.now();
  };
}
