// A watched folder and lookup tables, in a real extension host on real files.
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { api, IDENTIFIERS, until } from './inHost.js';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);

let folder = '';
const at = (...names: string[]): string => path.join(folder, ...names);
const uri = (...names: string[]): vscode.Uri => vscode.Uri.file(at(...names));

async function fresh(): Promise<void> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  assert.notEqual(root, '');
  folder = await mkdtemp(path.join(root, 'watch-'));
  await cp(path.join(root, 'study'), at('study'), { recursive: true });
}

describe('a watched folder', function () {
  this.timeout(180000);
  beforeEach(async () => {
    await fresh();
    await mkdir(at('in'));
  });
  afterEach(async () => {
    await (await api()).stopWatch();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  it('gets clean copies of what comes, counts them, and is left alone when it is stopped', async () => {
    const { watch, watching } = await api();
    assert.equal(watching(), undefined);
    assert.equal(await watch([uri('in')], { key: KEY }), true);
    assert.equal(watching()?.folders[0]?.fsPath, at('in'));
    // As a scanner would: under another name first.
    await cp(at('study', 'CT', 'CT000001.dcm'), at('coming'));
    await rename(at('coming'), at('in', 'CT000001.dcm'));
    await writeFile(at('in', 'broken.dcm'), (await readFile(at('study', 'CT', 'CT000002.dcm'))).subarray(0, 3000));
    const counts = await until('one cleaned, one refused', () => {
      const { written, refused, waiting, working } = watching() ?? {};
      return written === 1 && refused === 1 && waiting === 0 && working === false ? { written, refused } : undefined;
    });
    assert.deepEqual(counts, { written: 1, refused: 1 });
    assert.deepEqual(await readdir(at('deidentified', 'in')), ['CT000001.dcm']);
    const copy = (await readFile(at('deidentified', 'in', 'CT000001.dcm'))).toString('latin1');
    assert.doesNotMatch(copy, IDENTIFIERS);
    await vscode.commands.executeCommand('medimagecleaner.stopWatch');
    assert.equal(watching(), undefined);
    // It left a report as a run does.
    await vscode.commands.executeCommand('medimagecleaner.openReport');
    const shown = await until('the report', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom ? input : undefined;
    });
    assert.equal(path.dirname(shown.uri.fsPath), at('.medimagecleaner'));
  });

  it('is gone on with where it was left', async () => {
    const { watch, watching, stopWatch } = await api();
    await cp(at('study', 'CT', 'CT000001.dcm'), at('in', 'a.dcm'));
    await watch([uri('in')], { key: KEY });
    await until('a copy', () => (watching()?.written === 1 ? true : undefined));
    await stopWatch();
    await cp(at('study', 'CT', 'CT000002.dcm'), at('in', 'b.dcm'));
    await watch([uri('in')], { key: KEY });
    await until('the other copy', () => (watching()?.working === false && watching()?.written ? true : undefined));
    assert.equal(watching()?.written, 1);
    assert.deepEqual((await readdir(at('deidentified', 'in'))).sort(), ['a.dcm', 'b.dcm']);
  });

  it('is none of clean copies, and none that is not there', async () => {
    const { watch, watching } = await api();
    await mkdir(at('deidentified'));
    assert.equal(await watch([uri('deidentified')], { key: KEY }), false);
    assert.equal(await watch([vscode.Uri.parse('untitled:in')], { key: KEY }), false);
    await watch([uri('gone')], { key: KEY });
    await until('the end of the watch', () => (watching() === undefined ? true : undefined));
  });
});

describe('lookup tables', function () {
  this.timeout(180000);
  const settings = () => vscode.workspace.getConfiguration('medimagecleaner');
  beforeEach(fresh);
  afterEach(async () => {
    await settings().update('tables', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  it('of the setting give their values to runs and to what is inspected', async () => {
    const { deidentify, inspect } = await api();
    const recipe = at('own.deid');
    await writeFile(recipe, 'FORMAT dicom\nPROFILE basic\n%header\nREPLACE PatientID var:id\n');
    // Without a table nothing begins.
    assert.equal(await deidentify([uri('study', 'CT')], { recipe }), undefined);
    assert.equal((await readdir(at('study'))).includes('deidentified'), false);
    await writeFile(at('who.csv'), 'PatientID,id\nSAMPLE-0042,COHORT-7\n');
    const name = vscode.workspace.asRelativePath(uri('who.csv'), false);
    await settings().update('tables', [name], vscode.ConfigurationTarget.Workspace);
    const done = await until('a run', () => deidentify([uri('study', 'CT')], { recipe }));
    assert.ok(done.written > 0);
    const copy = (await readFile(at('study', 'deidentified', 'CT', 'CT000001.dcm'))).toString('latin1');
    assert.match(copy, /COHORT-7/);
    const { findings } = await inspect(uri('study', 'CT', 'CT000001.dcm'), recipe);
    assert.equal(findings.find((each) => each.path === '(0010,0020)')?.effect, 'set');
  });

  it('are known to who writes a recipe', async () => {
    const { inspect } = await api();
    const recipe = uri('own.deid');
    const text = 'FORMAT dicom\nPROFILE basic\n%header\nREPLACE PatientID var:cohort\nREPLACE PatientName var:nope\n';
    await writeFile(recipe.fsPath, text);
    await writeFile(at('who.csv'), 'PatientID,cohort\nSAMPLE-0042,COHORT-7\n');
    await settings().update('tables', [at('who.csv')], vscode.ConfigurationTarget.Workspace);
    // Without the column nothing is known of the value, and the attribute goes.
    const { findings } = await inspect(uri('study', 'CT', 'CT000001.dcm'), recipe.fsPath);
    assert.notEqual(findings.find((each) => each.path === '(0010,0010)')?.effect, 'kept');
    const document = await vscode.workspace.openTextDocument(recipe);
    await vscode.window.showTextDocument(document);
    const message = await until('a warning', () =>
      vscode.languages.getDiagnostics(recipe).find((each) => each.message.includes('no column nope')),
    );
    assert.equal(message.range.start.line, 4);
    const place = document.positionAt(text.indexOf('var:') + 'var:'.length);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      recipe,
      place,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(
      labels.some((label) => /^(var:)?cohort$/.test(label)),
      labels.join(),
    );
    // A column that comes is known at once.
    await writeFile(at('who.csv'), 'PatientID,cohort,nope\nSAMPLE-0042,COHORT-7,X\n');
    await until('no warning', () => (vscode.languages.getDiagnostics(recipe).length === 0 ? true : undefined));
  });
});
