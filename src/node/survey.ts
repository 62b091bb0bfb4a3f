// The first pass of a run whose recipe cleans texts: reads the headers of all files and puts together, patient by patient, what they
// name. Evidence takes memory by patients; by files there is one number.
import type { DicomSurvey } from '../core/formats/dicom/context.js';
import type { Issue } from '../core/kernel/issue.js';
import type { ChangeSignal } from './changeSignal.js';
import type { Crew } from './crew.js';
import type { Engine } from './engine.js';
import { evidenceIssues } from './evidenceIssues.js';
import type { FileIdentity, FileTask } from './fileRecord.js';
import { createNumberList } from './growingLists.js';
import type { Inventory } from './inventory.js';
import { gatherPatients } from './patients.js';
import type { SurveyOutcome } from './surveyFile.js';
import { streamTasks } from './taskStream.js';

/** Of so many files what they say of themselves is kept for the second pass; of the others it is read again. */
const KEPT_IDENTITIES = 20_000;
/** How far surveys may be ahead of the one that is waited for: they are put together in the order of the walk. */
const AHEAD = 4096;

interface SurveyWork {
  readonly engine: Engine;
  readonly crew: Crew;
  readonly inventory: Inventory;
  readonly change: ChangeSignal;
  readonly stopped: () => boolean;
  readonly surveyed: () => void;
}

/** Tells of a task of the inventory whose it is. */
export type Identify = (task: FileTask) => FileTask;

/** What the first pass found out, and what is to be said of it. */
interface Surveyed {
  readonly identify: Identify;
  readonly issues: readonly Issue[];
}

export async function surveyAll({ engine, crew, inventory, change, stopped, surveyed }: SurveyWork): Promise<Surveyed> {
  const patients = gatherPatients();
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = createNumberList(4);
  const kept = new Map<number, FileIdentity>();
  const order: number[] = [];
  const waiting = new Map<number, SurveyOutcome>();
  let settled = 0;
  let unread = 0;

  const take = (index: number, { patient, sopInstanceUid, studyUid, isDirectory, ...rest }: DicomSurvey) => {
    patients.add({ patient, sopInstanceUid, studyUid, isDirectory, ...rest });
    if (patient !== '') {
      const number = numbers.get(patient) ?? names.push(patient);
      numbers.set(patient, number);
      numberOf.set(index, number);
    }
    if (kept.size < KEPT_IDENTITIES) kept.set(index, { patient, sopInstanceUid, studyUid, isDirectory });
  };
  const settle = () => {
    for (let index = order[settled]; index !== undefined && waiting.has(index); index = order[settled]) {
      const outcome = waiting.get(index);
      waiting.delete(index);
      if (outcome?.kind === 'surveyed') take(index, outcome.survey);
      else if (outcome?.kind === 'unread') unread += 1;
      settled += 1;
    }
    if (settled > AHEAD) order.splice(0, settled);
    if (settled > AHEAD) settled = 0;
    change.tell();
  };
  const stream = streamTasks({
    inventory,
    change,
    stopped,
    open: () => order.length - settled < AHEAD,
    pick(entry, index) {
      if (entry.kind === 'left') {
        // A folder that can't be opened holds files that name who knows whom.
        if (entry.outcome.kind === 'failed') unread += 1;
        return undefined;
      }
      order.push(index);
      return entry.task;
    },
  });
  await crew.survey(stream, (index, outcome) => {
    waiting.set(index, outcome);
    surveyed();
    settle();
  });
  for (const [patient, evidence] of patients.patients()) engine.evidence.set(patient, evidence);
  const identify: Identify = (task) => {
    const patient = names[numberOf.get(task.index) - 1];
    const identity = kept.get(task.index);
    return { ...task, ...(patient === undefined ? {} : { patient }), ...(identity === undefined ? {} : { identity }) };
  };
  return { identify, issues: evidenceIssues(unread, patients.cut()) };
}
