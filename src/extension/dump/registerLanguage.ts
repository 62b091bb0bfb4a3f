// The language services of dumps: folding, outline, go to definition, hover, tokens and hints for lines that identify.
import * as vscode from 'vscode';
import type { Effect } from '../../core/kernel/finding.js';
import { actionsFor, type FindingTarget } from '../diagnostics/findingActions.js';
import type { Services } from '../services.js';
import { DUMP_SCHEME, dumpedFile } from './dumpAddress.js';
import type { DumpDocuments } from './dumpDocuments.js';
import { createDumpModels, type DumpModel, type DumpModels } from './dumpModel.js';
import { effectText } from './effectText.js';

const LANGUAGE: vscode.DocumentSelector = [{ language: 'dicom-dump' }, { scheme: DUMP_SCHEME }];
/** Token types of package.json. */
const TOKENS = ['deidRemoved', 'deidReplaced'] as const;
const LEGEND = new vscode.SemanticTokensLegend([...TOKENS]);

export function registerDumpLanguage(services: Services, dumps: DumpDocuments): void {
  const models = createDumpModels(services, dumps);
  const changed = new vscode.EventEmitter<void>();
  const { languages } = vscode;
  services.context.subscriptions.push(
    changed,
    services.recipes.onDidChange(() => changed.fire()),
    dumps.onDidChange(() => changed.fire()),
    languages.registerFoldingRangeProvider(LANGUAGE, { provideFoldingRanges: folding(models) }),
    languages.registerDocumentSymbolProvider(LANGUAGE, { provideDocumentSymbols: outline(models) }),
    languages.registerDefinitionProvider(LANGUAGE, { provideDefinition: definition(models) }),
    languages.registerHoverProvider(LANGUAGE, { provideHover: hover(models) }),
    languages.registerDocumentSemanticTokensProvider(
      LANGUAGE,
      { onDidChangeSemanticTokens: changed.event, provideDocumentSemanticTokens: tokens(models) },
      LEGEND,
    ),
    languages.registerInlayHintsProvider(LANGUAGE, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: hints(models),
    }),
  );
}

const folding = (models: DumpModels) => async (document: vscode.TextDocument) => {
  const { entries } = await models(document);
  return entries
    .filter(({ line, lastLine }) => lastLine > line)
    .map(({ line, lastLine }) => new vscode.FoldingRange(line, lastLine));
};

const outline = (models: DumpModels) => async (document: vscode.TextDocument) => {
  const { engine, entries } = await models(document);
  const top: vscode.DocumentSymbol[] = [];
  const symbols: (vscode.DocumentSymbol | undefined)[] = [];
  for (const entry of entries) {
    const { line, lastLine, kind, tag, vr, keyword, item } = entry;
    if (kind === 'end') {
      symbols.push(undefined);
      continue;
    }
    const tagText = engine.formatTag(tag);
    const [name, detail] =
      kind === 'item' ? [vscode.l10n.t('Item {0}', item), ''] : [keyword || tagText, `${tagText} ${vr}`];
    const kindOf =
      kind === 'item' ? vscode.SymbolKind.Object : lastLine > line ? vscode.SymbolKind.Array : vscode.SymbolKind.Field;
    const range = new vscode.Range(line, 0, lastLine, document.lineAt(lastLine).text.length);
    const symbol = new vscode.DocumentSymbol(name, detail, kindOf, range, tagRange(entry));
    symbols.push(symbol);
    (symbols[entry.parent]?.children ?? top).push(symbol);
  }
  return top;
};

const definition = (models: DumpModels) => async (document: vscode.TextDocument, position: vscode.Position) => {
  const { engine, entries } = await models(document);
  const index = engine.entryAt(entries, position.line);
  return engine.leadsTo(entries, index).flatMap((at) => {
    const entry = entries[at];
    return entry === undefined ? [] : [new vscode.Location(document.uri, tagRange(entry))];
  });
};

const hover = (models: DumpModels) => async (document: vscode.TextDocument, position: vscode.Position) => {
  const { engine, entries, marks } = await models(document);
  const index = engine.entryAt(entries, position.line);
  const entry = entries[index];
  if (entry === undefined || entry.kind !== 'element') return undefined;
  const info = engine.attributeInfo({ value: entry.tag, mask: 0xffffffff });
  const mark = marks.get(entry.line);
  const path = engine.pathOf(entries, index);
  const text = new vscode.MarkdownString();
  if (mark !== undefined) {
    const because = mark.clause === '' ? mark.reason : `${mark.reason} (${mark.clause})`;
    text.appendMarkdown(vscode.l10n.t('**{0}** under this recipe: {1}', effectText(mark.effect), because));
    text.appendMarkdown('\n\n');
  }
  const file = dumpedFile(document.uri);
  if (file !== undefined && mark !== undefined) appendActions(text, { uri: file.toString(), path });
  if (info !== undefined) text.appendMarkdown(`${engine.attributeLines(info).join('\n\n')}\n\n`);
  text.appendMarkdown(`\`${path}\``);
  const whole = new vscode.Range(entry.line, entry.tagStart, entry.line, document.lineAt(entry.line).text.length);
  return new vscode.Hover(text, position.character <= entry.tagEnd ? tagRange(entry) : whole);
};

/** A read-only document has no light bulb: what can be done is offered here. */
function appendActions(text: vscode.MarkdownString, target: FindingTarget): void {
  const actions = actionsFor(target);
  const links = actions.map(
    ({ title, command, args }) => `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`,
  );
  text.isTrusted = { enabledCommands: actions.map(({ command }) => command) };
  text.appendMarkdown(`${links.join(' · ')}\n\n`);
}

const tokens = (models: DumpModels) => async (document: vscode.TextDocument) => {
  const { entries, marks } = await models(document);
  const builder = new vscode.SemanticTokensBuilder(LEGEND);
  for (const entry of entries) {
    const mark = marks.get(entry.line);
    if (mark === undefined) continue;
    builder.push(tagRange(entry), tokenOf(mark.effect));
    if (entry.kind === 'element' && entry.valueEnd > entry.valueStart) {
      builder.push(new vscode.Range(entry.line, entry.valueStart, entry.line, entry.valueEnd), tokenOf(mark.effect));
    }
  }
  return builder.build();
};

/** In words beside the line, so that nothing is told by colour alone. */
const hints = (models: DumpModels) => async (document: vscode.TextDocument, range: vscode.Range) => {
  const { marks }: DumpModel = await models(document);
  const found: vscode.InlayHint[] = [];
  for (let line = range.start.line; line <= range.end.line; line += 1) {
    const mark = marks.get(line);
    if (mark === undefined) continue;
    const hint = new vscode.InlayHint(document.lineAt(line).range.end, `← ${effectText(mark.effect)}`);
    hint.paddingLeft = true;
    hint.tooltip = `${mark.reason} (${mark.clause})`;
    found.push(hint);
  }
  return found;
};

function tokenOf(effect: Effect): (typeof TOKENS)[number] {
  return effect === 'removed' || effect === 'emptied' ? 'deidRemoved' : 'deidReplaced';
}

function tagRange({
  line,
  tagStart,
  tagEnd,
}: {
  readonly line: number;
  readonly tagStart: number;
  readonly tagEnd: number;
}) {
  return new vscode.Range(line, tagStart, line, tagEnd);
}
