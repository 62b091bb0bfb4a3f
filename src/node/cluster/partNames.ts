// Names of the sealed files of a run: none says anything.
import { joinPath, type RawPath, rawPath } from '../rawPath.js';

export const chunkName = (number: number): string => `chunk-${number}`;
export const surveyName = (number: number): string => `survey-${number}`;
export const planName = (number: number): string => `plan-${number}`;
export const resultName = (number: number): string => `result-${number}`;
export const requestName = (request: string): string => `${request}.request`;
/** There while temporary files of that mark may be. */
export const markName = (mark: string): string => `at-work-${mark}`;
export const markIn = (name: string): string | undefined => /^at-work-([0-9a-f]{12})$/.exec(name)?.[1];

/** Names files, as every report does, and lies beside the originals. */
export function reportFile(records: RawPath, run: string): RawPath {
  return joinPath(records, rawPath(`cluster-${run}.report.json`));
}
