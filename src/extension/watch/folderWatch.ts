// Clean copies of what comes into folders: one watch at a time, in a process of its own. It knows how it stands and tells of changes; it ends with
// the window, and what it did is in the journal, so that the next one loses nothing.
import * as vscode from 'vscode';
import { createKey } from '../keys/register.js';
import { settledForRun } from '../pixels/settledForRun.js';
import type { Records } from '../report/records.js';
import { type HostAnswer, type HostTalk, openHost } from '../run/hostProcess.js';
import { hostWork } from '../run/hostWork.js';
import { mayRun, tableForRun } from '../run/mayRun.js';
import type { HostWatch, WrittenRecord } from '../run/messages.js';
import type { Services } from '../services.js';
import type { FolderWatch, Watched } from './watchTypes.js';
import { sayEnd, sayNoRecord } from './watchWords.js';

/** A file that was written to less than so many ms ago may not be whole yet. */
const SETTLE_MS = 2000;
/** Setting: for shares, whose system tells nothing of changes. */
const POLLS = 'watchByLooking';

interface Prepared {
  readonly recipe: string;
  readonly work: HostWatch;
}

interface Running {
  readonly abort: AbortController;
  readonly talk: HostTalk;
  readonly ended: Promise<void>;
}

export function createFolderWatch(services: Services, records: Records): FolderWatch {
  const changed = new vscode.EventEmitter<void>();
  const recorded = new vscode.EventEmitter<WrittenRecord>();
  let running: Running | undefined;
  let watched: Watched | undefined;
  let starting = false;
  const become = (next: Watched | undefined) => {
    watched = next;
    changed.fire();
  };
  const keep = async ({ recordFile }: WrittenRecord): Promise<vscode.Uri | undefined> => {
    if (recordFile === undefined) return undefined;
    const uri = vscode.Uri.file(recordFile);
    await records.add(uri);
    return uri;
  };
  const end = async (answer: HostAnswer, work: HostWatch, given: Uint8Array | undefined): Promise<void> => {
    const last = watched;
    const wished = running?.abort.signal.aborted === true;
    running = undefined;
    become(undefined);
    if (last === undefined) return;
    if (answer.kind === 'died') await sweep(services, work, last.status.run);
    const record = answer.kind === 'watched' ? await keep(answer.answer) : undefined;
    sayEnd(last, answer, { wished, record, again: () => watch.start(last.folders, given) });
  };
  const begin = (folders: readonly vscode.Uri[], { recipe, work }: Prepared, given: Uint8Array | undefined): void => {
    const abort = new AbortController();
    const talk = openHost({
      extensionPath: services.context.extensionPath,
      request: { kind: 'watch', watch: work },
      signal: abort.signal,
      watching: (status) => {
        if (watched !== undefined) become({ ...watched, status });
      },
      recorded: (record) => recorded.fire(record),
    });
    running = { abort, talk, ended: talk.answer.then((answer) => end(answer, work, given)) };
    become({ folders, recipe, stopping: false, status: { phase: 'starting', written: 0, refused: 0, waiting: 0 } });
  };
  const watch: FolderWatch = {
    now: () => watched,
    onDidChange: changed.event,
    async start(folders, given) {
      if (starting) return false;
      starting = true;
      try {
        const ready = await prepared(services, folders, given);
        if (ready === undefined) return false;
        await watch.stop();
        begin(folders, ready, given);
        return true;
      } finally {
        starting = false;
      }
    },
    async stop() {
      if (running === undefined || watched === undefined) return;
      if (!watched.stopping) become({ ...watched, stopping: true });
      running.abort.abort();
      await running.ended;
    },
    async record() {
      if (running === undefined) return undefined;
      const { talk, ended } = running;
      const written = new Promise<WrittenRecord>((resolve) => {
        const listener = recorded.event((record) => {
          listener.dispose();
          resolve(record);
        });
        void ended.then(() => resolve({}));
      });
      talk.record();
      const record = await written;
      if (record.recordProblem !== undefined) sayNoRecord(record.recordProblem);
      return await keep(record);
    },
    dispose() {
      // The process ends by itself when it hears this, or nothing any more.
      running?.abort.abort();
      watched = undefined;
      changed.dispose();
      recorded.dispose();
    },
  };
  return watch;
}

async function prepared(
  services: Services,
  folders: readonly vscode.Uri[],
  given: Uint8Array | undefined,
): Promise<Prepared | undefined> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Clean copies can be written in a trusted workspace only.'));
    return undefined;
  }
  const recipe = await services.recipes.current();
  if (!(await mayRun(services, { uris: folders, recipe, dryRun: false }))) return undefined;
  const table = await tableForRun(services, recipe);
  if (table === 'none') return undefined;
  const settled = await settledForRun(services, folders);
  if (settled === undefined) return undefined;
  const key = given ?? (await lastingKey(services));
  if (key === undefined) return undefined;
  const work = hostWork({ uris: folders, recipe, settled, ...(table === undefined ? {} : { table }) });
  // Where one of them needs it, all are looked into.
  const poll = folders.some(
    (folder) => vscode.workspace.getConfiguration('medimagecleaner', folder).get(POLLS) === true,
  );
  return { recipe: recipe.label, work: { ...work, key, settleMs: SETTLE_MS, poll } };
}

/** Asks for a key where the workspace has none: what comes tomorrow must get the same codes. */
async function lastingKey(services: Services): Promise<Uint8Array | undefined> {
  const held = await services.key.get();
  if (held !== undefined) return held;
  const reason = vscode.l10n.t('A watch needs a key: what comes tomorrow must get the same codes as what came today.');
  return (await createKey(services, reason)) ? await services.key.get() : undefined;
}

async function sweep(services: Services, work: HostWatch, run: string | undefined): Promise<void> {
  if (run === undefined) return;
  const { resolveItems, sweepParts } = await services.engine();
  const items = resolveItems(work.paths, { workspace: work.roots, folderName: work.folderName });
  await sweepParts(
    items.map(({ target }) => Buffer.from(target, 'latin1').toString('utf8')),
    run,
  );
}
