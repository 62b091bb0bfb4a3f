// The commands as other extensions and the workbench call them, in a real extension host.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { api, IDENTIFIERS, until } from './inHost.js';

async function tree(folder: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    found[path.relative(folder, file)] = (await readFile(file)).toString('latin1');
  }
  return found;
}

describe('commands on a folder of the workspace', function () {
  this.timeout(180000);
  let folder = '';
  const at = (...names: string[]): string => path.join(folder, ...names);
  const uri = (...names: string[]): vscode.Uri => vscode.Uri.file(at(...names));

  beforeEach(async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    assert.notEqual(root, '');
    folder = await mkdtemp(path.join(root, 'commands-'));
    await cp(path.join(root, 'study'), at('study'), { recursive: true });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  it('de-identify it beside the originals, which stay as they were', async () => {
    const originals = await tree(at('study'));
    const done = await (await api()).deidentify([uri('study')], { existing: 'overwrite' });
    assert.equal(done?.written, 7);
    assert.deepEqual(done?.outputs, [at('deidentified', 'study')]);
    assert.deepEqual(await tree(at('study')), originals);
    const copies = await tree(at('deidentified'));
    assert.equal(Object.keys(copies).length, 7);
    for (const [name, bytes] of Object.entries(copies)) assert.doesNotMatch(bytes, IDENTIFIERS, name);
    assert.match(path.relative(folder, done?.report ?? ''), /^\.medimagecleaner\/[\d_-]+\.deid-report\.json$/);
  });

  it('take several items in one run, and leave what is there where asked', async () => {
    const items = [uri('study', 'CT'), uri('study', 'MR')];
    const first = await (await api()).deidentify(items, { existing: 'skip' });
    assert.ok((first?.written ?? 0) > 1);
    const second = await (await api()).deidentify(items, { existing: 'skip' });
    assert.equal(second?.written, 0);
    assert.equal(second?.skipped, first?.written);
  });

  it('open the report of the run, and again from the record', async () => {
    const done = await (await api()).deidentify([uri('study', 'CT')]);
    const tab = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const shown = await until('a report', () => {
      const input = tab();
      return input instanceof vscode.TabInputCustom && input.viewType === 'medimagecleaner.report' ? input : undefined;
    });
    assert.equal(shown.uri.fsPath, done?.report);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('medimagecleaner.openReport');
    await until('the report again', () => (tab() instanceof vscode.TabInputCustom ? true : undefined));
  });

  it('inspect a file without telling values', async () => {
    const found = await (await api()).inspect(uri('study', 'CT', 'CT000001.dcm'), 'basic');
    assert.ok(found.findings.some(({ path: place, effect }) => place === '(0010,0010)' && effect === 'emptied'));
    assert.doesNotMatch(JSON.stringify(found), IDENTIFIERS);
  });

  it('stop when they are cancelled', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const done = await (await api()).deidentify([uri('study')], { existing: 'overwrite', token: source.token });
    assert.equal(done?.written ?? 0, 0);
    assert.ok(done === undefined || done.stopped === 'cancelled');
  });

  it('check it: findings in the Problems panel, file by file, without values', async () => {
    await vscode.commands.executeCommand('medimagecleaner.check', uri('study', 'CT'), [uri('study', 'CT')]);
    const problems = vscode.languages.getDiagnostics(uri('study', 'CT', 'CT000001.dcm'));
    assert.ok(problems.some(({ message }) => message.startsWith('PatientName (0010,0010): emptied')));
    assert.ok(problems.every(({ source }) => source === 'medimagecleaner'));
    assert.doesNotMatch(JSON.stringify(problems), IDENTIFIERS);
    const [first] = problems;
    assert.ok(typeof first?.code === 'object');
  });

  it('verify copies, and name the one that is not clean', async () => {
    await (await api()).deidentify([uri('study', 'CT')]);
    const spoiled = uri('study', 'deidentified', 'CT', 'CT000001.dcm');
    await writeFile(spoiled.fsPath, await readFile(at('study', 'CT', 'CT000001.dcm')));
    await vscode.commands.executeCommand('medimagecleaner.verify', uri('study', 'deidentified'));
    const problems = vscode.languages.getDiagnostics(spoiled);
    assert.ok(problems.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
    assert.doesNotMatch(JSON.stringify(problems), IDENTIFIERS);
    assert.deepEqual(vscode.languages.getDiagnostics(uri('study', 'deidentified', 'CT', 'CT000002.dcm')), []);
  });
});

describe('a text dump', function () {
  this.timeout(180000);
  const file = (): vscode.Uri => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root !== undefined);
    return vscode.Uri.joinPath(root, 'study', 'CT', 'CT000001.dcm');
  };

  async function dump(): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('medimagecleaner.dump', file());
    return await until('a dump', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === 'deid-dump' ? document : undefined;
    });
  }

  function lineOf(document: vscode.TextDocument, tag: string): number {
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.startsWith(tag));
    assert.ok(line >= 0, tag);
    return line;
  }

  it('is a read-only document of its own language', async () => {
    const document = await dump();
    assert.equal(document.languageId, 'dicom-dump');
    assert.match(document.getText(), /^\(0010,0010\) PN \[\S+\] +# +\d+, 1 PatientName$/m);
  });

  it('has an outline, folding and a hover', async () => {
    const { uri, ...document } = await dump();
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.ok(symbols.some(({ name }) => name === 'PatientName'));
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uri,
    );
    assert.ok(Array.isArray(ranges));
    const open = await vscode.workspace.openTextDocument(uri);
    const place = new vscode.Position(lineOf(open, '(0010,0010)'), 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((each) => (typeof each === 'string' ? each : each.value));
    assert.match(text.join('\n'), /emptied[\s\S]*Patient.?s? Name[\s\S]*PS3\.15/);
    assert.ok(document !== undefined);
  });

  it('offers rules on lines that identify, and none on others', async () => {
    const document = await dump();
    const actions = async (tag: string) => {
      const line = lineOf(document, tag);
      const range = new vscode.Range(line, 0, line, 0);
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
      );
      return found.map(({ title }) => title);
    };
    assert.ok((await actions('(0010,0010)')).includes('Add a rule to the recipe: keep (0010,0010)'));
    assert.deepEqual(await actions('(0028,0010)'), []);
  });

  it('of a file that is gone says so', async () => {
    const gone = vscode.Uri.joinPath(file(), '..', 'gone.dcm');
    await vscode.commands.executeCommand('medimagecleaner.dump', gone);
    const document = await until('a dump', () => {
      const open = vscode.window.activeTextEditor?.document;
      return open?.uri.path.includes('gone.dcm') ? open : undefined;
    });
    assert.match(document.getText(), /^# \S/);
  });
});

