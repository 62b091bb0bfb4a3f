// The first pass over one file: what its header says of the patient and of itself. Runs in any thread.
import type { DicomSurvey } from '../core/formats/dicom/context.js';
import { DeidError } from '../core/kernel/deidError.js';
import type { Source } from '../core/kernel/source.js';
import type { Engine, RunFormat } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileTask } from './fileRecord.js';
import { openSource } from './fileSource.js';
import { isObject } from './store/address.js';
import { storeRoom } from './store/room.js';

/** Undefined where it can't be surveyed: the plan will say why. */
export async function surveySource(format: RunFormat, source: Source): Promise<DicomSurvey | undefined> {
  try {
    return await format.survey(source);
  } catch {
    return undefined;
  }
}

/** What came of a file in the first pass. */
export type SurveyOutcome =
  | { readonly kind: 'surveyed'; readonly survey: DicomSurvey }
  /** Of no format of ours: it names nobody that we could know of. */
  | { readonly kind: 'not-ours' }
  /** It could not be read, twice, or is broken: what it names is not known, and texts of its patient's other files are not searched for it. */
  | { readonly kind: 'unread' };

/** The survey of a file, tried twice. Never throws. */
export async function surveyFile(engine: Engine, task: FileTask): Promise<SurveyOutcome> {
  try {
    return await surveyOnce(engine, task);
  } catch {
    // A share may fail for a moment; what fails again is told of.
    return surveyOnce(engine, task).catch(() => ({ kind: 'unread' }));
  }
}

async function surveyOnce(engine: Engine, task: FileTask): Promise<SurveyOutcome> {
  const { input } = placeOf(engine.items, task);
  if (isObject(input)) return await surveyObject(engine, task);
  const source = openSource(input);
  try {
    return await surveyOf(engine, source);
  } finally {
    source.close();
  }
}

/** @throws what reading it or its format throws */
export async function surveyOf(engine: Pick<Engine, 'formatOf'>, source: Source): Promise<SurveyOutcome> {
  const format = await engine.formatOf(source);
  if (format === undefined) return { kind: 'not-ours' };
  const survey = await format.survey(source);
  return survey.isRefused === true ? { kind: 'unread' } : { kind: 'surveyed', survey };
}

/** The survey of an object. @throws DeidError `target-gone` where the store does not answer: what it names is then unknown */
export async function surveyObject(engine: Engine, task: FileTask): Promise<SurveyOutcome> {
  const { openObject } = await storeRoom();
  try {
    return await surveyOf(engine, await openObject(placeOf(engine.items, task).input));
  } catch (error) {
    if (error instanceof DeidError && error.code === 'target-gone') throw error;
    return { kind: 'unread' };
  }
}
