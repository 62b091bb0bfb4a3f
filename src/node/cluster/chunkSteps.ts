// The two steps that many machines do at once, chunk by chunk: the survey, and the work.
import type { DicomSurvey } from '../../core/formats/dicom/context.js';
import { DeidError } from '../../core/kernel/deidError.js';
import { placeOf } from '../filePlace.js';
import type { FileRecord, FileTask } from '../fileRecord.js';
import { gatherMappings } from '../mappedValues.js';
import { isObject } from '../store/address.js';
import { type SurveyOutcome, surveyObject } from '../surveyFile.js';
import { streamOf } from '../taskStream.js';
import type { Chunk, ChunkPlan, ChunkResult } from './clusterTypes.js';
import { sealedAside } from './clusterVault.js';
import { chunkName, markName, planName, resultName, surveyName } from './partNames.js';
import type { Shop } from './shop.js';

/** Of the files of a chunk. */
export interface ChunkSurvey {
  readonly found: readonly (readonly [number, DicomSurvey])[];
  /** How many of them, and of folders, could not be read. */
  readonly unread: number;
}

/** Files of a chunk. Twins wait for others of the same folded name, and are done by whoever ends the run. */
export function tasksOf({ first, entries }: Chunk): Record<'tasks' | 'twins', readonly FileTask[]> {
  const files = (twin: boolean) =>
    entries.flatMap(({ item, inside, entry }, at) =>
      entry.kind === 'file' && entry.twin === twin ? [{ index: first + at, item, inside, size: entry.size }] : [],
    );
  return { tasks: files(false), twins: files(true) };
}

export async function surveyStep(shop: Shop, number: number): Promise<void> {
  const crew = await shop.crew();
  const chunk = await shop.store.readSoon<Chunk>(chunkName(number));
  const files = tasksOf(chunk);
  const tasks = [...files.tasks, ...files.twins].sort((a, b) => a.index - b.index);
  const surveys = new Map<number, SurveyOutcome>();
  await crew.survey(streamOf(tasks), (index, outcome) => void surveys.set(index, outcome));
  if (shop.stopped() || surveys.size < tasks.length) throw new DeidError('cancelled', 'the work was ended');
  // An object of which the store told nothing for a while names what others are searched for: where it still does not, the part fails.
  const engine = await shop.engine();
  for (const task of tasks)
    if (surveys.get(task.index)?.kind === 'unread' && isObject(placeOf(shop.items, task).input))
      surveys.set(task.index, await surveyObject(engine, task));
  // In the order of the walk, so that what a cap cuts does not depend on who was faster.
  const found: ChunkSurvey['found'] = tasks.flatMap(({ index }) => {
    const outcome = surveys.get(index);
    return outcome?.kind === 'surveyed' ? [[index, outcome.survey] as const] : [];
  });
  const closed = chunk.entries.filter(({ entry }) => entry.kind === 'unreadable').length;
  const unread = closed + [...surveys.values()].filter(({ kind }) => kind === 'unread').length;
  const survey: ChunkSurvey = { found, unread };
  await shop.store.write(surveyName(number), survey);
}

export async function writeStep(shop: Shop, number: number): Promise<void> {
  const engine = await shop.engine();
  const crew = await shop.crew();
  const { tasks, evidence } = await shop.store.readSoon<ChunkPlan>(planName(number));
  engine.evidence.clear();
  for (const [patient, items] of evidence) engine.evidence.set(patient, items);
  const records: FileRecord[] = [];
  const mappings = shop.request.crosswalk === undefined ? undefined : gatherMappings();
  const vault = await sealedAside(shop);
  // What a machine that is gone left half-written is swept by this mark at the end of the run.
  await shop.store.write(markName(shop.mark), {});
  await crew.write(streamOf(tasks), (record, mapped) => {
    records.push(record);
    if (!record.deferred) mappings?.add(mapped);
    if (mapped !== undefined && record.outcome.kind === 'written') vault?.entries.onMapped(mapped);
  });
  const fatal = records.find((record) => record.fatal !== undefined);
  if (fatal?.fatal !== undefined)
    throw new DeidError(fatal.fatal, fatal.outcome.issues.at(-1)?.message ?? 'the run can not go on');
  if (shop.stopped() || records.length < tasks.length) throw new DeidError('cancelled', 'the work was ended');
  await vault?.entries.end();
  const result: ChunkResult = {
    records: records.sort((a, b) => a.index - b.index),
    ...(vault === undefined ? {} : { vault: vault.lines }),
    ...(mappings === undefined ? {} : { mappings: mappings.mappings() }),
  };
  await shop.store.write(resultName(number), result);
  await shop.store.remove(markName(shop.mark));
}
