// Last step of a run: what had to wait for all files (names that differ by case only, DICOMDIR), the checks across files, the journal and
// the report. It can be done again from its beginning.

import os from 'node:os';
import type { Issue } from '../../core/kernel/issue.js';
import { createChangeSignal } from '../changeSignal.js';
import type { WriteDone } from '../crew.js';
import type { Engine } from '../engine.js';
import { isAboutEvidence } from '../evidenceIssues.js';
import type { FileOutcome } from '../fileOutcome.js';
import { placeOf } from '../filePlace.js';
import type { FileTask } from '../fileRecord.js';
import { createInventory, type Inventory } from '../inventory.js';
import type { OpenedJournal } from '../journal/openJournal.js';
import { journalStep } from '../journalStep.js';
import { writeDirectories, writeTwins } from '../lastFiles.js';
import { folderOf, pathText } from '../rawPath.js';
import { openReportSpool, type ReportSpool } from '../reportSpool.js';
import { createSettlement, type Settlement } from '../settlement.js';
import { isObject } from '../store/address.js';
import { outcome } from '../tally.js';
import { beginClusterAudit } from './clusterAudit.js';
import { clusterCrosswalk } from './clusterCrosswalk.js';
import { assertGoingOn, clusterJournal, repeatable } from './clusterJournal.js';
import { codeOf, named, writeReport } from './clusterReport.js';
import type { Chunk, ChunkPlan, ChunkResult, RunEnd } from './clusterTypes.js';
import { openClusterVault } from './clusterVault.js';
import { chunkName, markName, planName, resultName } from './partNames.js';
import type { Shop } from './shop.js';

/** @param failed chunks whose work failed on every attempt */
export async function finishStep(shop: Shop, chunks: number, failed: readonly number[]): Promise<RunEnd> {
  const began = performance.now();
  const ending = await beginEnding(shop);
  const { engine, inventory, settlement, opened, spool, audit, crosswalk, vault } = ending;
  try {
    engine.evidence.clear();
    for (let number = 0; number < chunks; number += 1) {
      await takeChunk(shop, ending, number, failed.includes(number));
      await settlement.told();
      assertGoingOn(shop);
    }
    inventory.close();
    ending.tasks = new Map();
    const work = { engine, inventory, settlement, stopped: shop.stopped, prepare: ending.prepare };
    await shop.store.write(markName(shop.mark), {});
    await writeTwins(work, ending.done);
    await writeDirectories(work, ending.done);
    await settlement.told();
    assertGoingOn(shop);
    const inputOf = (index: number) => {
      const entry = inventory.at(index);
      return placeOf(shop.items, entry.kind === 'file' ? entry.task : entry.place).input;
    };
    const settled = await settlement.close(inputOf, () => !shop.stopped());
    if (ending.broken !== undefined) throw ending.broken;
    await vault?.end();
    await crosswalk?.write();
    await audit?.end();
    const noted = (await opened.journal?.close(ending.lost === 0)) ?? [];
    const issues = [...engine.issues, ...ending.issues, ...settled.links.issues, ...noted];
    await writeReport(shop, spool, settled, issues, engine.policy, performance.now() - began);
    return {
      state: ending.lost === 0 ? 'done' : 'incomplete',
      kinds: settled.totals.kinds,
      codes: Object.fromEntries(ending.codes),
      evidence: issues.filter(isAboutEvidence).map(({ code, message }) => ({ code, message })),
    };
  } catch (error) {
    // Why it failed is told by whoever tries again.
    await audit?.end('failed').catch(() => {});
    throw error;
  } finally {
    await opened.journal?.close(false);
    opened.release();
    spool.close();
  }
}

/** What a run is ended with. */
interface Ending {
  readonly engine: Engine;
  readonly inventory: Inventory;
  readonly settlement: Settlement;
  readonly opened: OpenedJournal;
  readonly spool: ReportSpool;
  readonly vault: Awaited<ReturnType<typeof openClusterVault>>;
  readonly audit: Awaited<ReturnType<typeof beginClusterAudit>>;
  readonly crosswalk: ReturnType<typeof clusterCrosswalk>;
  readonly prepare: (task: FileTask) => FileTask | undefined;
  readonly done: WriteDone;
  /** Of the chunk that is read, by place in the walk. */
  tasks: ReadonlyMap<number, FileTask>;
  /** Of all chunks. */
  readonly twins: Map<number, FileTask>;
  /** How often files were refused or failed, by why. */
  readonly codes: Map<string, number>;
  readonly issues: Issue[];
  /** Chunks whose result is nowhere. */
  lost: number;
  /** The first error of a listener. */
  broken: unknown;
}

