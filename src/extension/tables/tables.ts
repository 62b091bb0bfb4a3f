// The lookup tables that the setting `medimagecleaner.tables` names: read when first asked for, and again when setting or file change.
// Their values are in memory only.
import path from 'node:path';
import * as vscode from 'vscode';
import type { LookupTable } from '../../core/policy/lookupTable.js';
import type { Policy } from '../../core/policy/policy.js';
import type { NamedTable } from '../../core/policy/tableFor.js';
import { watchFile } from '../editor/watchFile.js';
import { fileText } from '../fileText.js';
import type { Engine } from '../loadEngine.js';

/** A table, or why there is none where the recipe wants one. */
export type TableAnswer = { readonly table?: LookupTable; readonly problem?: string };

export interface Tables {
  /** What a recipe takes its values from. Without a table that it wants, `problem` says what to do. */
  forPolicy(policy: Policy): Promise<TableAnswer>;
  /** Columns of all tables that can be read, for who writes a recipe. */
  columns(): Promise<readonly string[]>;
  readonly onDidChange: vscode.Event<void>;
}

interface ReadTables {
  readonly tables: readonly NamedTable[];
  readonly problems: readonly string[];
}

/** A line for each of a million patients is far smaller. */
const LARGEST = 256 * 1024 * 1024;

export function createTables(context: vscode.ExtensionContext, engine: () => Promise<Engine>): Tables {
  const changed = new vscode.EventEmitter<void>();
  let reading: Promise<ReadTables> | undefined;
  let watched: vscode.Disposable | undefined;
  const stale = () => {
    reading = undefined;
    watched?.dispose();
    watched = undefined;
    changed.fire();
  };
  const read = (): Promise<ReadTables> => {
    if (reading !== undefined) return reading;
    const all = named();
    const uris = all.flatMap(({ places }) => places);
    watched = vscode.Disposable.from(...uris.map((uri) => watchFile(uri, { changed: stale, deleted: stale })));
    reading = readAll(engine, all);
    return reading;
  };
  context.subscriptions.push(
    changed,
    { dispose: () => watched?.dispose() },
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.tables')) stale();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(stale),
    vscode.workspace.onDidGrantWorkspaceTrust(stale),
  );
  return {
    async forPolicy(policy) {
      const { tableFor, variablesOf } = await engine();
      const wanted = variablesOf(policy);
      if (wanted.length === 0) return {};
      const { tables, problems } = await read();
      const [problem] = problems;
      if (problem !== undefined) return { problem };
      if (tables.length === 0) return { problem: noTable(wanted) };
      const choice = tableFor(policy, tables);
      if (choice.kind === 'problem') return { problem: choice.message };
      return choice.kind === 'table' ? { table: choice.table } : {};
    },
    async columns() {
      const { tables } = await read();
      return [...new Set(tables.flatMap(({ table }) => table.columns))];
    },
    onDidChange: changed.event,
  };
}

interface Named {
  readonly name: string;
  /** Where it may lie: in the first folder of the workspace that has it. */
  readonly places: readonly vscode.Uri[];
}

function named(): readonly Named[] {
  const names = vscode.workspace.getConfiguration('medimagecleaner').get<readonly unknown[]>('tables', []);
  const folders = vscode.workspace.workspaceFolders ?? [];
  return names.flatMap((each) => {
    const name = typeof each === 'string' ? each.trim() : '';
    if (name === '') return [];
    if (path.isAbsolute(name)) return [{ name, places: [vscode.Uri.file(name)] }];
    return [{ name, places: folders.map(({ uri }) => vscode.Uri.joinPath(uri, ...name.split(/[\\/]/u))) }];
  });
}

async function readAll(engine: () => Promise<Engine>, named: readonly Named[]): Promise<ReadTables> {
  const tables: NamedTable[] = [];
  const problems: string[] = [];
  const { parseLookupTable } = await engine();
  for (const { name, places } of named) {
    const text = await firstText(places);
    if (text === undefined) {
      problems.push(vscode.l10n.t('{0}: there is no such file, or it can not be read', name));
      continue;
    }
    const table = parseLookupTable(text);
    if (table.kind === 'table') tables.push({ name, table });
    else problems.push(`${name}: ${table.problems[0]}`);
  }
  return { tables, problems };
}

async function firstText(places: readonly vscode.Uri[]): Promise<string | undefined> {
  for (const place of places) {
    const text = await fileText(place, LARGEST);
    if (text !== undefined) return text;
  }
  return undefined;
}

function noTable(wanted: readonly string[]): string {
  return vscode.l10n.t(
    'the recipe takes values from a lookup table (var:{0}); the setting medimagecleaner.tables names it, with a column for each',
    wanted.join(', var:'),
  );
}
