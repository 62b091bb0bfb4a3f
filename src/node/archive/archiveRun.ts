// De-identifies what is in an archive, entry by entry, without unpacking it to disk: into a new archive of the same kind, or a folder.
// One thread, one entry in memory at a time; where texts are cleaned, the archive is read twice.

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import type { DeidError } from '../../core/kernel/deidError.js';
import type { Issue } from '../../core/kernel/issue.js';
import { bufferSource, type Source } from '../../core/kernel/source.js';
import { createEngine } from '../engine.js';
import { evidenceIssues } from '../evidenceIssues.js';
import { createLinkCheck } from '../linkCheck.js';
import { gatherMappings } from '../mappedValues.js';
import { gatherPatients } from '../patients.js';
import { nativePath } from '../rawPath.js';
import { settingsOf } from '../run.js';
import type { RunRequest, RunResult } from '../runTypes.js';
import { type SurveyOutcome, surveyOf } from '../surveyFile.js';
import { deidError } from '../systemError.js';
import { outcome, sumTotals } from '../tally.js';
import { type ArchiveItem, type ArchiveState, entriesOf, tell } from './archiveState.js';
import type { ArchiveEntry } from './entries.js';
import { writeAll } from './writeEntries.js';

/**
 * @param first number of the first entry, for the order of reports
 * @throws DeidError for a policy or key that can't be used
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
    counts: { seen: 0, told: 0 },
  };
  try {
    let found: readonly Issue[] = [];
    let stopped: DeidError | undefined;
    try {
      if (engine.policy.cleansText) found = await survey(state);
      stopped = await writeAll(state);
    } catch (error) {
      await tellFailed(state, deidError(error));
    }
    const links = state.links.report();
    return {
      files: [...state.files].sort(([a], [b]) => a - b).map(([, file]) => file),
      lateIssues: new Map(),
      issues: [...engine.issues, ...found, ...links.issues],
      totals: state.totals.totals(state.counts.seen - state.counts.told),
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

/** One archive that can't be read is an outcome: what was done of others is told all the same. */
async function tellFailed(state: ArchiveState, error: DeidError): Promise<void> {
  const { item } = state.archive;
  const { code, message } = error;
  if (code === 'internal') throw error;
  const told =
    code === 'refused'
      ? { ...outcome(item.given, 'refused', item.size), refusal: { code: 'archive-damaged', message } }
      : outcome(item.given, 'failed', item.size, [{ code, severity: 'error', message }]);
  const number = state.counts.seen++;
  await tell(state, number, item.given, told);
}

/** A patient's identifiers are searched in all objects of that patient, in whatever order they come. */
async function survey(state: ArchiveState): Promise<readonly Issue[]> {
  const { engine, request } = state;
  const patients = gatherPatients();
  let unread = 0;
  for await (const entry of entriesOf(state)) {
    if (request.signal?.aborted === true) return [];
    if (entry.kind === 'refused') unread += 1;
    if (entry.kind !== 'file') continue;
    let source: Source | undefined;
    const ask = async () => {
      source ??= await opened(entry);
      return await surveyOf(engine, source);
    };
    // A share may fail for a moment. Why it can't be read is told when it is its turn to be written.
    const outcome = await ask()
      .catch(ask)
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
