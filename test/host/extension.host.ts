// The installed extension in a real extension host: it is there, starts, and does what its manifest says.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const ID = 'medimagecleaner.medimagecleaner';

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(ID);
  assert.ok(found !== undefined, 'not installed');
  return found;
}

describe('the installed extension', () => {
  it('is the packed one, not the working tree', () => {
    const folder = extension().extensionPath;
    assert.match(path.basename(folder), /^medimagecleaner\.medimagecleaner-\d/);
    assert.equal(existsSync(path.join(folder, 'src')), false);
    assert.equal(existsSync(path.join(folder, 'dist', 'extension.cjs')), true);
  });

  it('starts', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command that the manifest names', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const named: readonly { readonly command: string }[] = extension().packageJSON.contributes.commands;
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });
});
