// De-identifies what is in an archive, entry by entry, without unpacking it to disk: into a new archive of the same kind, or a folder.
// One thread, one entry in memory at a time; where texts are cleaned, the archive is read twice.

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Issue } from '../../core/kernel/issue.js';
import { bufferSource, type Source } from '../../core/kernel/source.js';
import { giveName } from '../atomicOutput.js';
import { createEngine, type Engine } from '../engine.js';
import { evidenceIssues } from '../evidenceIssues.js';
import { failed } from '../fileEnds.js';
import type { FileOutcome } from '../fileOutcome.js';
import type { FilePlace } from '../filePlace.js';
import type { FileRecord } from '../fileRecord.js';
import { fileStamp } from '../fileSource.js';
import { processSource } from '../fileTask.js';
import { createLinkCheck } from '../linkCheck.js';
import { gatherMappings, takeMapped } from '../mappedValues.js';
import { createOutputFolders } from '../outputFolders.js';
import type { InputItem } from '../outputPaths.js';
import { gatherPatients } from '../patients.js';
import { presenceOf } from '../presence.js';
import { folderOf, joinPath, nativePath, pathText, type RawPath, rawPath } from '../rawPath.js';
import { settingsOf } from '../run.js';
import type { MappedPairs, RunRequest, RunResult } from '../runTypes.js';
import { type SurveyOutcome, surveyOf } from '../surveyFile.js';
import { deidError } from '../systemError.js';
import { outcome, sumTotals } from '../tally.js';
import type { ArchiveEntry, ArchiveKind } from './entries.js';
import { memoryOutput } from './memoryOutput.js';
import { readTar } from './readTar.js';
import { readZip } from './readZip.js';
import { type ArchiveWriter, writeArchive } from './writeArchive.js';

export interface ArchiveItem {
  readonly item: InputItem;
  readonly kind: ArchiveKind;
  /** Into a folder of the archive's name instead of an archive. */
  readonly unpack: boolean;
}

/**
 * @param first number of the first entry, for the order of reports
 * @throws DeidError for an archive that can't be read, a policy or key that can't be used; nothing is left behind
 */
export async function runArchive(request: RunRequest, archive: ArchiveItem, first: number): Promise<RunResult> {
  const started = performance.now();
  const run = request.id ?? randomBytes(6).toString('hex');
  const engine = await createEngine({
    settings: settingsOf(request),
    items: [],
    run,
    formatModule: request.formatModule,
  });
  const descriptor = fs.openSync(nativePath(archive.item.source), 'r');
  const state: ArchiveState = {
    request,
    archive,
    engine,
    descriptor,
    first,
    run,
    totals: sumTotals(),
    links: createLinkCheck(),
    mappings: gatherMappings(),
    files: [],
    lost: { count: 0 },
  };
  try {
    const found = engine.policy.cleansText ? await survey(state) : [];
    const stopped = await writeAll(state);
    const links = state.links.report();
    return {
      files: [...state.files].sort(([a], [b]) => a - b).map(([, file]) => file),
      lateIssues: new Map(),
      issues: [...engine.issues, ...found, ...links.issues],
      totals: state.totals.totals(state.lost.count),
      links,
      elapsedMs: performance.now() - started,
      ...(request.record ? { mappings: state.mappings.mappings() } : {}),
      ...(stopped === undefined ? {} : { stopped }),
    };
  } finally {
    fs.closeSync(descriptor);
    await engine.close();
  }
}

interface ArchiveState {
  readonly request: RunRequest;
  readonly archive: ArchiveItem;
  readonly engine: Engine;
  readonly descriptor: number;
  readonly first: number;
  readonly run: string;
  readonly totals: ReturnType<typeof sumTotals>;
  readonly links: ReturnType<typeof createLinkCheck>;
  readonly mappings: ReturnType<typeof gatherMappings>;
  readonly files: (readonly [index: number, file: FileOutcome])[];
  /** Copies that were made and are gone with the archive that was to hold them. */
  readonly lost: { count: number };
}

function entriesOf({ archive: { item, kind }, descriptor }: ArchiveState): AsyncGenerator<ArchiveEntry> {
  return kind === 'zip' ? readZip(descriptor) : readTar(descriptor, item.size, kind === 'tar.gz');
}

/** A patient's identifiers are searched in all objects of that patient, in whatever order they come. */
async function survey(state: ArchiveState): Promise<readonly Issue[]> {
  const { engine, request } = state;
  const patients = gatherPatients();
  let unread = 0;
  for await (const entry of entriesOf(state)) {
    if (request.signal?.aborted === true) return [];
    if (entry.kind !== 'file') continue;
    // Why it can't be read here is told when it is its turn to be written.
    const outcome = await opened(entry)
      .then((source) => surveyOf(engine, source))
      .catch((): SurveyOutcome => ({ kind: 'unread' }));
    if (outcome.kind === 'surveyed') patients.add(outcome.survey);
    else if (outcome.kind === 'unread') unread += 1;
  }
  for (const [patient, evidence] of patients.patients()) engine.evidence.set(patient, evidence);
  return evidenceIssues(unread, patients.cut());
}

async function opened(entry: Extract<ArchiveEntry, { kind: 'file' }>): Promise<Source> {
  return bufferSource(await entry.read(), `entry:${entry.size}`);
}

