// Help while a recipe is typed: completion, signature help, hover.
import * as vscode from 'vscode';
import type { Completion, CompletionKind } from '../../core/recipe/services/completion.js';
import type { Facts } from '../../core/recipe/services/facts.js';
import { LANGUAGE, offsetAt, rangeOf } from './ranges.js';
import { factsFor } from './recipeFacts.js';
import { ready, type Session } from './session.js';

const { CompletionItemKind } = vscode;

const KINDS: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  keyword: CompletionItemKind.Keyword,
  attribute: CompletionItemKind.Field,
  option: CompletionItemKind.EnumMember,
  profile: CompletionItemKind.EnumMember,
  function: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  group: CompletionItemKind.Reference,
  recipe: CompletionItemKind.File,
  creator: CompletionItemKind.Value,
  value: CompletionItemKind.Value,
};

/** Markdown of ours: no commands, no HTML. */
function markdown(lines: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(lines.join('\n\n'));
}

function itemOf(found: Completion, place: number, range: vscode.Range): vscode.CompletionItem {
  const label = found.detail === undefined ? found.label : { label: found.label, description: found.detail };
  const item = new vscode.CompletionItem(label, KINDS[found.kind]);
  item.range = range;
  item.insertText = found.snippet === true ? new vscode.SnippetString(found.insert) : found.insert;
  item.filterText = found.filter ?? found.label;
  item.sortText = String(place).padStart(4, '0');
  if (found.about !== undefined) item.documentation = markdown([found.about]);
  if (found.deprecated === true) item.tags = [vscode.CompletionItemTag.Deprecated];
  // What comes next can be completed as well.
  if (found.insert.endsWith(' ') || found.insert.endsWith(':')) {
    item.command = { command: 'editor.action.triggerSuggest', title: '' };
  }
  return item;
}

function completion(session: Session): vscode.CompletionItemProvider {
  const { services, documents, workspace } = session;
  return {
    async provideCompletionItems(document, position) {
      const text = document.getText();
      const offset = document.offsetAt(position);
      const engine = await services.engine();
      // The last tree will do for names; the line itself is read anew.
      const known = documents.known(document) ?? (await documents.get(document));
      const facts = await factsFor(services, workspace, document, known);
      const open = await session.objects.effects(known, []);
      const all: Facts = open === undefined ? facts : { ...facts, open };
      const found = engine.completeIn(text, offset, known.tree, all);
      // What completes a word stands in its line.
      const behind = position.character - offset;
      const range = new vscode.Range(position.line, found.span.start + behind, position.line, found.span.end + behind);
      const items = found.items.map((item, place) => itemOf(item, place, range));
      return new vscode.CompletionList(items, found.incomplete);
    },
    async resolveCompletionItem(item) {
      if (item.kind !== CompletionItemKind.Field) return item;
      const engine = await services.engine();
      const lines = engine.describeAttribute(typeof item.label === 'string' ? item.label : item.label.label);
      if (lines !== undefined) item.documentation = markdown(lines);
      return item;
    },
  };
}

function signature(session: Session): vscode.SignatureHelpProvider {
  return {
    async provideSignatureHelp(document, position) {
      const { engine, recipe } = await ready(session, document);
      const found = engine.signature(recipe.tree, offsetAt(recipe.tree, position));
      if (found === undefined) return undefined;
      const information = new vscode.SignatureInformation(found.label, markdown([found.about]));
      let from = 0;
      information.parameters = found.parameters.map(({ label, about }) => {
        const at = found.label.indexOf(label, from);
        from = at < 0 ? from : at + label.length;
        return new vscode.ParameterInformation(at < 0 ? label : [at, from], markdown([about]));
      });
      const help = new vscode.SignatureHelp();
      help.signatures = [information];
      help.activeParameter = found.active;
      return help;
    },
  };
}

function hover(session: Session): vscode.HoverProvider {
  return {
    async provideHover(document, position) {
      const { engine, recipe, facts } = await ready(session, document);
      const offset = offsetAt(recipe.tree, position);
      const patterns = engine.patternsAt(recipe.tree, offset);
      const open = patterns.length === 0 ? undefined : await session.objects.effects(recipe, patterns);
      const all: Facts = open === undefined ? facts : { ...facts, open };
      const found = engine.hover(recipe.tree, offset, all, recipe.policy);
      return found === undefined
        ? undefined
        : new vscode.Hover(markdown(found.lines), rangeOf(recipe.tree, found.span));
    },
  };
}

export function registerTyping(session: Session): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerCompletionItemProvider(
      LANGUAGE,
      completion(session),
      ' ',
      '%',
      ':',
      '(',
      ',',
      '"',
      '.',
      '+',
      '|',
    ),
    languages.registerSignatureHelpProvider(LANGUAGE, signature(session), ' ', '(', ','),
    languages.registerHoverProvider(LANGUAGE, hover(session)),
  );
}
