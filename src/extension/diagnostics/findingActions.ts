// What can be done about a finding: show it, de-identify its file, or write a rule. From the Problems panel by the link of an
// entry, and as quick fixes wherever a text document is shown: dumps, and files reopened as text.
import * as vscode from 'vscode';
import { DUMP_SCHEME, dumpedFile } from '../dump/dumpAddress.js';
import type { DumpDocuments } from '../dump/dumpDocuments.js';
import type { Services } from '../services.js';
import type { RuleChange } from '../workspaceRecipe/workspaceRecipe.js';
import { ACTIONS_COMMAND, type FindingDiagnostic, SOURCE } from './findingDiagnostics.js';

const RULE_COMMAND = 'medimagecleaner.findingRule';

export interface FindingTarget {
  readonly uri: string;
  readonly path?: string;
}

type Rule = Extract<RuleChange['kind'], 'keep' | 'empty' | 'remove'>;
const RULES: readonly Rule[] = ['keep', 'empty', 'remove'];

export function registerFindingActions(services: Services, recheck: (uri: vscode.Uri) => Promise<void>): void {
  const rule = async (target: FindingTarget, kind: Rule) => {
    const uri = vscode.Uri.parse(target.uri, true);
    if (target.path !== undefined && (await writeRule(services, target.path, kind)) && uri.scheme === 'file')
      await recheck(uri);
  };
  services.context.subscriptions.push(
    vscode.commands.registerCommand(RULE_COMMAND, rule),
    vscode.commands.registerCommand(ACTIONS_COMMAND, async (target: FindingTarget) => {
      const choices = [
        ...actionsFor(target).map(({ title, command, args }) => ({
          label: title,
          act: () => vscode.commands.executeCommand(command, ...args),
        })),
      ];
      const picked = await vscode.window.showQuickPick(choices, { title: target.path ?? vscode.l10n.t('What to do') });
      await picked?.act();
    }),
    vscode.languages.registerCodeActionsProvider([{ scheme: 'file' }, { scheme: 'vscode-remote' }], {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics
          .filter(({ source }) => source === SOURCE)
          .flatMap((diagnostic: FindingDiagnostic) => {
            const { path } = diagnostic;
            const target = { uri: document.uri.toString(), ...(path === undefined ? {} : { path }) };
            return quickFixes(target, [diagnostic]);
          }),
    }),
  );
}

/** On lines of a dump that identify. */
export function registerDumpActions(services: Services, dumps: DumpDocuments): void {
  services.context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(
      { scheme: DUMP_SCHEME },
      {
        provideCodeActions(document, range) {
          const line = dumps.linesOf(document.uri)?.get(range.start.line);
          const file = dumpedFile(document.uri);
          if (line === undefined || file === undefined || (line.finding === undefined && !line.gone)) return [];
          return quickFixes({ uri: file.toString(), path: line.path }, []);
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

function quickFixes(target: FindingTarget, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  return actionsFor(target).map(({ title, command, args }) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command, arguments: args };
    action.diagnostics = [...diagnostics];
    return action;
  });
}

interface Action {
  readonly title: string;
  readonly command: string;
  readonly args: unknown[];
}

/** What can be done about a finding, as commands with their arguments. */
export function actionsFor(target: FindingTarget): readonly Action[] {
  const uri = vscode.Uri.parse(target.uri, true);
  const actions: Action[] = [
    { title: vscode.l10n.t('Show in the DICOM editor'), command: 'medimagecleaner.openAsDicom', args: [uri] },
  ];
  if (!vscode.workspace.isTrusted) return actions;
  actions.push({ title: vscode.l10n.t('De-identify this file'), command: 'medimagecleaner.deidentify', args: [uri] });
  if (target.path === undefined || !/\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)$/.test(target.path)) return actions;
  for (const kind of RULES)
    actions.push({ title: ruleTitle(kind, target.path), command: RULE_COMMAND, args: [target, kind] });
  return actions;
}

function ruleTitle(kind: Rule, path: string): string {
  const tag = path.split('.').at(-1) ?? path;
  switch (kind) {
    case 'keep':
      return vscode.l10n.t('Add a rule to the recipe: keep {0}', tag);
    case 'empty':
      return vscode.l10n.t('Add a rule to the recipe: empty {0}', tag);
    case 'remove':
      return vscode.l10n.t('Add a rule to the recipe: remove {0}', tag);
  }
}

async function writeRule(services: Services, path: string, kind: Rule): Promise<boolean> {
  const { parseTag } = await services.engine();
  const tags = path.split('.').map((part) => parseTag(part.replace(/\[\d+\]$/, '')));
  const attribute = tags.pop();
  if (attribute === undefined) return false;
  const parents = tags.filter((tag) => tag !== undefined);
  return await services.recipes.changeRule({ ...attribute, ...(parents.length > 0 ? { parents } : {}) }, { kind });
}
