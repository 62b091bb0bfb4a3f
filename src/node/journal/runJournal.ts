// What a run asks of its journal, answered from what was read of it; and what becomes of files, written down.
import fs from 'node:fs';
import type { Issue } from '../../core/kernel/issue.js';
import type { Link } from '../../core/study/links.js';
import { createDigestTable } from '../digestTable.js';
import type { FileOutcome } from '../fileOutcome.js';
import { type FilePlace, placeOf } from '../filePlace.js';
import type { FileTask } from '../fileRecord.js';
import { fileStamp } from '../fileSource.js';
import type { InputItem } from '../outputPaths.js';
import { nativePath, pathText, type RawPath } from '../rawPath.js';
import { deidError } from '../systemError.js';
import { outcome } from '../tally.js';
import type { JournalDigests } from './digests.js';
import { factsText, isShared, readFacts } from './facts.js';
import type { JournalAppender } from './journalFile.js';
import type { Look, RunJournal } from './journalTypes.js';
import type { KnownFile, KnownFiles } from './knownFiles.js';
import type { JournalLine } from './lines.js';
import { lineOf, NO_REASON } from './recordLine.js';

interface RunJournalOptions {
  readonly items: readonly InputItem[];
  readonly digests: JournalDigests;
  readonly appender: JournalAppender;
  readonly known: KnownFiles | undefined;
  /** Reads again what earlier sessions wrote. */
  readonly noted: (told: (line: JournalLine) => undefined) => void;
  /** The session before ended early: what it wrote last may not be written down. */
  readonly unfinished: boolean;
  /** The machine was started anew since: what was written last may not be whole. */
  readonly rebooted: boolean;
  readonly retryRefused: boolean;
  /** Files are planned again although they are done: a crosswalk names them all. */
  readonly replan: boolean;
  /** Called when the run is complete and that is on the disk. */
  readonly completed: () => void;
  readonly release: () => void;
}

const OURS = { kind: 'again', earlier: { kind: 'ours' } } as const;
const UNKNOWN = { kind: 'again', earlier: { kind: 'unknown' } } as const;

export function createRunJournal(options: RunJournalOptions): RunJournal {
  const { items, digests, appender, known } = options;
  const pathOf = (task: FileTask) => digests.path(String(task.item), task.inside);
  let closing: Promise<readonly Issue[]> | undefined;
  let settledHere = 0;
  /** What ties many files is noted once in a session. */
  const shared = createDigestTable(0);
  const isNews = (link: Link): boolean => {
    if (!isShared(link)) return true;
    const { from, to = [0, 0] } = link;
    const before = shared.size;
    // Both are keyed digests: any mixture of them is as good as another one.
    shared.add([(from[0] ^ to[1]) >>> 0, ((from[1] + to[0] + (link.own ? 1 : 0)) | 1) >>> 0]);
    return shared.size > before;
  };
  const settle = (file: KnownFile, path: string, task: FileTask, place: FilePlace): FileOutcome => {
    known?.settle(path, task.index);
    settledHere += 1;
    return settledAs(file, task, place);
  };
  const unnoted: Look = options.unfinished ? UNKNOWN : { kind: 'new' };

  const lookAgain = (file: KnownFile, path: string, task: FileTask, place: FilePlace, evidence: string): Look => {
    const stamp = stampAt(place.input);
    if (stamp === undefined) return unnoted;
    const output = file.output === undefined ? undefined : stampAt(place.output);
    const same = output !== undefined && digests.output(output) === file.output;
    if (file.kind === 'directory' || file.kind === 'failed') return same ? OURS : unnoted;
    if (file.kind === 'refused' && options.retryRefused) return unnoted;
    if (file.kind === 'written') {
      if (output === undefined) return { kind: 'new' };
      // Somebody changed the copy: it stays, unless it is what comes out. After a power failure it may be that it was not whole.
      if (!same) return options.rebooted ? OURS : UNKNOWN;
      if (options.replan) return UNKNOWN;
    }
    const otherwise = file.kind === 'written' ? OURS.earlier : UNKNOWN.earlier;
    if (file.doubtful)
      return { kind: 'again', earlier: { ...otherwise, unless: { input: file.input ?? '', evidence } } };
    if (digests.input(stamp, evidence) === file.input)
      return { kind: 'settled', outcome: settle(file, path, task, place) };
    return { kind: 'again', earlier: otherwise };
  };
  return {
    evidence: (list) => digests.evidence(list.map(({ kind, value }) => `${kind}\0${value}`)),
    look(task, place, evidence) {
      const path = pathOf(task);
      const file = known?.at(path);
      return file === undefined ? unnoted : lookAgain(file, path, task, place, evidence);
    },
    settled(task, place) {
      const path = pathOf(task);
      const file = known?.at(path);
      return file === undefined ? outcome(place.display, 'skipped', task.size) : settle(file, path, task, place);
    },
    done(task, record, evidence) {
      const path = pathOf(task);
      const stampNow = () => stampAt(placeOf(items, task).input);
      const facts = factsText((record.links ?? []).filter(isNews));
      const line = lineOf({ path, record, known: known?.at(path), digests, evidence, facts, stampNow });
      if (line !== undefined) appender.add(line);
    },
    uid: digests.uid,
    earlier(told) {
      if (settledHere === 0) return;
      options.noted((line) => {
        if ((line.kind !== 'written' && line.kind !== 'refused') || line.facts === undefined) return;
        const links = readFacts(line.facts);
        const index = known?.settledAt(line);
        const written = line.kind === 'written';
        const common = links.filter(isShared);
        if (common.length > 0) told(common, undefined, written);
        const own = links.filter((link) => !isShared(link));
        if (index !== undefined && own.length > 0) told(own, index, written);
      });
    },
    close(complete) {
      closing ??= close(options, complete);
      return closing;
    },
  };
}

async function close(
  { appender, completed, release }: RunJournalOptions,
  complete: boolean,
): Promise<readonly Issue[]> {
  try {
    if (complete) appender.add({ kind: 'end', at: new Date().toISOString() });
    await appender.close();
    if (complete) completed();
    return [];
  } catch (error) {
    return [{ ...BROKEN, message: `${BROKEN.message}: ${deidError(error).message}` }];
  } finally {
    release();
  }
}

function settledAs(file: KnownFile, task: FileTask, place: FilePlace): FileOutcome {
  if (file.kind === 'refused') {
    return { ...outcome(place.display, 'refused', task.size, [DONE_BEFORE]), refusal: file.reason ?? NO_REASON };
  }
  if (file.kind === 'not-dicom') return outcome(place.display, 'not-dicom', task.size, [DONE_BEFORE]);
  return { ...outcome(place.display, 'skipped', task.size, [DONE_BEFORE]), output: pathText(place.output) };
}

function stampAt(path: RawPath): string | undefined {
  try {
    const stat = fs.lstatSync(nativePath(path), { bigint: true, throwIfNoEntry: false });
    return stat === undefined ? undefined : fileStamp(stat);
  } catch {
    return undefined;
  }
}

const DONE_BEFORE: Issue = {
  code: 'done-before',
  severity: 'info',
  message: 'done in an earlier session of the run, and unchanged since',
};

const BROKEN: Issue = {
  code: 'journal-broken',
  severity: 'warning',
  message: 'the journal of the run could not be written, so that what was done may be done again the next time',
};
