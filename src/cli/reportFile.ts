import { lstat, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { rawPath } from '../node/rawPath.js';
import { deidError, PathError } from '../node/systemError.js';
import { writeWhole } from '../node/writeWhole.js';
import { liesIn, shown } from './paths.js';

/** Beginning of every report this program writes. */
export const REPORT_START = '{"schema":"medimagecleaner/report/';

/**
 * Why a report can't go to `file`, for the screen. A report names the originals, so it never lies in what is handed on; and it never
 * takes the place of another file.
 */
export async function wrongReportPath(file: string, targets: readonly string[]): Promise<string | undefined> {
  if (file === '') return '--report needs a file name';
  for (const target of targets) {
    if (await liesIn(file, target)) {
      return `--report ${shown(file)} lies in the output, which is handed on, and a report names the originals; choose another place`;
    }
  }
  const parent = await lstatOrNothing(path.dirname(path.resolve(file)), true);
  if (parent === undefined || !parent.isDirectory()) return `--report ${shown(file)}: its folder does not exist`;
  const present = await lstatOrNothing(file, false);
  if (present === undefined) return undefined;
  if (!present.isFile()) return `--report ${shown(file)} is not a file`;
  if (!(await startsAsReport(file))) {
    return `--report ${shown(file)} exists and is not a report of this program; choose another name`;
  }
  return undefined;
}

/**
 * Writes `pieces` to `file`, whole or not at all. Readable by the user alone: a report names files.
 * @throws PathError of the operating system, with nothing left behind
 */
export async function writeReport(file: string, pieces: Iterable<string>): Promise<void> {
  try {
    await writeWhole(rawPath(file), pieces);
  } catch (error) {
    const { code, message } = deidError(error);
    const said = `the report was not written: ${message}; choose another place with --report`;
    throw code === 'internal' ? error : new PathError(code, said, file, { cause: error });
  }
}

async function startsAsReport(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(REPORT_START.length), 0, REPORT_START.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === REPORT_START;
  } finally {
    await handle.close();
  }
}

async function lstatOrNothing(file: string, follow: boolean) {
  try {
    return follow ? await stat(file) : await lstat(file);
  } catch {
    return undefined;
  }
}
