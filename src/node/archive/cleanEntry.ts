// Cleans one entry of an archive, in memory, or into a file of its own where the archive is unpacked.

import fs from 'node:fs';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Issue } from '../../core/kernel/issue.js';
import { bufferSource } from '../../core/kernel/source.js';
import { failed } from '../fileEnds.js';
import type { FilePlace } from '../filePlace.js';
import type { FileRecord } from '../fileRecord.js';
import { processSource } from '../fileTask.js';
import { folderOf, joinPath, nativePath, rawPath } from '../rawPath.js';
import { deidError } from '../systemError.js';
import { outcome } from '../tally.js';
import type { ArchiveState } from './archiveState.js';
import { memoryOutput } from './memoryOutput.js';
import type { ArchiveWriter } from './writeArchive.js';

export const EXISTS: Issue = {
  code: 'output-exists',
  severity: 'warning',
  message: 'the output exists already and was left as it is',
};

export interface CleanedEntry extends FileRecord {
  /** Of a DICOMDIR, which waits for the others. */
  readonly held: Uint8Array;
}

export async function cleanEntry(
  { request, archive, engine }: ArchiveState,
  name: string,
  index: number,
  read: () => Promise<Uint8Array>,
  sink: () => ArchiveWriter,
  present?: (fileId: readonly string[]) => boolean,
): Promise<CleanedEntry> {
  const { item, unpack } = archive;
  const inside = rawPath(name);
  const place: FilePlace = {
    input: inside,
    output: joinPath(item.target, inside),
    root: folderOf(item.target),
    display: `${item.given}/${name}`,
    kept: name,
  };
  const task = { index, item: 0, inside, size: 0 };
  const moved = () => {
    if (request.signal?.aborted === true) throw new DeidError('cancelled', 'the run was cancelled');
  };
  let bytes: Uint8Array = new Uint8Array(0);
  let whole: Uint8Array | undefined;
  let cleaned: CleanedEntry;
  try {
    if (unpack && !request.dryRun && !request.overwrite && fs.existsSync(nativePath(place.output))) {
      return {
        index,
        outcome: outcome(place.display, 'skipped', 0, [EXISTS]),
        sopInstanceUid: '',
        deferred: false,
        held: bytes,
      };
    }
    bytes = await read();
    const source = { ...bufferSource(bytes, `entry:${bytes.length}`), unchanged: () => true };
    const output = unpack ? {} : { output: () => memoryOutput((written) => (whole = written)) };
    const record = await processSource(engine, {
      task,
      place,
      source,
      moved,
      ...output,
      ...(present === undefined ? {} : { present }),
    });
    cleaned = { ...record, held: record.deferred ? bytes : new Uint8Array(0) };
  } catch (error) {
    return { ...failed({ ...task, size: bytes.length }, place, deidError(error)), held: new Uint8Array(0) };
  }
  // An entry that was written in part is not left in an archive: what goes wrong here ends it.
  if (whole !== undefined) await sink().add(name, whole);
  return cleaned;
}
