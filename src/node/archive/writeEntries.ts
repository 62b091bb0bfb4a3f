// Writes the cleaned entries of an archive. A new archive gets its name when all of it is there, and nothing is told as written before.

import fs from 'node:fs';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Refusal } from '../../core/kernel/issue.js';
import type { FileRecord } from '../fileRecord.js';
import { fileStamp } from '../fileSource.js';
import { giveName } from '../giveName.js';
import { takeMapped } from '../mappedValues.js';
import { createOutputFolders } from '../outputFolders.js';
import { presenceOf } from '../outputPresence.js';
import { folderOf, joinPath, nativePath, type RawPath, rawPath } from '../rawPath.js';
import type { MappedPairs } from '../runTypes.js';
import { deidError } from '../systemError.js';
import { outcome } from '../tally.js';
import { type ArchiveState, entriesOf, tell } from './archiveState.js';
import { type CleanedEntry, cleanEntry, EXISTS } from './cleanEntry.js';
import { type ArchiveWriter, writeArchive } from './writeArchive.js';

/** Codes of what ends the work on all archives, but leaves what is done as it is. */
const ENDS: ReadonlySet<string> = new Set(['cancelled', 'disk-full', 'read-only', 'target-gone']);

const NAME_TWICE: Refusal = {
  code: 'archive-name-twice',
  message: 'the archive has another file of the same name before it',
};

interface Output {
  /** Of the archive that is being written. */
  readonly part: Buffer;
  /** Undefined until an entry is to be written. */
  writer: ArchiveWriter | undefined;
  readonly written: RawPath[];
  /** What is told of entries once the archive that holds them has its name. */
  readonly waiting: (() => Promise<void>)[];
}

/** A DICOMDIR, which is written behind all that it may point at. */
interface Directory {
  readonly name: string;
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** @returns what ended the work early */
export async function writeAll(state: ArchiveState): Promise<DeidError | undefined> {
  const { request, archive, descriptor } = state;
  const { item, unpack } = archive;
  const target = nativePath(item.target);
  if (!unpack && !request.dryRun && !request.overwrite && fs.existsSync(target)) {
    await tell(state, state.counts.seen++, item.given, outcome(item.given, 'skipped', item.size, [EXISTS]));
    return undefined;
  }
  const part = nativePath(joinPath(folderOf(item.target), rawPath(`.deid-${state.run}-0.part`)));
  const output: Output = { part, writer: undefined, written: [], waiting: [] };
  const before = fileStamp(fs.fstatSync(descriptor, { bigint: true }));
  try {
    const directories = await writeEntries(state, output);
    await writeDirectories(state, output, directories);
    if (output.writer !== undefined) {
      await output.writer.end();
      if (fileStamp(fs.fstatSync(descriptor, { bigint: true })) !== before)
        throw new DeidError('changed', 'the archive changed while it was being read');
      giveName(part, target, request.overwrite);
    }
    for (const settle of output.waiting.splice(0)) await settle();
    return undefined;
  } catch (error) {
    output.writer?.abort();
    fs.rmSync(part, { force: true });
    const cause = deidError(error);
    if (ENDS.has(cause.code)) return cause;
    throw cause;
  }
}

async function writeEntries(state: ArchiveState, output: Output): Promise<readonly Directory[]> {
  const { request, archive, counts } = state;
  const seen = new Set<string>();
  const directories: Directory[] = [];
  for await (const entry of entriesOf(state)) {
    if (request.signal?.aborted === true) throw new DeidError('cancelled', 'the run was cancelled');
    if (entry.kind === 'other') continue;
    const number = counts.seen++;
    if (entry.kind === 'refused' || seen.has(entry.name)) {
      const { code, message } = entry.kind === 'refused' ? entry : NAME_TWICE;
      const refused = outcome(`${archive.item.given}/${entry.name}`, 'refused', entry.size);
      await tell(state, number, entry.name, { ...refused, refusal: { code, message } });
      continue;
    }
    seen.add(entry.name);
    const read = () => entry.read();
    const cleaned = await cleanEntry(state, entry.name, number, read, () => writerOf(state, output));
    assertGoesOn(cleaned);
    if (cleaned.deferred) directories.push({ name: entry.name, index: number, bytes: cleaned.held });
    else await settleWhenWhole(state, output, entry.name, number, cleaned);
    request.onProgress?.({
      phase: 'write',
      filesDone: counts.seen,
      filesTotal: counts.seen,
      bytesDone: state.totals.totals(0).bytes,
      bytesTotal: archive.item.size,
      walking: true,
    });
  }
  return directories;
}

async function writeDirectories(state: ArchiveState, output: Output, directories: readonly Directory[]): Promise<void> {
  const presence = presenceOf(output.written);
  for (const { name, index, bytes } of directories) {
    const present = presence(rawPath(`/${name}`));
    const cleaned = await cleanEntry(
      state,
      name,
      index,
      async () => bytes,
      () => writerOf(state, output),
      present,
    );
    assertGoesOn(cleaned);
    await settleWhenWhole(state, output, name, index, cleaned);
  }
}

/** @throws DeidError for what ends the work on all */
function assertGoesOn({ fatal, outcome: { issues } }: CleanedEntry): void {
  if (fatal !== undefined) throw new DeidError(fatal, issues.at(-1)?.message ?? '');
}

/** Made with the first entry that is to be written, so that an archive without any leaves no empty one. */
function writerOf({ archive: { item, kind } }: ArchiveState, output: Output): ArchiveWriter {
  if (output.writer === undefined) {
    createOutputFolders().ensure(folderOf(item.target), folderOf(item.target));
    output.writer = writeArchive(output.part, kind);
  }
  return output.writer;
}

async function settleWhenWhole(
  state: ArchiveState,
  { written, waiting }: Output,
  name: string,
  index: number,
  { held: _held, ...record }: CleanedEntry,
): Promise<void> {
  const mapped = takeMapped(state.engine.mapped);
  const { kind } = record.outcome;
  if (kind === 'written' || kind === 'planned') written.push(rawPath(`/${name}`));
  if (state.archive.unpack || kind !== 'written') await settle(state, name, index, record, mapped);
  else waiting.push(() => settle(state, name, index, record, mapped));
}

async function settle(
  state: ArchiveState,
  name: string,
  index: number,
  record: FileRecord,
  mapped: MappedPairs | undefined,
): Promise<void> {
  const { request, links, mappings } = state;
  if (record.links !== undefined) links.add(record.links, record.outcome.kind === 'written');
  if (mapped !== undefined) {
    request.onMapped?.(mapped);
    if (request.record) mappings.add(mapped);
  }
  await tell(state, index, name, record.outcome, record);
}
