// How the work on a file may have ended, as the record that is told of it.
import type { DeidError, ErrorCode } from '../core/kernel/deidError.js';
import type { FileOutcome } from './fileOutcome.js';
import type { FilePlace } from './filePlace.js';
import type { FileRecord, FileTask } from './fileRecord.js';
import { isObject } from './store/address.js';
import { errnoOf } from './systemError.js';
import { outcome } from './tally.js';

export function outputExists(task: FileTask, place: FilePlace): FileOutcome {
  const message = 'the output exists already and was left as it is';
  return outcome(place.display, 'skipped', task.size, [{ code: 'output-exists', severity: 'warning', message }]);
}

export function done(task: FileTask, file: FileOutcome, sopInstanceUid = ''): FileRecord {
  return { index: task.index, outcome: file, sopInstanceUid, deferred: false };
}

const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disk-full', 'read-only', 'target-gone', 'cancelled']);

/** For what went wrong on the way. */
export function failed(task: FileTask, place: FilePlace, error: DeidError): FileRecord {
  const taken = isObject(place.output) && error.code === 'output-exists';
  if (taken || errnoOf(error.cause) === 'EEXIST') return done(task, outputExists(task, place));
  const kind = error.code === 'refused' ? 'refused' : 'failed';
  const file = outcome(place.display, kind, task.size, [
    { code: error.code, severity: 'error', message: error.message },
  ]);
  return FATAL.has(error.code) ? { ...done(task, file), fatal: error.code } : done(task, file);
}
