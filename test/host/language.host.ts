// The recipe language in a real extension host: what an editor asks its providers, and what they answer.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';

const FOLDER = 'recipe-language';

function workspace(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder !== undefined, 'a workspace is open');
  return folder.uri;
}

let count = 0;

/** A recipe of that text, in a file of its own; `‸` marks a position. */
async function open(text: string): Promise<{ document: vscode.TextDocument; position: vscode.Position }> {
  const offset = Math.max(0, text.indexOf('‸'));
  const uri = vscode.Uri.joinPath(workspace(), FOLDER, `recipe${++count}.deid`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text.replace('‸', '')));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return { document, position: document.positionAt(offset) };
}

async function ask<T>(command: string, ...parameters: readonly unknown[]): Promise<T> {
  const answer: T = await vscode.commands.executeCommand(command, ...parameters);
  return answer;
}

/** Waits for diagnostics that pass: they come a moment after the text. */
async function problems(
  { uri }: vscode.TextDocument,
  enough: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const now = (): readonly vscode.Diagnostic[] => {
    return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'deid');
  };
  if (enough(now())) return now();
  return new Promise((resolve) => {
    const waiting = vscode.languages.onDidChangeDiagnostics(() => {
      if (!enough(now())) return;
      waiting.dispose();
      resolve(now());
    });
  });
}

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

const hasCode =
  (code: string) =>
  (found: readonly vscode.Diagnostic[]): boolean =>
    found.some((each) => each.code === code);

