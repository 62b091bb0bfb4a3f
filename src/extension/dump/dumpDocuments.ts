// Text dumps of DICOM files: read-only documents made when they are opened, and made anew when file, recipe or masking change.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Finding } from '../../core/kernel/finding.js';
import { errorFailure } from '../editor/failure.js';
import { openBytes } from '../editor/openBytes.js';
import { watchFile } from '../editor/watchFile.js';
import { liesInOutput } from '../run/places.js';
import type { Services } from '../services.js';
import { DUMP_SCHEME, dumpedFile } from './dumpAddress.js';

/** What a line of a dump is about. */
export interface DumpedLine {
  readonly path: string;
  readonly finding?: Finding;
  readonly gone: boolean;
}

export interface DumpDocuments {
  /** By line; undefined for documents that are no dump of ours, or not made yet. */
  linesOf(uri: vscode.Uri): ReadonlyMap<number, DumpedLine> | undefined;
  readonly onDidChange: vscode.Event<void>;
}

const MOST_ROWS = 200_000;
/** VS Code does not hand larger documents to extensions. */
const MOST_CHARACTERS = 40_000_000;
const LONGEST_VALUE = 4096;

export function registerDumpDocuments(services: Services): DumpDocuments {
  const { context, recipes, key } = services;
  const known = new Map<string, ReadonlyMap<number, DumpedLine>>();
  const contentChanged = new vscode.EventEmitter<vscode.Uri>();
  const changed = new vscode.EventEmitter<void>();
  const open = () => vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === DUMP_SCHEME);
  const again = () => {
    for (const { uri } of open()) contentChanged.fire(uri);
  };
  const watchers = new Map<string, vscode.Disposable>();
  const watch = (uri: vscode.Uri, file: vscode.Uri) => {
    if (watchers.has(uri.toString())) return;
    const changedNow = () => contentChanged.fire(uri);
    watchers.set(uri.toString(), watchFile(file, { changed: changedNow, deleted: changedNow }));
  };
  const forget = ({ uri }: vscode.TextDocument) => {
    known.delete(uri.toString());
    watchers.get(uri.toString())?.dispose();
    watchers.delete(uri.toString());
  };
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: contentChanged.event,
    async provideTextDocumentContent(uri) {
      const file = dumpedFile(uri);
      if (file === undefined) return '';
      watch(uri, file);
      try {
        const { text, lines } = await dumpOf(services, file);
        // It may have been closed meanwhile.
        if (watchers.has(uri.toString())) known.set(uri.toString(), lines);
        changed.fire();
        return text;
      } catch (error) {
        const { message, hint } = errorFailure(error);
        return `# ${message}\n# ${hint}\n`;
      }
    },
  };
  context.subscriptions.push(
    contentChanged,
    changed,
    vscode.workspace.registerTextDocumentContentProvider(DUMP_SCHEME, provider),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.uri.scheme === DUMP_SCHEME) forget(document);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.maskValues')) again();
    }),
    recipes.onDidChange(again),
    services.tables.onDidChange(again),
    key.onDidChange(again),
    {
      dispose: () => {
        for (const watcher of watchers.values()) watcher.dispose();
      },
    },
  );
  return { linesOf: (uri) => known.get(uri.toString()), onDidChange: changed.event };
}

async function dumpOf(
  services: Services,
  file: vscode.Uri,
): Promise<{ readonly text: string; readonly lines: ReadonlyMap<number, DumpedLine> }> {
  const engine = await services.engine();
  const { policy } = await services.recipes.current();
  const { table } = await services.tables.forPolicy(policy);
  const context = {
    policy: engine.compilePolicy(policy),
    identity: engine.createIdentity((await services.key.get()) ?? new Uint8Array(randomBytes(32))),
    ...(table === undefined ? {} : { table }),
    patientEvidence: [],
    salvage: false,
    pixels: 'auto' as const,
    preview: true,
    producer: `medimagecleaner ${services.version}`,
  };
  const masked = vscode.workspace.getConfiguration('medimagecleaner').get('maskValues', false);
  const copy = liesInOutput(file);
  const bytes = await openBytes(file, engine);
  try {
    const inspection = await engine.inspectRows(bytes.source, context, { fileMeta: true, most: MOST_ROWS });
    const texts: string[] = [];
    const lines = new Map<number, DumpedLine>();
    let size = 0;
    for await (const line of engine.dumpLines(inspection, { masked, longest: LONGEST_VALUE })) {
      if (size > MOST_CHARACTERS) {
        texts.push(`# ${vscode.l10n.t('The rest is too long to be shown.')}`);
        break;
      }
      if (line.path !== undefined) {
        // What a copy has was put there by a run: nothing more is to happen to it.
        const { path } = line;
        const { finding, gone = false } = copy ? {} : line;
        lines.set(texts.length, { path, gone, ...(finding === undefined ? {} : { finding }) });
      }
      texts.push(line.text);
      size += line.text.length + 1;
    }
    return { text: `${texts.join('\n')}\n`, lines };
  } finally {
    bytes.close();
  }
}
