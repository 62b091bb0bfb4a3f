// Between the walk and the work: what the journal says of a file before it is worked on, and what is written down afterwards.
import fs from 'node:fs';
import type { Issue } from '../core/kernel/issue.js';
import type { WriteDone } from './crew.js';
import type { Engine } from './engine.js';
import { placeOf } from './filePlace.js';
import type { FileRecord, FileTask } from './fileRecord.js';
import type { Inventory } from './inventory.js';
import { nativePath, type RawPath } from './rawPath.js';
import type { RunRequest } from './runTypes.js';
import type { Settlement } from './settlement.js';
import type { Identify } from './survey.js';
import { outcome } from './tally.js';

interface JournalWork {
  readonly request: Pick<RunRequest, 'journal' | 'since' | 'settleMs'>;
  readonly engine: Engine;
  readonly inventory: Pick<Inventory, 'at'>;
  readonly settlement: Pick<Settlement, 'settled' | 'done'>;
  readonly stopped: () => boolean;
  readonly identify: Identify | undefined;
}

interface JournalStep {
  /** What is worked on of a task; undefined where it is settled. */
  prepare(task: FileTask): FileTask | undefined;
  readonly done: WriteDone;
}

export function journalStep({ request, engine, inventory, settlement, stopped, identify }: JournalWork): JournalStep {
  const { journal, since, settleMs } = request;
  const digests = new Map<string, string>();
  const identified = (task: FileTask) => identify?.(task) ?? task;
  const evidenceOf = ({ patient }: FileTask): string => {
    const items = patient === undefined ? undefined : engine.evidence.get(patient);
    if (journal === undefined || patient === undefined || items === undefined) return '';
    const known = digests.get(patient) ?? journal.evidence(items);
    digests.set(patient, known);
    return known;
  };
  const written = (record: FileRecord): FileRecord => {
    const entry = inventory.at(record.index);
    if (journal === undefined || entry.kind !== 'file' || record.deferred) return record;
    if (stopped() && record.outcome.kind !== 'written') return record;
    const task = identified(entry.task);
    journal.done(task, record, evidenceOf(task));
    if (record.unchanged !== true) return record;
    return { ...record, outcome: journal.settled(task, placeOf(engine.items, task)) };
  };
  return {
    prepare(given) {
      const task = identified(given);
      const place = placeOf(engine.items, task);
      if (since !== undefined && isOlder(place.input, since)) {
        settlement.settled(task, outcome(place.display, 'skipped', task.size, [OLDER]));
        return undefined;
      }
      if (settleMs !== undefined && isYoung(place.input, settleMs)) {
        settlement.settled(task, outcome(place.display, 'skipped', task.size, [YOUNG]));
        return undefined;
      }
      const look = journal?.look(task, place, evidenceOf(task)) ?? { kind: 'new' };
      if (look.kind === 'new') return task;
      if (look.kind === 'again') return { ...task, earlier: look.earlier };
      settlement.settled(task, look.outcome);
      return undefined;
    },
    done: (record, mapped) => settlement.done(written(record), mapped),
  };
}

/** By the time of the last change of the file or of its name, place or rights: a copy keeps the first, and not the second. */
function isOlder(path: RawPath, since: number): boolean {
  try {
    const stat = fs.lstatSync(nativePath(path));
    return Math.max(stat.mtimeMs, stat.ctimeMs) < since;
  } catch {
    // Whoever works on it will say what is wrong.
    return false;
  }
}

/** By the time of the last write: a file that was renamed into its place is whole. One of the future tells nothing. */
function isYoung(path: RawPath, settleMs: number): boolean {
  try {
    const age = Date.now() - fs.lstatSync(nativePath(path)).mtimeMs;
    return age >= 0 && age < settleMs;
  } catch {
    return false;
  }
}

const YOUNG: Issue = {
  code: 'not-settled',
  severity: 'info',
  message: 'written to a moment ago: it may not be whole yet',
};

const OLDER: Issue = {
  code: 'not-since',
  severity: 'info',
  message: 'older than the time from which on files are wanted',
};
