// What went wrong, in one line that says what to do. Unknown failures show a code and nothing else: their text could hold a value.
import type { DeidError, ErrorCode } from '../core/kernel/deidError.js';
import { deidError, errnoOf, PathError } from '../node/systemError.js';
import { shown } from './paths.js';

interface Failure {
  readonly line: string;
  readonly exit: number;
}

/** What to do, where the message does not say it itself. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  'not-found': 'check the name',
  'no-permission': 'check who may read or write it, or choose another place with --output',
  'disk-full': 'free some space, or choose another place with --output',
  'read-only': 'choose another place with --output',
  'target-gone': 'plug it in again, and run the same command: it goes on where it was',
  'output-in-input': 'choose another place with --output',
  'output-exists': 'choose another place with --output, or say --overwrite where an earlier run wrote it',
};

/** One line for people and the exit status that goes with it. It holds no value, and no path but the one the error carries. */
export function describeFailure(error: unknown): Failure {
  if (isAbort(error)) return { line: 'cancelled', exit: 130 };
  const known = deidError(error);
  if (known.code === 'internal') {
    const line = `internal error: ${nameOf(error)}; run again with MEDIMAGECLEANER_DEBUG=1 to see where`;
    return { line, exit: known.exitStatus };
  }
  return { line: lineOf(known), exit: known.exitStatus };
}

/** Where an error came from: its frames, without its message. */
export function trace(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return '';
  const frames = error.stack.split('\n').filter((line) => /^\s+at /.test(line));
  return `${[error.name, ...frames].join('\n')}\n${trace(error.cause)}`;
}

function lineOf(error: DeidError): string {
  const advice = ADVICE[error.code];
  const said = advice === undefined || /[;:]/.test(error.message) ? error.message : `${error.message}; ${advice}`;
  // The path is the one that the user typed, or lies under it; it is shown here and kept out of messages.
  return error instanceof PathError && error.path !== '' ? `${shown(error.path)}: ${said}` : said;
}

function nameOf(error: unknown): string {
  const code =
    errnoOf(error) ?? (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) return code;
  return error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : typeof error;
}

function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}
