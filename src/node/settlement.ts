// What became of the files of a run: counts each, tells the listener, and keeps what is needed when all are known.
import type { Issue } from '../core/kernel/issue.js';
import type { LinkReport } from '../core/study/links.js';
import type { ChangeSignal } from './changeSignal.js';
import { createDigestTable, digest64 } from './digestTable.js';
import { gatherDuplicates } from './duplicates.js';
import type { FileOutcome } from './fileOutcome.js';
import type { FileRecord, FileTask } from './fileRecord.js';
import { createNumberList } from './growingLists.js';
import type { Inventory, InventoryEntry } from './inventory.js';
import { createLinkCheck, DUPLICATE_WORD, LINK_WORDS } from './linkCheck.js';
import { gatherMappings } from './mappedValues.js';
import { pathText, type RawPath } from './rawPath.js';
import type { FinishedFile, MappedPairs, Mappings, RunRequest, RunTotals } from './runTypes.js';
import { sumTotals } from './tally.js';

interface SettlementOptions {
  readonly request: RunRequest;
  readonly inventory: Inventory;
  readonly change: ChangeSignal;
  readonly stopped: () => boolean;
  /** A listener failed. */
  readonly failed: (error: unknown) => void;
  readonly counted: (file: FileOutcome) => void;
}

export interface Settlement {
  /** True while the listener keeps up. */
  readonly open: boolean;
  leftOut(index: number, entry: Extract<InventoryEntry, { kind: 'left' }>): void;
  /** Of a file that no work was done on. */
  settled(task: FileTask, outcome: FileOutcome): void;
  done(record: FileRecord, mapped: MappedPairs | undefined): void;
  /** By place in the walk, files that wait until the others are done. */
  readonly deferred: readonly number[];
  /** Whether the output of a file is there, or would be. */
  isOutput(index: number): boolean;
  /** Resolves when the listener has heard all. */
  told(): Promise<void>;
  close(inputOf: (index: number) => RawPath, goOn: () => boolean): Promise<Settled>;
}

interface Settled {
  readonly files: readonly FileOutcome[];
  readonly lateIssues: ReadonlyMap<number, Issue>;
  readonly totals: RunTotals;
  readonly links: LinkReport;
  readonly mappings: Mappings;
}

/** So many finished files may wait for the listener. */
const WAITING = 64;

export function createSettlement(options: SettlementOptions): Settlement {
  const { request, inventory, change, stopped } = options;
  const { onFile, onMapped, journal } = request;
  const uidDigest = (uid: string) => journal?.uid(uid) ?? digest64(uid);
  const kept = new Map<number, FileOutcome>();
  const totals = sumTotals();
  const mappings = gatherMappings();
  // One table for both: the same UIDs are in it.
  const uids = createDigestTable(LINK_WORDS);
  const duplicates = gatherDuplicates(uids, DUPLICATE_WORD);
  const links = createLinkCheck(uids);
  const outputs = createNumberList(1);
  const deferred: number[] = [];
  const untold: FinishedFile[] = [];
  let telling: Promise<void> | undefined;
  let settled = 0;

  const tellAll = async () => {
    for (let file = untold.shift(); file !== undefined; file = untold.shift()) {
      await onFile?.(file);
      if (untold.length === WAITING - 1) change.tell();
    }
  };
  const start = () => {
    telling ??= tellAll()
      .catch((error) => {
        untold.length = 0;
        options.failed(error);
      })
      .finally(() => {
        telling = undefined;
        change.tell();
        // What came between the last one told and here.
        if (untold.length > 0) start();
      });
  };
  const tell = (file: FinishedFile) => {
    untold.push(file);
    start();
  };
  const settle = (index: number, place: Pick<FinishedFile, 'item' | 'inside'>, record: Settling) => {
    const { outcome } = record;
    settled += 1;
    totals.add(outcome);
    options.counted(outcome);
    if (request.keepFiles !== false) kept.set(index, outcome);
    if (onFile !== undefined) tell({ ...record, ...place, index });
  };
  return {
    get open() {
      return untold.length < WAITING;
    },
    deferred,
    leftOut(index, { place, outcome }) {
      settle(index, { item: place.item, inside: pathText(place.inside) }, { outcome });
    },
    settled(task, outcome) {
      if (isPartOfOutput(outcome)) outputs.set(task.index, 1);
      settle(task.index, { item: task.item, inside: pathText(task.inside) }, { outcome });
    },
    done(record, mapped) {
      if (mapped !== undefined && record.outcome.kind === 'written') onMapped?.(mapped);
      // What was committed is told even when the run is over; what was cut off is not.
      if (stopped() && record.outcome.kind !== 'written') return;
      if (record.deferred) {
        deferred.push(record.index);
        return;
      }
      if (request.record) mappings.add(mapped);
      const { index, outcome, inputDigest, outputDigest, sopInstanceUid } = record;
      const entry = inventory.at(index);
      const place = entry.kind === 'file' ? entry.task : entry.place;
      if (isPartOfOutput(outcome)) outputs.set(index, 1);
      if (sopInstanceUid !== '') duplicates.note(index, uidDigest(sopInstanceUid));
      if (record.links !== undefined) links.add(record.links, outcome.kind === 'written');
      settle(
        index,
        { item: place.item, inside: pathText(place.inside) },
        {
          outcome,
          ...(inputDigest === undefined ? {} : { inputDigest }),
          ...(outputDigest === undefined ? {} : { outputDigest }),
        },
      );
    },
    isOutput: (index) => outputs.get(index) === 1,
    async told() {
      while (telling !== undefined) await telling;
    },
    async close(inputOf, goOn) {
      // What earlier sessions of the run did ties in as well.
      journal?.earlier((ties, index, written) => {
        links.add(ties, written);
        const self = index === undefined ? undefined : ties.find(({ kind, own }) => own && kind === 'instance');
        if (index !== undefined && self !== undefined) duplicates.note(index, self.from);
      });
      const lateIssues = await duplicates.issues(inputOf, goOn);
      const ordered = [...kept].sort(([a], [b]) => a - b);
      const files = ordered.map(([index, file]) => {
        const issue = lateIssues.get(index);
        return issue === undefined ? file : { ...file, issues: [...file.issues, issue] };
      });
      const notReached = stopped() ? inventory.entries - settled : 0;
      return {
        files,
        lateIssues,
        totals: totals.totals(notReached),
        links: links.report(),
        mappings: mappings.mappings(),
      };
    },
  };
}

type Settling = Pick<FinishedFile, 'outcome' | 'inputDigest' | 'outputDigest'>;

/** What an earlier run wrote and this one left alone is a part of the output as well. */
function isPartOfOutput(file: FileOutcome): boolean {
  if (file.kind === 'written' || file.kind === 'planned') return true;
  return file.kind === 'skipped' && file.issues.some(({ code }) => code === 'output-exists' || code === 'done-before');
}
