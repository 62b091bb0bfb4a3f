// Last step of a run: what had to wait for all files (names that differ by case only, DICOMDIR), the checks across files, the journal and
// the report. It can be done again from its beginning.

import os from 'node:os';
import { createIdentity } from '../../core/identity/createIdentity.js';
import type { Issue } from '../../core/kernel/issue.js';
import { createChange } from '../change.js';
import type { WriteDone } from '../crew.js';
import type { FileOutcome } from '../fileOutcome.js';
import { placeOf } from '../filePlace.js';
import type { FileTask } from '../fileRecord.js';
import { createInventory } from '../inventory.js';
import { journalStep } from '../journalStep.js';
import { writeDirectories, writeTwins } from '../lastFiles.js';
import { folderOf, pathText } from '../rawPath.js';
import { openReportSpool, type ReportSpool } from '../reportSpool.js';
import { createSettlement } from '../settlement.js';
import { isObject } from '../store/address.js';
import { storeRoom } from '../store/room.js';
import { outcome } from '../tally.js';
import { writeWhole } from '../writeWhole.js';
import { beginClusterAudit } from './clusterAudit.js';
import { clusterCrosswalk } from './clusterCrosswalk.js';
import { assertGoingOn, clusterJournal, repeatable } from './clusterJournal.js';
import type { Chunk, ChunkPlan, ChunkResult, RunEnd } from './clusterTypes.js';
import { openClusterVault } from './clusterVault.js';
import { chunkName, markName, planName, reportFile, resultName } from './partNames.js';
import type { Shop } from './shop.js';

