// What may be told of a job that failed, in Redis, where others can read it.

import { DelayedError, WaitingChildrenError, WaitingError } from 'bullmq';
import { deidError } from '../systemError.js';

/** What a job fails with goes into Redis, whoever threw it. */
export async function failPlainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const moved =
      error instanceof DelayedError || error instanceof WaitingError || error instanceof WaitingChildrenError;
    throw moved || error instanceof PlainError ? error : plainError(error);
  }
}

class PlainError extends Error {}

/** As it may lie in Redis: a code and our own words. */
export function plainError(error: unknown): Error {
  const { code, message } = deidError(error);
  const told = new PlainError(`${code}: ${message}`);
  told.stack = '';
  return told;
}
