// A run request for tests: quiet, reproducible, over the stand-in format unless told otherwise.
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import type { FileOutcome } from '../../src/node/fileOutcome.js';
import type { RunRequest, RunResult } from '../../src/node/runTypes.js';
import { STAND_IN } from './standIn.js';

export const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);

export function requestOf(paths: readonly string[], more: Partial<RunRequest> = {}): RunRequest {
  const policy = builtinPolicy('blank');
  if (policy === undefined) throw new Error('the blank policy is built in');
  return {
    paths,
    policy,
    key: KEY,
    pixels: 'none',
    salvage: false,
    dryRun: false,
    verify: false,
    overwrite: false,
    record: false,
    keepFindings: false,
    producer: 'test 1',
    jobs: 1,
    formatModule: STAND_IN,
    ...more,
  };
}

/** The same over the formats that are built in. */
export function realRequestOf(paths: readonly string[], more: Partial<RunRequest> = {}): RunRequest {
  const { formatModule: _standIn, ...request } = requestOf(paths, more);
  return request;
}

/** A policy for which the files of a patient are searched for each other's identifiers. */
export function cleaning(): Pick<RunRequest, 'policy'> {
  const policy = builtinPolicy('research');
  if (policy === undefined) throw new Error('the research policy is built in');
  return { policy };
}

/** The outcome of the file whose path ends so. */
export function outcomeOf(result: RunResult, end: string): FileOutcome {
  const found = result.files.find((file) => file.path.endsWith(end));
  if (found === undefined) throw new Error('no such outcome');
  return found;
}

export function codes(file: FileOutcome): readonly string[] {
  return file.issues.map((issue) => issue.code);
}
