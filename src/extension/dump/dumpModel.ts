// A dump as its language services see it: entries and marks, kept until the text changes.
import * as vscode from 'vscode';
import type { DumpMark } from '../../core/dump/decideDump.js';
import type { DumpEntry } from '../../core/dump/parseDump.js';
import type { Engine } from '../loadEngine.js';
import type { Services } from '../services.js';
import type { DumpDocuments } from './dumpDocuments.js';

export interface DumpModel {
  readonly engine: Engine;
  readonly entries: readonly DumpEntry[];
  /** Lines of what identifies: as planned for the very file where the dump is ours, else by the recipe's rules alone. */
  readonly marks: ReadonlyMap<number, DumpMark>;
}

export type DumpModels = (document: vscode.TextDocument) => Promise<DumpModel>;

export function createDumpModels(services: Services, dumps: DumpDocuments): DumpModels {
  let cache = new WeakMap<vscode.TextDocument, { readonly version: number; readonly model: Promise<DumpModel> }>();
  const forget = () => {
    cache = new WeakMap();
  };
  services.context.subscriptions.push(services.recipes.onDidChange(forget), dumps.onDidChange(forget));
  return (document) => {
    const held = cache.get(document);
    if (held?.version === document.version) return held.model;
    const model = build(services, dumps, document);
    cache.set(document, { version: document.version, model });
    return model;
  };
}

async function build(services: Services, dumps: DumpDocuments, document: vscode.TextDocument): Promise<DumpModel> {
  const engine = await services.engine();
  const text = document.getText();
  const entries = engine.parseDump(text);
  const lines = dumps.linesOf(document.uri);
  const marks = new Map<number, DumpMark>();
  if (lines === undefined) {
    const { policy } = await services.recipes.current();
    for (const mark of engine.decideDump(text, entries, engine.compilePolicy(policy))) marks.set(mark.line, mark);
  } else {
    for (const [line, { finding, gone }] of lines) {
      if (finding !== undefined) {
        const { effect, category, reason, clause } = finding;
        marks.set(line, { line, effect, category, reason, clause });
      } else if (gone) {
        const reason = vscode.l10n.t('it lies in a sequence that is taken out');
        marks.set(line, { line, effect: 'removed', category: 'other', reason, clause: '' });
      }
    }
  }
  return { engine, entries, marks };
}
