// A run over what the user named: archives one by one, everything else together.
import fs from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { type InputItem, resolveItems } from '../outputPaths.js';
import { folderOf, joinPath, nativePath, pathText, type RawPath, rawPath } from '../rawPath.js';
import { run } from '../run.js';
import type { RunRequest, RunResult } from '../runTypes.js';
import { pathError } from '../systemError.js';
import { runArchive } from './archiveRun.js';
import type { ArchiveItem } from './archiveState.js';
import { archiveKind, isTar } from './entries.js';

const HEAD = 16 * 1024;

/** Which of the paths are archives, by their content. @throws PathError for a path that can't be used */
export function archivesAmong(request: Pick<RunRequest, 'paths' | 'output'>, unpack: boolean): readonly ArchiveItem[] {
  const archives: ArchiveItem[] = [];
  for (const item of resolveItems(request.paths, request)) {
    if (item.kind !== 'file') continue;
    const head = headOf(item);
    const kind = archiveKind(head);
    // Other things are in a gzip too, such as volumes.
    if (kind === 'tar.gz' && !isTar(inflated(head))) continue;
    if (kind !== undefined) archives.push({ item: unpack ? unpacked(item) : item, kind, unpack });
  }
  return archives;
}

function headOf({ source, given }: InputItem): Uint8Array {
  try {
    const descriptor = fs.openSync(nativePath(source), 'r');
    try {
      const head = Buffer.alloc(HEAD);
      return head.subarray(0, fs.readSync(descriptor, head, 0, head.length, 0));
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    throw pathError(error, given);
  }
}

/** As far as the beginning goes. */
function inflated(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array(0);
  }
}

/** `a.tar.gz` becomes the folder `a`. */
function unpacked(item: InputItem): InputItem {
  const name = pathText(item.target).replace(/^.*\//u, '');
  const bare = name.replace(/\.(zip|tar|tgz|tar\.gz|gz)$/iu, '');
  const target: RawPath = joinPath(
    folderOf(item.target),
    rawPath(bare === name || bare === '' ? `${name}.files` : bare),
  );
  return { ...item, target };
}

/** {@link run}, then the archives; the first that has to stop ends it. */
export async function runAll(request: RunRequest, archives: readonly ArchiveItem[]): Promise<RunResult> {
  if (archives.length === 0) return run(request);
  const given = new Set(archives.map(({ item }) => item.given));
  const paths = request.paths.filter((path) => !given.has(path));
  let result = paths.length === 0 ? undefined : await run({ ...request, paths });
  for (const archive of archives) {
    if (result?.stopped !== undefined) break;
    const own = await runArchive(request, archive, (result?.totals.files ?? 0) + (result?.totals.notReached ?? 0));
    result = result === undefined ? own : joined(result, own);
  }
  return result ?? run(request);
}

function joined(a: RunResult, b: RunResult): RunResult {
  const x = a.totals;
  const y = b.totals;
  const stopped = a.stopped ?? b.stopped;
  return {
    files: [...a.files, ...b.files],
    lateIssues: new Map([...a.lateIssues, ...b.lateIssues]),
    issues: [...a.issues, ...b.issues.filter(({ message }) => a.issues.every((known) => known.message !== message))],
    totals: {
      files: x.files + y.files,
      bytes: x.bytes + y.bytes,
      kinds: sum(x.kinds, y.kinds),
      actions: sum(x.actions, y.actions),
      effects: sum(x.effects, y.effects),
      findings: x.findings + y.findings,
      notReached: x.notReached + y.notReached,
    },
    links: {
      kinds: {
        patient: both(a.links.kinds.patient, b.links.kinds.patient),
        study: both(a.links.kinds.study, b.links.kinds.study),
        series: both(a.links.kinds.series, b.links.kinds.series),
        instance: both(a.links.kinds.instance, b.links.kinds.instance),
        frame: both(a.links.kinds.frame, b.links.kinds.frame),
        other: both(a.links.kinds.other, b.links.kinds.other),
      },
      references: {
        resolved: a.links.references.resolved + b.links.references.resolved,
        unresolved: a.links.references.unresolved + b.links.references.unresolved,
      },
      issues: [],
    },
    elapsedMs: a.elapsedMs + b.elapsedMs,
    ...(a.mappings === undefined && b.mappings === undefined
      ? {}
      : {
          mappings: {
            uids: [...new Map([...(a.mappings?.uids ?? []), ...(b.mappings?.uids ?? [])])],
            patients: [...new Map([...(a.mappings?.patients ?? []), ...(b.mappings?.patients ?? [])])],
          },
        }),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

interface Counted {
  readonly originals: number;
  readonly gone: number;
}

function both(a: Counted, b: Counted): Counted {
  return { originals: a.originals + b.originals, gone: a.gone + b.gone };
}

function sum<K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>): Record<K, number> {
  const all: Record<K, number> = { ...a };
  for (const key in b) all[key] = a[key] + b[key];
  return all;
}
