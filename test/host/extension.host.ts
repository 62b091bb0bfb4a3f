// The installed extension in a real extension host: it is there, starts, and does what its manifest says.
import assert from 'node:assert/strict';
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
    assert.ok(!extension().extensionPath.startsWith(process.cwd()) || extension().extensionPath.includes('extensions'));
    assert.equal(extension().packageJSON.devDependencies, undefined);
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
