// The record of a run, in `.medimagecleaner/` beside the originals: whole or not at all, readable by the user alone.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { rawPath } from '../../node/rawPath.js';
import { deidError } from '../../node/systemError.js';
import { writeWhole } from '../../node/writeWhole.js';
import type { WrittenRecord } from './messages.js';

const RECORD_FOLDER = '.medimagecleaner';
const RECORD_SUFFIX = '.deid-report.json';

/** Gives the text where the file could not be written, and why. */
export async function writtenRecord(base: string, at: Date, pieces: () => Iterable<string>): Promise<WrittenRecord> {
  try {
    return { recordFile: await writeRecord(base, at, pieces()) };
  } catch (error) {
    return { recordText: [...pieces()].join(''), recordProblem: deidError(error).message };
  }
}

/** Writes the pieces under a name made of the time, and gives the file's path. @throws errors of the operating system */
async function writeRecord(base: string, at: Date, pieces: Iterable<string>): Promise<string> {
  const folder = path.join(base, RECORD_FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, recordName(at) + RECORD_SUFFIX);
  await writeWhole(rawPath(file), pieces);
  return file;
}

/** `2026-11-22_14-05-09-123`: local time, sorts by age, and no character that a file system refuses. */
function recordName(at: Date): string {
  const two = (value: number, width = 2) => String(value).padStart(width, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = [two(at.getHours()), two(at.getMinutes()), two(at.getSeconds()), two(at.getMilliseconds(), 3)];
  return `${day}_${time.join('-')}`;
}
