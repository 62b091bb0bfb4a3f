// Writes a rule into the workspace's recipe as an edit of its text: undo takes it back, and an open editor shows it.
import * as vscode from 'vscode';
import type { AttributePattern } from '../../core/policy/policy.js';
import type { TextEdit } from '../../core/recipe/syntax.js';
import type { Engine } from '../loadEngine.js';
import type { CurrentRecipe, RuleChange } from './workspaceRecipe.js';

const FIRST_NAME = 'deidentification.deid';

/** True where the recipe says so now. */
export async function writeRule(
  engine: Engine,
  uri: vscode.Uri,
  attribute: AttributePattern,
  rule: RuleChange,
): Promise<boolean> {
  return await change(uri, (text) => engine.changeRule(text, { attribute, rule }));
}

/** Puts another text in place of the whole. */
export async function replaceText(uri: vscode.Uri, made: (text: string) => string): Promise<boolean> {
  return await change(uri, (text) => [{ span: { start: 0, end: text.length }, text: made(text) }]);
}

async function change(uri: vscode.Uri, editsOf: (text: string) => readonly TextEdit[]): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const unsaved = document.isDirty;
  const edits = editsOf(document.getText());
  if (edits.length === 0) return true;
  const edit = new vscode.WorkspaceEdit();
  for (const { span, text } of edits) {
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    edit.replace(uri, range, text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  // A file that nobody was writing in is not left unsaved behind the user's back.
  if (!unsaved) await document.save();
  return true;
}

/** Turns a built-in recipe into a file of the workspace, after asking; undefined where the user does not want it. */
export async function ownRecipe({ id, label }: CurrentRecipe): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    void vscode.window.showWarningMessage(
      t(
        'Rules are written into a recipe of the workspace, and no folder is open. Open the folder of your images first.',
      ),
    );
    return undefined;
  }
  const uri = vscode.Uri.joinPath(folder.uri, FIRST_NAME);
  const there = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const go = there ? t('Use It') : t('Create It');
  const chosen = await vscode.window.showInformationMessage(
    there ? t('Use {0} as the recipe of this workspace?', FIRST_NAME) : t('Create {0} in this workspace?', FIRST_NAME),
    {
      modal: true,
      detail: there
        ? t('The built-in recipe {0} can not be changed. The file is there already: the rule is added to it.', label)
        : t(
            'The built-in recipe {0} can not be changed. The file starts from it, becomes the recipe of this workspace, and gets your rule. It is plain text.',
            label,
          ),
    },
    go,
  );
  if (chosen !== go) return undefined;
  if (!there) {
    const create = new vscode.WorkspaceEdit();
    const text = firstText(id);
    create.createFile(uri, { contents: new TextEncoder().encode(text) });
    if (!(await vscode.workspace.applyEdit(create))) return undefined;
  }
  return uri;
}

function firstText(builtin: string): string {
  const words = vscode.l10n.t('The recipe of this workspace: what the built-in recipe says, and the rules below.');
  return `# ${words}\nFORMAT dicom\n\nPROFILE ${builtin}\n`;
}
