// A crew of worker threads. This thread does no file itself: a file that ends or hangs a thread must not end the run.
import fs from 'node:fs';
import type { DicomSurvey } from '../core/formats/dicom/context.js';
import type { EvidenceItem } from '../core/text/evidence.js';
import { temporaryPath } from './atomicOutput.js';
import type { Crew, WriteDone } from './crew.js';
import type { Engine, EngineSetup } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileRecord, FileTask } from './fileTask.js';
import { type Pool, startPool } from './pool.js';
import { nativePath } from './rawPath.js';
import { outcome } from './tally.js';
import type { FromWorker, ToWorker } from './workerProtocol.js';

interface PoolCrewOptions {
  readonly size: number;
  readonly hangMs: number;
  readonly setup: EngineSetup;
  /** This thread's own engine, which is ready later than the workers are asked to start. */
  readonly engine: Promise<Engine>;
}

type SurveyDone = (index: number, survey: DicomSurvey | undefined) => void;

export function poolCrew(options: PoolCrewOptions): Crew {
  const { setup } = options;
  let phase: 'survey' | 'write' = 'write';
  let onSurvey: SurveyDone = () => {};
  let onWrite: WriteDone = () => {};
  let known: Engine | undefined;
  let current = new Map<number, FileTask>();

  const lost = (task: FileTask, hung: boolean) => {
    if (phase === 'survey') onSurvey(task.index, undefined);
    else {
      removeTemporary(setup, task);
      onWrite(lostRecord(setup, task, hung), undefined);
    }
  };
  const pool: Pool = startPool({
    size: options.size,
    engine: setup,
    hangMs: options.hangMs,
    message: (tasks, told) =>
      phase === 'survey' ? { kind: 'survey', tasks } : writeMessage(tasks, told, known?.evidence),
    answered(answer: FromWorker) {
      if (answer.kind === 'survey') onSurvey(answer.index, answer.survey);
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
      onWrite = done;
      known = await options.engine;
      current = new Map(tasks.map((task) => [task.index, task]));
      await pool.work(tasks);
    },
    bytesInFlight: () => pool.bytesInFlight(),
    async close() {
      const at = phase === 'write' ? pool.inFlight() : [];
      await pool.close();
      for (const index of at) {
        const task = current.get(index);
        if (task !== undefined) removeTemporary(setup, task);
      }
    },
  };
}

function writeMessage(
  tasks: readonly FileTask[],
  told: Set<string>,
  evidence: ReadonlyMap<string, readonly EvidenceItem[]> | undefined,
): ToWorker {
  const news: (readonly [string, readonly EvidenceItem[]])[] = [];
  for (const { identity } of tasks) {
    const items = identity === undefined ? undefined : evidence?.get(identity.patient);
    if (identity === undefined || items === undefined || told.has(identity.patient)) continue;
    told.add(identity.patient);
    news.push([identity.patient, items]);
  }
  return { kind: 'write', tasks, evidence: news };
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
    ? 'working on this file made no progress and was given up; nothing was written'
    : 'working on this file ended a worker of the program; nothing was written';
  const file = outcome(placeOf(setup.items, task).display, 'refused', task.size);
  return {
    index: task.index,
    outcome: { ...file, refusal: { code: 'worker-crashed', message } },
    sopInstanceUid: '',
    deferred: false,
  };
}
