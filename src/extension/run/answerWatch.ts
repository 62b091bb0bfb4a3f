// A watch in the run host: counts what becomes of files as they come, tells how it stands, and writes the record of what was done when
// it is asked to, and at the end.
import os from 'node:os';
import type { Issue } from '../../core/kernel/issue.js';
import { openReportSpool } from '../../node/reportSpool.js';
import type { Progress } from '../../node/runTypes.js';
import { deidError, PathError } from '../../node/systemError.js';
import { type WatchNews, watchFolders } from '../../node/watch.js';
import type { HostTask } from './hostTask.js';
import type { FromRunHost, HostWatch, WatchAnswer, WatchStatus, WrittenRecord } from './messages.js';
import { writtenRecord } from './recordFile.js';
import { recordFacts, relativeRecord } from './recordParts.js';
import { runRequest } from './runRequest.js';

const EVERY_MS = 200;

export async function answerWatch(asked: HostWatch, task: HostTask): Promise<FromRunHost> {
  process.chdir(asked.base);
  const { signal } = task;
  const started = new Date();
  const spool = openReportSpool(os.tmpdir());
  const request = { ...runRequest(asked, { dryRun: false, overwrite: false, keepFindings: false }), key: asked.key };
  let files = 0;
  const issues = new Map<string, Issue>();
  let status: WatchStatus = { phase: 'starting', written: 0, refused: 0, waiting: 0 };
  let timer: NodeJS.Timeout | undefined;
  // Crowds of files are told of a few times a second.
  const become = (next: WatchStatus) => {
    status = next;
    timer ??= setTimeout(() => {
      timer = undefined;
      task.say({ kind: 'watching', status });
    }, EVERY_MS);
  };
  const record = async (stopped?: string): Promise<WrittenRecord> => {
    if (files === 0) return {};
    const facts = {
      ...recordFacts(request, asked.key, started),
      issues: [...issues.values()],
      elapsedMs: Date.now() - started.getTime(),
    };
    const all = { ...facts, ...(stopped === undefined ? {} : { stopped }) };
    return await writtenRecord(asked.base, started, () => spool.pieces(all, new Map()));
  };
  const told = (news: WatchNews) => {
    become(after(status, news));
    if (news.kind === 'evidence') issues.set(news.issue.message, news.issue);
    if (news.kind !== 'file' && news.kind !== 'left') return;
    spool.add(files, relativeRecord(news.file, asked.base));
    files += 1;
  };
  const onProgress = (progress: Progress) => {
    if (status.phase === 'working') become({ ...status, waiting: progress.filesTotal - progress.filesDone });
  };
  task.onRecord(async () => task.say({ kind: 'recorded', record: await record() }));
  let stopped: WatchAnswer['stopped'];
  try {
    const { settleMs, poll } = asked;
    const choice = { request: { ...request, signal, onProgress }, settleMs, poll, once: false, signal, told };
    await watchFolders(choice);
  } catch (error) {
    const known = deidError(error);
    const place = known instanceof PathError ? { path: known.path } : {};
    stopped = { code: known.code, message: known.message, ...place };
  }
  clearTimeout(timer);
  // What follows takes no copies any more.
  if (signal.aborted) task.say({ kind: 'stopped' });
  const written = await record(stopped?.code);
  spool.close();
  const { run: _run, ...counts } = status;
  return {
    kind: 'watched',
    answer: { status: { ...counts, phase: 'waiting' }, ...(stopped === undefined ? {} : { stopped }), ...written },
  };
}

/** How it stands after a piece of news. */
export function after(status: WatchStatus, news: WatchNews): WatchStatus {
  const { run: _run, ...rest } = status;
  switch (news.kind) {
    case 'batch':
      return { ...rest, phase: 'working', run: news.run };
    case 'waiting':
      return { ...rest, phase: 'waiting', waiting: news.young };
    case 'busy':
      return { ...rest, phase: 'busy' };
    case 'left':
    case 'evidence':
      return status;
    case 'file':
      return news.file.kind === 'written'
        ? { ...status, written: status.written + 1 }
        : { ...status, refused: status.refused + 1 };
  }
}