/** @returns what ended the work early */
async function writeAll(state: ArchiveState): Promise<DeidError | undefined> {
  const { request, archive, engine } = state;
  const { item, kind, unpack } = archive;
  const target = nativePath(item.target);
  const part = nativePath(joinPath(folderOf(item.target), rawPath(`.deid-${state.run}-0.part`)));
  if (!unpack && !request.dryRun && !request.overwrite && fs.existsSync(target)) {
    await tell(state, 0, item.given, outcome(item.given, 'skipped', item.size, [EXISTS]));
    return undefined;
  }
  let writer: ArchiveWriter | undefined;
  const sink = () => {
    if (writer === undefined) {
      createOutputFolders().ensure(folderOf(item.target), folderOf(item.target));
      writer = writeArchive(part, kind);
    }
    return writer;
  };
  const seen = new Set<string>();
  const written: RawPath[] = [];
  const directories: { readonly name: string; readonly index: number; readonly bytes: Uint8Array }[] = [];
  const settle = async (name: string, index: number, record: FileRecord, mapped: MappedPairs | undefined) => {
    if (record.links !== undefined) state.links.add(record.links, record.outcome.kind === 'written');
    if (mapped !== undefined) {
      request.onMapped?.(mapped);
      if (request.record) state.mappings.add(mapped);
    }
    await tell(state, index, name, record.outcome, record);
  };
  // Nothing is told as written, to a report or an audit log, before the archive that holds it has its name.
  const waiting: (() => Promise<void>)[] = [];
  const settleWhenWhole = async (name: string, index: number, { held: _held, ...record }: Worked) => {
    const mapped = takeMapped(engine.mapped);
    if (record.outcome.kind === 'written' || record.outcome.kind === 'planned') written.push(rawPath(`/${name}`));
    if (unpack || record.outcome.kind !== 'written') await settle(name, index, record, mapped);
    else waiting.push(() => settle(name, index, record, mapped));
  };
  const before = fileStamp(fs.fstatSync(state.descriptor, { bigint: true }));
  try {
    let index = 0;
    for await (const entry of entriesOf(state)) {
      if (request.signal?.aborted === true) throw new DeidError('cancelled', 'the run was cancelled');
      if (entry.kind === 'other') continue;
      const number = index++;
      const shown = `${item.given}/${entry.name}`;
      if (entry.kind === 'refused') {
        const { code, message } = entry;
        await tell(state, number, entry.name, { ...outcome(shown, 'refused', entry.size), refusal: { code, message } });
        continue;
      }
      if (seen.has(entry.name)) {
        const refusal = {
          code: 'archive-name-twice',
          message: 'the archive has another file of the same name before it',
        };
        await tell(state, number, entry.name, { ...outcome(shown, 'refused', entry.size), refusal });
        continue;
      }
      seen.add(entry.name);
      const record = await work(state, entry.name, number, () => entry.read(), sink);
      if (record.fatal !== undefined) throw new DeidError(record.fatal, record.outcome.issues.at(-1)?.message ?? '');
      if (record.deferred) directories.push({ name: entry.name, index: number, bytes: record.held });
      else await settleWhenWhole(entry.name, number, record);
      request.onProgress?.({
        phase: 'write',
        filesDone: index,
        filesTotal: index,
        bytesDone: state.totals.totals(0).bytes,
        bytesTotal: item.size,
        walking: true,
      });
    }
    const presence = presenceOf(written);
    for (const { name, index: number, bytes } of directories) {
      const present = presence(rawPath(`/${name}`));
      await settleWhenWhole(name, number, await work(state, name, number, async () => bytes, sink, present));
    }
    if (writer !== undefined) {
      await writer.end();
      if (fileStamp(fs.fstatSync(state.descriptor, { bigint: true })) !== before)
        throw new DeidError('changed', 'the archive changed while it was being read');
      giveName(part, target, request.overwrite);
    }
    for (const settle of waiting.splice(0)) await settle();
    return undefined;
  } catch (error) {
    writer?.abort();
    fs.rmSync(part, { force: true });
    state.lost.count = waiting.length;
    const cause = deidError(error);
    if (ENDS.has(cause.code)) return cause;
    throw cause;
  }
}

const ENDS: ReadonlySet<string> = new Set(['cancelled', 'disk-full', 'read-only', 'target-gone']);

interface Worked extends FileRecord {
  /** Of a DICOMDIR, which waits for the others. */
  readonly held: Uint8Array;
}

async function work(
  { request, archive, engine }: ArchiveState,
  name: string,
  index: number,
  read: () => Promise<Uint8Array>,
  sink: () => ArchiveWriter,
  present?: (fileId: readonly string[]) => boolean,
): Promise<Worked> {
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
    let whole: Uint8Array | undefined;
    const output = unpack ? {} : { output: () => memoryOutput((written) => (whole = written)) };
    const record = await processSource(engine, {
      task,
      place,
      source,
      moved,
      ...output,
      ...(present === undefined ? {} : { present }),
    });
    if (whole !== undefined) await sink().add(name, whole);
    return { ...record, held: record.deferred ? bytes : new Uint8Array(0) };
  } catch (error) {
    return { ...failed({ ...task, size: bytes.length }, place, deidError(error)), held: new Uint8Array(0) };
  }
}

const EXISTS: Issue = {
  code: 'output-exists',
  severity: 'warning',
  message: 'the output exists already and was left as it is',
};

async function tell(state: ArchiveState, index: number, inside: string, file: FileOutcome, record?: FileRecord) {
  const { request, totals, files, first } = state;
  const named =
    file.kind === 'written' && !state.archive.unpack ? { ...file, output: pathText(state.archive.item.target) } : file;
  totals.add(named);
  if (request.keepFiles !== false) files.push([index, named]);
  const { inputDigest, outputDigest } = record ?? {};
  await request.onFile?.({
    outcome: named,
    item: 0,
    inside,
    index: first + index,
    ...(inputDigest === undefined ? {} : { inputDigest }),
    ...(outputDigest === undefined ? {} : { outputDigest }),
  });
}
