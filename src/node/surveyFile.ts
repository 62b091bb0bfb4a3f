// The first pass over one file: what its header says of the patient and of itself. Runs in any thread.
import type { DicomSurvey } from '../core/formats/dicom/context.js';
import { DeidError } from '../core/kernel/deidError.js';
import type { Source } from '../core/kernel/source.js';
import type { Engine, RunFormat } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileTask } from './fileRecord.js';
import { type FileSource, openSource } from './fileSource.js';
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

/** {@link surveySource} of a file. Never throws. */
export async function surveyFile(engine: Engine, task: FileTask): Promise<DicomSurvey | undefined> {
  let source: FileSource | undefined;
  try {
    const { input } = placeOf(engine.items, task);
    if (isObject(input)) return await surveyObject(engine, task);
    source = openSource(input);
    const format = await engine.formatOf(source);
    return format === undefined ? undefined : await surveySource(format, source);
  } catch {
    return undefined;
  } finally {
    source?.close();
  }
}

/** {@link surveyFile} of an object. @throws DeidError `target-gone` where the store does not answer: what it names is then unknown */
export async function surveyObject(engine: Engine, task: FileTask): Promise<DicomSurvey | undefined> {
  try {
    const { openObject } = await storeRoom();
    const source = await openObject(placeOf(engine.items, task).input);
    const format = await engine.formatOf(source);
    return await format?.survey(source);
  } catch (error) {
    if (error instanceof DeidError && error.code === 'target-gone') throw error;
    return undefined;
  }
}