describe('the recipe language', () => {
  before(async () => {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(workspace(), FOLDER));
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspace(), FOLDER), { recursive: true });
  });

  it('is told by file name and by its first line', async () => {
    const { document } = await open('FORMAT dicom\n');
    assert.equal(document.languageId, 'deid');
  });

  it('completes attributes with their tag and standard action', async () => {
    const { document, position } = await open('FORMAT dicom\nPROFILE basic\n%header\nREMOVE PatientNa‸\n');
    const list = await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
      ' ',
      5,
    );
    const item = list.items.find((each) => labelOf(each) === 'PatientName');
    assert.ok(item !== undefined, list.items.map(labelOf).join());
    assert.ok(typeof item.label !== 'string' && item.label.description?.includes('(0010,0010) PN'));
    const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
    assert.equal(range === undefined ? '' : document.getText(range), 'PatientNa');
    const about = list.items[0]?.documentation;
    assert.ok(
      about instanceof vscode.MarkdownString && about.value.includes('PS3.15 Table E.1-1'),
      'the resolved item',
    );
  });

  it('completes keywords by section and options', async () => {
    const filter = await open('FORMAT dicom\n%filter graylist\nLABEL a\n  ‸\n');
    const words = await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      filter.document.uri,
      filter.position,
    );
    assert.ok(words.items.some((each) => labelOf(each) === 'ctpcoordinates'));
    assert.ok(!words.items.some((each) => labelOf(each) === 'REPLACE'));
    const option = await open('OPTION ‸\n');
    const options = await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      option.document.uri,
      option.position,
    );
    assert.ok(options.items.some((each) => labelOf(each) === 'retain-modified-dates'));
  });

  it('explains an attribute', async () => {
    const { document, position } = await open('FORMAT dicom\nPROFILE basic\n%header\nREMOVE Patient‸Sex\n');
    const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (part instanceof vscode.MarkdownString ? part.value : String(part)))
      .join('\n');
    assert.match(text, /Patient Sex/);
    assert.match(text, /retain-patient-characteristics/);
    assert.match(text, /This recipe: removed/);
  });

  it('shows what a rule does to the file that is open beside it', async () => {
    const [file] = await vscode.workspace.findFiles('study/CT/*.dcm', null, 1);
    assert.ok(file !== undefined, 'the sample study is there');
    await vscode.commands.executeCommand('vscode.openWith', file, 'medimagecleaner.dicom');
    const { document, position } = await open('FORMAT dicom\nPROFILE none\n%header\nREPLACE Patient‸ID nobody\n');
    const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (part instanceof vscode.MarkdownString ? part.value : String(part)))
      .join('\n');
    assert.match(text, /In \*CT/);
    assert.match(text, /→ `nobody`/);
    const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    assert.ok(
      lenses.some(({ command }) => command?.title.startsWith('Preview on CT')),
      lenses.map(({ command }) => command?.title).join(),
    );
  });

  it('helps with what a line takes', async () => {
    const { document, position } = await open('%filter x\nLABEL a\n  ctpcoordinates 0,0,‸\n');
    const help = await ask<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', document.uri, position);
    assert.equal(help.signatures[0]?.label, 'ctpcoordinates LEFT,TOP,WIDTH,HEIGHT');
    assert.equal(help.activeParameter, 2);
  });

  it('finds problems as one types, and fixes them', async () => {
    const { document } = await open('FORMAT dicom\nPROFILE basic\n%header\nREMOV StudyID\n');
    await problems(document, hasCode('unknown-keyword'));
    const range = new vscode.Range(3, 0, 3, 5);
    const actions = await ask<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
    const change = actions.find(({ title }) => title === 'Change to REMOVE');
    assert.ok(change?.edit !== undefined, actions.map(({ title }) => title).join());
    assert.equal(change.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(change.edit));
    assert.equal(document.lineAt(3).text, 'REMOVE StudyID');
    const left = await problems(document, (found) => found.length === 0);
    assert.deepEqual(left, []);
  });

  it('follows included recipes as they are typed', async () => {
    const site = await open('FORMAT dicom\nPROFILE none\n%fields ids\nFIELD PatientID\n');
    const name = site.document.uri.path.slice(site.document.uri.path.lastIndexOf('/') + 1);
    const text = `FORMAT dicom\nINCLUDE ‸${name}\n%header\nREMOVE fields:idz\n`;
    const { document, position } = await open(text);
    await problems(document, hasCode('unknown-group'));
    const links = await ask<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, position);
    const [found] = links;
    assert.ok(found !== undefined && 'targetUri' in found);
    assert.equal(found.targetUri.toString(), site.document.uri.toString());
    const edit = new vscode.WorkspaceEdit();
    edit.replace(site.document.uri, new vscode.Range(2, 8, 2, 11), 'idz');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await problems(document, (now) => !hasCode('unknown-group')(now));
  });

  it('formats', async () => {
    const { document } = await open('format dicom\n%header\nremove   StudyID\n');
    const edits = await ask<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {
      tabSize: 2,
      insertSpaces: true,
    });
    assert.ok(edits.length > 0);
    const change = new vscode.WorkspaceEdit();
    change.set(document.uri, edits);
    await vscode.workspace.applyEdit(change);
    assert.match(document.getText(), /REMOVE StudyID/);
    const again = await ask<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, {
      tabSize: 2,
      insertSpaces: true,
    });
    assert.deepEqual(again ?? [], []);
  });

  it('renames groups and finds where they are used', async () => {
    const text = '%fields i‸ds\nFIELD PatientID\n%header\nREMOVE fields:ids\n';
    const { document, position } = await open(text);
    const places = await ask<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, position);
    assert.deepEqual(
      places.map(({ range }) => range.start.line),
      [0, 3],
    );
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      position,
      'numbers',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), text.replace('‸', '').replaceAll('ids', 'numbers'));
  });

  it('outlines, folds, colours and names bare tags', async () => {
    const text =
      'FORMAT dicom\n%filter x\nLABEL a\n  contains Modality US\n  coordinates all\n%header\nKEEP (0010,0040)\n';
    const { document } = await open(text);
    const symbols = await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['%filter x', ['a']],
        ['%header', ['KEEP (0010,0040)']],
      ],
    );
    const folds = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.ok(folds.some(({ start, end }) => start === 2 && end === 4));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['PatientSex'],
    );
    const tokens = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
    assert.ok(tokens.data.length > 0);
  });

  it('counts the files that a filter speaks of', async () => {
    const { document } = await open('FORMAT dicom\nPROFILE none\nALLOW equals Modality CT\n');
    const wanted = /^(?:1 file|\d+ files) in this workspace match(?:es)?$/;
    // The files are asked in the background; the editor is told when they have answered.
    for (;;) {
      const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
      const titles = lenses.map(({ command }) => command?.title ?? '');
      const found = titles.find((title) => wanted.test(title));
      if (found !== undefined) {
        const files = await vscode.workspace.findFiles('study/CT/*.dcm');
        assert.ok(Number.parseInt(found, 10) >= files.length, found);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
});
