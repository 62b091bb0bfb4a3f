// A crew of worker threads. This thread does no file itself: a file that ends or hangs a thread must not end the run.
import fs from 'node:fs';
import type { EvidenceItem } from '../core/text/evidence.js';
import { temporaryPath } from './atomicOutput.js';
import type { Crew, WriteDone } from './crew.js';
import type { Engine, EngineSetup } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileRecord, FileTask } from './fileRecord.js';
import { type Pool, startPool } from './pool.js';
import { nativePath } from './rawPath.js';
import type { SurveyOutcome } from './surveyFile.js';
import { outcome } from './tally.js';
import type { FromWorker, ToWorker } from './workerProtocol.js';

interface PoolCrewOptions {
  readonly size: number;
  readonly hangMs: number;
  readonly setup: EngineSetup;
  /** This thread's own engine, which is ready later than the workers are asked to start. */
  readonly engine: Promise<Engine>;
}

/** A file that a thread is busy with for so long hangs it. */
export const HANG_MS = 60_000;

const PATIENTS_PER_WORKER = 256;

type SurveyDone = (index: number, outcome: SurveyOutcome) => void;

export function poolCrew(options: PoolCrewOptions): Crew {
  const { setup } = options;
  let phase: 'survey' | 'write' = 'write';
  let onSurvey: SurveyDone = () => {};
  let onWrite: WriteDone = () => {};
  let known: Engine | undefined;
  /** Files that ended or hung a worker once. */
  const lostOnce = new Set<number>();

  const lost = (task: FileTask, hung: boolean): boolean => {
    if (phase === 'write') removeTemporary(setup, task);
    // What a thread died of may have been the file before it, or want of memory.
    if (!lostOnce.delete(task.index)) {
      lostOnce.add(task.index);
      return true;
    }
    if (phase === 'survey') onSurvey(task.index, { kind: 'unread' });
    else onWrite(lostRecord(setup, task, hung), undefined);
    return false;
  };
  const pool: Pool = startPool({
    size: options.size,
    engine: setup,
    hangMs: options.hangMs,
    message: (tasks, told) =>
      phase === 'survey' ? { kind: 'survey', tasks } : writeMessage(tasks, told, known?.evidence),
    answered(answer: FromWorker) {
      if (answer.kind === 'survey') onSurvey(answer.index, answer.outcome);
      else if (answer.kind === 'write') onWrite(answer.record, answer.mapped);
    },
    lost,
  });
  return {
    async survey(tasks, done) {
      phase = 'survey';
      onSurvey = done;
      await pool.work(tasks);
    },
    async write(tasks, done) {
      phase = 'write';
      lostOnce.clear();
      onWrite = done;
      known = await options.engine;
      await pool.work(tasks);
    },
    grow: (threads) => pool.grow(threads),
    bytesInFlight: () => pool.bytesInFlight(),
    async close() {
      const at = phase === 'write' ? pool.inFlight() : [];
      await pool.close();
      for (const task of at) removeTemporary(setup, task);
    },
  };
}

/** With the evidence of patients that the worker does not have; it keeps that of a few hundred. */
function writeMessage(
  tasks: readonly FileTask[],
  told: Set<string>,
  evidence: ReadonlyMap<string, readonly EvidenceItem[]> | undefined,
): ToWorker {
  const news: (readonly [string, readonly EvidenceItem[]])[] = [];
  for (const { patient } of tasks) {
    const items = patient === undefined ? undefined : evidence?.get(patient);
    if (patient === undefined || items === undefined || told.has(patient)) continue;
    told.add(patient);
    news.push([patient, items]);
  }
  const wanted = new Set(tasks.map(({ patient }) => patient));
  const forget: string[] = [];
  for (const patient of told) {
    if (told.size <= PATIENTS_PER_WORKER) break;
    if (wanted.has(patient)) continue;
    told.delete(patient);
    forget.push(patient);
  }
  return { kind: 'write', tasks, evidence: news, forget };
}

function removeTemporary(setup: EngineSetup, task: FileTask): void {
  try {
    fs.rmSync(nativePath(temporaryPath(placeOf(setup.items, task).output, setup.run, task.index)), { force: true });
  } catch {
    // A folder that is gone or closed to us has nothing of ours to remove.
  }
}

function lostRecord(setup: EngineSetup, task: FileTask, hung: boolean): FileRecord {
  const message = hung
    ? 'working on this file made no progress, twice, and was given up; nothing was written'
    : 'working on this file ended a worker of the program, twice; nothing was written';
  const file = outcome(placeOf(setup.items, task).display, 'refused', task.size);
  return {
    index: task.index,
    outcome: { ...file, refusal: { code: 'worker-crashed', message } },
    sopInstanceUid: '',
    deferred: false,
  };
}