/** @param failed chunks whose work failed on every attempt */
export async function finishStep(shop: Shop, chunks: number, failed: readonly number[]): Promise<RunEnd> {
  const { store, items } = shop;
  const began = performance.now();
  const engine = await shop.engine();
  const inventory = createInventory(items);
  const spool = openReportSpool(isObject(store.folder) ? os.tmpdir() : pathText(folderOf(store.folder)));
  const codes = new Map<string, number>();
  let broken: unknown;
  const vault = await openClusterVault(shop);
  const audit = await beginClusterAudit(shop);
  const crosswalk = clusterCrosswalk(shop);
  const local = shop.roots.map(({ name, path }) => [`${pathText(path)}/`, `${name}/`] as const);
  const opened = await clusterJournal(shop);
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
        const { index, outcome: file } = finished;
        await audit?.onFile(finished);
        spool.add(index, named(file, local));
        const code = codeOf(file);
        if (code !== undefined) codes.set(code, (codes.get(code) ?? 0) + 1);
      },
    },
    inventory,
    change: createChange(),
    stopped: shop.stopped,
    failed: (error) => {
      broken ??= error;
    },
    counted: () => {},
  });
  let tasks = new Map<number, FileTask>();
  const step = journalStep({
    request: journaled,
    engine,
    settlement,
    inventory,
    stopped: shop.stopped,
    identify: (task) => tasks.get(task.index) ?? task,
  });
  const done: WriteDone = (record, mapped) => {
    step.done(record, mapped);
    if (!record.deferred) crosswalk?.add(mapped);
    if (mapped !== undefined && record.outcome.kind === 'written') vault?.onMapped(mapped);
  };
  const prepare = (task: FileTask) => {
    const ready = step.prepare(task);
    return ready === undefined ? undefined : repeatable(ready);
  };
  let lost = 0;
  const told: Issue[] = [];
  try {
    engine.evidence.clear();
    for (let number = 0; number < chunks; number += 1) {
      const chunk = await store.readSoon<Chunk>(chunkName(number));
      const plan = await store.readSoon<ChunkPlan>(planName(number));
      const result = failed.includes(number)
        ? await store.readIfThere<ChunkResult>(resultName(number))
        : await store.readSoon<ChunkResult>(resultName(number));
      for (const { item, inside, entry } of chunk.entries) inventory.add(item, inside, entry);
      for (const [patient, evidence] of plan.evidence) engine.evidence.set(patient, evidence);
      told.push(...plan.issues);
      tasks = new Map(plan.tasks.map((task) => [task.index, task]));
      for (let index = chunk.first; index < inventory.entries; index += 1) {
        const entry = inventory.at(index);
        if (entry.kind === 'left') settlement.leftOut(index, entry);
      }
      for (const [task, file] of plan.settled) {
        // What ties it to others is in the journal.
        opened.journal?.settled(task, placeOf(items, task));
        settlement.settled(task, file);
      }
      for (const record of result?.records ?? []) done(record, undefined);
      await vault?.put(result?.vault ?? []);
      crosswalk?.put(result?.mappings);
      if (result === undefined) {
        lost += 1;
        for (const task of plan.tasks) settlement.settled(task, lostFile(placeOf(items, task).display, task.size));
      }
      await settlement.told();
      assertGoingOn(shop);
    }
    inventory.close();
    tasks = new Map();
    const work = { engine, inventory, settlement, stopped: shop.stopped, prepare };
    await store.write(markName(shop.mark), {});
    await writeTwins(work, done);
    await writeDirectories(work, done);
    await settlement.told();
    assertGoingOn(shop);
    const inputOf = (index: number) => {
      const entry = inventory.at(index);
      return placeOf(items, entry.kind === 'file' ? entry.task : entry.place).input;
    };
    const settled = await settlement.close(inputOf, () => !shop.stopped());
    if (broken !== undefined) throw broken;
    await vault?.end();
    await crosswalk?.write();
    await audit?.end();
    const noted = (await opened.journal?.close(lost === 0)) ?? [];
    const issues = [...engine.issues, ...told, ...settled.links.issues, ...noted];
    const elapsedMs = performance.now() - began;
    await writeReport(shop, spool, settled, issues, engine.policy, elapsedMs);
    return {
      state: lost === 0 ? 'done' : 'incomplete',
      kinds: settled.totals.kinds,
      codes: Object.fromEntries(codes),
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

type Settled = Awaited<ReturnType<ReturnType<typeof createSettlement>['close']>>;
type Facts = Parameters<ReportSpool['pieces']>[0];

async function writeReport(
  shop: Shop,
  spool: ReportSpool,
  settled: Settled,
  issues: Facts['issues'],
  policy: Facts['policy'],
  elapsedMs: number,
): Promise<void> {
  const { settings } = shop.request;
  const [name = 'medimagecleaner', version = ''] = settings.producer.split(' ');
  const facts: Facts = {
    issues,
    policy,
    keyFingerprint: createIdentity(shop.key).fingerprint,
    tool: { name, version },
    pixels: settings.pixels,
    dryRun: false,
    verified: settings.verify,
    elapsedMs,
    ...(settled.totals.kinds.written === 0 ? {} : { links: settled.links }),
  };
  const file = reportFile(folderOf(shop.store.folder), shop.run);
  if (isObject(file)) {
    const { openObjectOutput } = await storeRoom();
    const output = openObjectOutput({ path: file, moved: () => {} });
    try {
      for (const piece of spool.pieces(facts, settled.lateIssues)) await output.write(Buffer.from(piece));
      await output.commit(true);
    } finally {
      output.abort();
    }
    return;
  }
  await writeWhole(file, spool.pieces(facts, settled.lateIssues));
}

function lostFile(display: string, size: number): FileOutcome {
  const message = 'the work on the part of the run that this file is in failed on every attempt: submit the run again';
  return outcome(display, 'failed', size, [{ code: 'chunk-failed', severity: 'error', message }]);
}

function named(file: FileOutcome, local: readonly (readonly [string, string])[]): FileOutcome {
  const { output } = file;
  const found = output === undefined ? undefined : local.find(([place]) => output.startsWith(place));
  if (found === undefined || output === undefined) return file;
  return { ...file, output: found[1] + output.slice(found[0].length) };
}

function codeOf({ kind, refusal, issues }: FileOutcome): string | undefined {
  if (kind !== 'refused' && kind !== 'failed') return undefined;
  return refusal?.code ?? issues.at(-1)?.code ?? kind;
}
