// Between survey and work: puts together what the files of each patient name, asks the journal what was done before, and seals for each
// chunk what is to be done. One machine does this, in the order of the walk.
import { setImmediate } from 'node:timers/promises';
import type { DicomSurvey } from '../../core/formats/dicom/context.js';
import type { EvidenceItem } from '../../core/text/evidence.js';
import { evidenceIssues } from '../evidenceIssues.js';
import type { FileOutcome } from '../fileOutcome.js';
import type { FileTask } from '../fileRecord.js';
import { journalStep } from '../journalStep.js';
import { gatherPatients } from '../patients.js';
import { type ChunkSurvey, tasksOf } from './chunkSteps.js';
import { assertGoingOn, clusterJournal, repeatable } from './clusterJournal.js';
import type { Chunk, ChunkPlan } from './clusterTypes.js';
import { chunkName, planName, surveyName } from './partNames.js';
import type { Shop } from './shop.js';

/** @param surveyed there is a survey of each chunk: with one missing a name could stay in some text */
export async function planStep(shop: Shop, chunks: number, surveyed: boolean): Promise<void> {
  const { store } = shop;
  const engine = await shop.engine();
  const patients = gatherPatients();
  const surveysOf = async (number: number): Promise<ChunkSurvey> =>
    surveyed ? await store.readSoon<ChunkSurvey>(surveyName(number)) : { found: [], unread: 0 };
  let unread = 0;
  for (let number = 0; number < chunks; number += 1) {
    const survey = await surveysOf(number);
    for (const [, found] of survey.found) patients.add(found);
    unread += survey.unread;
    await setImmediate();
  }
  engine.evidence.clear();
  for (const [patient, items] of patients.patients()) engine.evidence.set(patient, items);
  const opened = await clusterJournal(shop);
  try {
    let surveys: ReadonlyMap<number, DicomSurvey> = new Map();
    let settled: (readonly [FileTask, FileOutcome])[] = [];
    const step = journalStep({
      request: opened.journal === undefined ? {} : { journal: opened.journal },
      engine,
      settlement: { settled: (task, outcome) => void settled.push([task, outcome]), done: () => {} },
      inventory: {
        at: () => {
          throw new RangeError('nothing was done yet');
        },
      },
      stopped: shop.stopped,
      identify: (task) => identified(task, surveys.get(task.index)),
    });
    for (let number = 0; number < chunks; number += 1) {
      surveys = new Map((await surveysOf(number)).found);
      settled = [];
      const files = tasksOf(await store.readSoon<Chunk>(chunkName(number)));
      const tasks = files.tasks.flatMap((task) => step.prepare(task) ?? []);
      const twins = files.twins.map((task) => identified(task, surveys.get(task.index)));
      // What holds for the run is told once.
      const issues = number === 0 ? evidenceIssues(unread, patients.cut()) : [];
      const plan: ChunkPlan = {
        tasks: tasks.map(repeatable),
        twins,
        evidence: evidenceOf([...tasks, ...twins], engine.evidence),
        settled,
        issues,
      };
      await store.write(planName(number), plan);
      await setImmediate();
      assertGoingOn(shop);
    }
  } finally {
    await opened.journal?.close(false);
    opened.release();
  }
}

function identified(task: FileTask, survey: DicomSurvey | undefined): FileTask {
  if (survey === undefined) return task;
  const { patient, sopInstanceUid, studyUid, isDirectory } = survey;
  const identity = { patient, sopInstanceUid, studyUid, isDirectory };
  return { ...task, identity, ...(patient === '' ? {} : { patient }) };
}

function evidenceOf(
  tasks: readonly FileTask[],
  known: ReadonlyMap<string, readonly EvidenceItem[]>,
): ChunkPlan['evidence'] {
  const wanted = new Set(tasks.flatMap(({ patient }) => patient ?? []));
  return [...wanted].flatMap((patient) => {
    const items = known.get(patient);
    return items === undefined ? [] : [[patient, items] as const];
  });
}