describe('a dump that the user made', () => {
  it('has the same services', async () => {
    const content = [
      '(0008,1140) SQ (Sequence with undefined length #=1)     # u/l, 1 ReferencedImageSequence',
      '  (fffe,e000) na (Item with undefined length #=1)         # u/l, 1 Item',
      '    (0008,1155) UI [1.2.3]                                  #   6, 1 ReferencedSOPInstanceUID',
      '  (fffe,e00d) na (ItemDelimitationItem)                   #   0, 0 ItemDelimitationItem',
      '(fffe,e0dd) na (SequenceDelimitationItem)               #   0, 0 SequenceDelimitationItem',
    ].join('\n');
    const { uri } = await vscode.workspace.openTextDocument({ language: 'dicom-dump', content });
    await api();
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      uri,
      new vscode.Position(0, 3),
    );
    assert.deepEqual(
      places.map(({ range }) => range.start.line),
      [1],
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.equal(symbols[0]?.children[0]?.children[0]?.name, 'ReferencedSOPInstanceUID');
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uri,
    );
    assert.ok(ranges.some(({ start, end }) => start === 0 && end === 4));
  });
});

describe('the task type', function () {
  this.timeout(180000);

  it('de-identifies what tasks.json names', async () => {
    const root = vscode.workspace.workspaceFolders?.[0];
    assert.ok(root !== undefined);
    await api();
    const tasks = await vscode.tasks.fetchTasks({ type: 'medimagecleaner' });
    const task = tasks.find(({ definition }) => JSON.stringify(definition['paths']) === '["study"]');
    assert.ok(task !== undefined, 'no task for the folder study');
    const ended = new Promise<void>((resolve) => {
      const listener = vscode.tasks.onDidEndTask(({ execution }) => {
        if (execution.task.name !== task.name) return;
        listener.dispose();
        resolve();
      });
    });
    await vscode.tasks.executeTask(task);
    await ended;
    const output = path.join(root.uri.fsPath, 'deidentified');
    assert.equal(Object.keys(await tree(output)).length, 7);
    await rm(output, { recursive: true });
  });
});