async function beginEnding(shop: Shop): Promise<Ending> {
  const { store, items } = shop;
  const engine = await shop.engine();
  const inventory = createInventory(items);
  const spool = openReportSpool(isObject(store.folder) ? os.tmpdir() : pathText(folderOf(store.folder)));
  const vault = await openClusterVault(shop);
  const audit = await beginClusterAudit(shop);
  const crosswalk = clusterCrosswalk(shop);
  const opened = await clusterJournal(shop);
  const local = shop.roots.map(({ name, path }) => [`${pathText(path)}/`, `${name}/`] as const);
  const journaled = opened.journal === undefined ? {} : { journal: opened.journal };
  const settlement = createSettlement({
    request: {
      ...shop.settings,
      ...journaled,
      key: shop.key,
      paths: [],
      record: false,
      keepFiles: false,
      async onFile(finished) {
        await audit?.onFile(finished);
        spool.add(finished.index, named(finished.outcome, local));
        const code = codeOf(finished.outcome);
        if (code !== undefined) ending.codes.set(code, (ending.codes.get(code) ?? 0) + 1);
      },
    },
    inventory,
    change: createChangeSignal(),
    stopped: shop.stopped,
    failed: (error) => {
      ending.broken ??= error;
    },
    counted: () => {},
  });
  const step = journalStep({
    request: journaled,
    engine,
    settlement,
    inventory,
    stopped: shop.stopped,
    identify: (task) => ending.tasks.get(task.index) ?? ending.twins.get(task.index) ?? task,
  });
  const ending: Ending = {
    engine,
    inventory,
    settlement,
    opened,
    spool,
    vault,
    audit,
    crosswalk,
    prepare(task) {
      const ready = step.prepare(task);
      return ready === undefined ? undefined : repeatable(ready);
    },
    done(record, mapped) {
      step.done(record, mapped);
      if (!record.deferred) crosswalk?.add(mapped);
      if (mapped !== undefined && record.outcome.kind === 'written') vault?.onMapped(mapped);
    },
    tasks: new Map(),
    twins: new Map(),
    codes: new Map(),
    issues: [],
    lost: 0,
    broken: undefined,
  };
  return ending;
}

/** What became of the files of a chunk, as if they had been worked on here. */
async function takeChunk({ store, items }: Shop, ending: Ending, number: number, failed: boolean): Promise<void> {
  const { engine, inventory, settlement, opened, vault, crosswalk } = ending;
  const chunk = await store.readSoon<Chunk>(chunkName(number));
  const plan = await store.readSoon<ChunkPlan>(planName(number));
  const result = failed
    ? await store.readIfThere<ChunkResult>(resultName(number))
    : await store.readSoon<ChunkResult>(resultName(number));
  for (const { item, inside, entry } of chunk.entries) inventory.add(item, inside, entry);
  for (const [patient, evidence] of plan.evidence) engine.evidence.set(patient, evidence);
  ending.issues.push(...plan.issues);
  ending.tasks = new Map(plan.tasks.map((task) => [task.index, task]));
  for (const twin of plan.twins) ending.twins.set(twin.index, twin);
  for (let index = chunk.first; index < inventory.entries; index += 1) {
    const entry = inventory.at(index);
    if (entry.kind === 'left') settlement.leftOut(index, entry);
  }
  for (const [task, file] of plan.settled) {
    // What ties it to others is in the journal.
    opened.journal?.settled(task, placeOf(items, task));
    settlement.settled(task, file);
  }
  for (const record of result?.records ?? []) ending.done(record, undefined);
  await vault?.put(result?.vault ?? []);
  crosswalk?.put(result?.mappings);
  if (result !== undefined) return;
  ending.lost += 1;
  for (const task of plan.tasks) settlement.settled(task, lostFile(placeOf(items, task).display, task.size));
}

function lostFile(display: string, size: number): FileOutcome {
  const message = 'the work on the part of the run that this file is in failed on every attempt: submit the run again';
  return outcome(display, 'failed', size, [{ code: 'chunk-failed', severity: 'error', message }]);
}
