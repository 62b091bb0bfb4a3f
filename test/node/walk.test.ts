import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { pathText, type RawPath, rawPath } from '../../src/node/rawPath.js';
import { walk } from '../../src/node/walk.js';
import { put, tempFolder } from './tempFolder.js';

describe('walk', () => {
  const at = tempFolder();

  async function listed(folder: string, folderName?: string): Promise<readonly string[]> {
    const root = rawPath(folder);
    const lines: string[] = [];
    for await (const entry of walk(root, folderName)) {
      const what = entry.kind === 'file' ? `${entry.size}${entry.twin ? ' twin' : ''}` : entry.code;
      lines.push(`${pathText(entry.path.slice(root.length + 1) as RawPath)}: ${what}`);
    }
    return lines;
  }

  it('lists files in byte order of their names, folder by folder', async () => {
    for (const name of ['b', 'a', 'B', 'a.dcm', 'c/x', 'c/a', 'Z/y']) put(at('s', name), 'xy');
    assert.deepEqual(await listed(at('s')), ['B: 2', 'Z/y: 2', 'a: 2', 'a.dcm: 2', 'b: 2 twin', 'c/a: 2', 'c/x: 2']);
  });

  it('follows no link, and says where it leads', async () => {
    put(at('s/a'), '');
    put(at('outside/secret'), 'x');
    fs.symlinkSync(at('s/a'), at('s/inside'));
    fs.symlinkSync(at('outside'), at('s/out'));
    fs.symlinkSync(at('nowhere'), at('s/broken'));
    fs.symlinkSync(at('s'), at('s/loop'));
    fs.symlinkSync('../s-other', at('s/near'));
    fs.mkdirSync(at('s-other'));
    assert.deepEqual(
      new Set(await listed(at('s'))),
      new Set([
        'a: 0',
        'inside: link-inside',
        'out: link-outside',
        'broken: link-broken',
        'loop: link-inside',
        'near: link-outside',
      ]),
    );
  });

  it('does not enter what the program wrote', async () => {
    put(at('s/a'), '');
    put(at('s/deidentified/s/a'), '');
    put(at('s/deep/.medimagecleaner/journal'), '');
    assert.deepEqual(await listed(at('s')), [
      'deidentified: output-folder',
      'a: 0',
      'deep/.medimagecleaner: output-folder',
    ]);
  });

  it('does not enter an output folder of another name either', async () => {
    put(at('s/a'), '');
    put(at('s/clean/s/a'), '');
    assert.deepEqual(await listed(at('s'), 'clean'), ['clean: output-folder', 'a: 0']);
  });

  it('enters a folder of that name when it is what the user named', async () => {
    put(at('deidentified/a'), '');
    assert.deepEqual(await listed(at('deidentified')), ['a: 0']);
  });

  it('does not open what is no regular file', async () => {
    fs.mkdirSync(at('s'));
    execFileSync('mkfifo', [at('s/pipe')]);
    assert.deepEqual(await listed(at('s')), ['pipe: special-file']);
  });

  it('keeps the bytes of names that are no UTF-8', async () => {
    fs.mkdirSync(at('s'));
    const name = Buffer.from([0x61, 0xff, 0x0a, 0x62]);
    fs.writeFileSync(Buffer.concat([Buffer.from(at('s/')), name]), 'x');
    const names: string[] = [];
    for await (const { path } of walk(rawPath(at('s')))) names.push(path.slice(path.lastIndexOf('/') + 1));
    assert.deepEqual(names, [name.toString('latin1')]);
  });

  it('goes as deep as a path may be', async () => {
    const deep = Array.from({ length: 1500 }, () => 'd').join('/');
    put(at('s', deep, 'x'), '');
    assert.deepEqual(await listed(at('s')), [`${deep}/x: 0`]);
  });

  it('tells of a folder that it can not list, and goes on', async () => {
    put(at('s/b'), '');
    // Longer than a path may be: one half is made elsewhere and moved below the other.
    const half = Array.from({ length: 10 }, () => 'n'.repeat(250));
    fs.mkdirSync(at('s', ...half), { recursive: true });
    fs.mkdirSync(at('other', ...half), { recursive: true });
    fs.renameSync(at('other'), at('s', ...half, 'other'));
    const lines = await listed(at('s'));
    assert.ok(lines.includes('b: 0'));
    assert.ok(lines.some((line) => line.endsWith(': io')));
    execFileSync('rm', ['-rf', at('s')]);
  });
});
