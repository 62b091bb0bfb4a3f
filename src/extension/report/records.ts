// The records of the last runs in this workspace: where they lie, and what they say of each file. Read when first asked.
import * as vscode from 'vscode';
import type { Previews } from './previews.js';
import { PREVIEW_SCHEME } from './previews.js';
import { type RunRecord, readRecord } from './runReport.js';

export interface FileState {
  readonly kind: 'clean' | 'clean-folder' | 'refused';
  readonly reason: string;
}

export interface Records {
  /** A run ended and left its record here. */
  add(record: vscode.Uri): Promise<void>;
  latest(): vscode.Uri | undefined;
  /** @throws where the file can't be read; undefined for what is no record */
  read(record: vscode.Uri): Promise<RunRecord | undefined>;
  /** What the last run that met a file said of it: an original that was refused, or a copy that was written. */
  stateOf(file: vscode.Uri): Promise<FileState | undefined>;
  /** The copies that the runs wrote, wherever they lie. */
  copies(): Promise<readonly vscode.Uri[]>;
  /** The last run whose copies lie in this folder or around it. */
  runOf(place: vscode.Uri): Promise<RunRecord | undefined>;
  /** Where a record's path leads. */
  locate(record: vscode.Uri, path: string): vscode.Uri;
  readonly onDidChange: vscode.Event<void>;
}

const MEMENTO = 'records';
const MOST = 30;

export function createRecords(context: vscode.ExtensionContext, previews: Previews): Records {
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(changed);
  let states: Promise<Map<string, FileState>> | undefined;
  const known = () => context.workspaceState.get<readonly string[]>(MEMENTO, []);

  const baseOf = (record: vscode.Uri): vscode.Uri => {
    const preview = record.scheme === PREVIEW_SCHEME ? previews.baseOf(record) : undefined;
    if (preview !== undefined) return preview;
    const folder = vscode.Uri.joinPath(record, '..');
    return folder.path.endsWith('/.medimagecleaner') ? vscode.Uri.joinPath(folder, '..') : folder;
  };
  const locate = (record: vscode.Uri, path: string) => {
    const base = baseOf(record);
    const absolute = path.startsWith('/') || /^[A-Za-z]:[/\\]/.test(path);
    return absolute && base.scheme === 'file' ? vscode.Uri.file(path) : vscode.Uri.joinPath(base, path);
  };
  const read = async (record: vscode.Uri) =>
    readRecord(new TextDecoder().decode(await vscode.workspace.fs.readFile(record)), {
      'truncated-in-pixels': vscode.l10n.t(
        'the file ends inside its pixel data: get a complete copy, or choose Retry refused to keep what is there',
      ),
    });

  const take = (into: Map<string, FileState>, uri: vscode.Uri, { report, outputs }: RunRecord) => {
    if (report.dryRun) return;
    if (report.output !== undefined)
      into.set(locate(uri, report.output).toString(), { kind: 'clean-folder', reason: report.started });
    for (const file of report.files) {
      const original = locate(uri, file.path).toString();
      const output = outputs.get(file.id);
      into.delete(original);
      if (file.kind === 'refused') into.set(original, { kind: 'refused', reason: file.reason ?? '' });
      if (file.kind === 'written' && output !== undefined)
        into.set(locate(uri, output).toString(), { kind: 'clean', reason: report.started });
    }
  };
  const load = async () => {
    const all = new Map<string, FileState>();
    for (const text of known()) {
      const uri = vscode.Uri.parse(text);
      try {
        const record = await read(uri);
        if (record !== undefined) take(all, uri, record);
      } catch {
        // The user may delete records: what they said is then unknown.
      }
    }
    return all;
  };
  return {
    async add(record) {
      const text = record.toString();
      await context.workspaceState.update(MEMENTO, [...known().filter((each) => each !== text), text].slice(-MOST));
      states = undefined;
      changed.fire();
    },
    latest() {
      const text = known().at(-1);
      return text === undefined ? undefined : vscode.Uri.parse(text);
    },
    read,
    async stateOf(file) {
      states ??= load();
      return (await states).get(file.toString());
    },
    async runOf(place) {
      for (const text of known().toReversed()) {
        const uri = vscode.Uri.parse(text);
        const record = await read(uri).catch(() => undefined);
        if (record?.report.output === undefined || record.report.dryRun) continue;
        const output = locate(uri, record.report.output).path;
        if (`${place.path}/`.startsWith(`${output}/`) || `${output}/`.startsWith(`${place.path}/`)) return record;
      }
      return undefined;
    },
    async copies() {
      states ??= load();
      return [...(await states)].flatMap(([uri, { kind }]) => (kind === 'clean' ? [vscode.Uri.parse(uri)] : []));
    },
    locate,
    onDidChange: changed.event,
  };
}
