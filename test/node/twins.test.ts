import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { createEngine } from '../../src/node/engine.js';
import type { FileRecord } from '../../src/node/fileRecord.js';
import { createInventory } from '../../src/node/inventory.js';
import { writeTwins } from '../../src/node/lastFiles.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { rawPath } from '../../src/node/rawPath.js';
import { requestOf } from './requestOf.js';
import { STAND_IN, standInFile } from './standIn.js';
import { put, tempFolder } from './tempFolder.js';

describe('writeTwins', () => {
  const at = tempFolder();

  async function twin(): Promise<FileRecord | undefined> {
    put(at('study/IM1'), standInFile(''));
    put(at('study/im1'), standInFile('', 'other'));
    const request = requestOf([at('study')], { overwrite: true });
    const items = resolveItems(request.paths, request);
    const engine = await createEngine({ settings: request, items, run: 'test', formatModule: STAND_IN });
    const inventory = createInventory(items);
    for (const name of ['IM1', 'im1']) {
      const path = rawPath(at('study', name));
      inventory.add(0, rawPath(name), { kind: 'file', path, size: 0, twin: name === 'im1' });
    }
    inventory.close();
    let record: FileRecord | undefined;
    await writeTwins({ engine, inventory, stopped: () => false, prepare: (task) => task }, (done) => {
      record = done;
    });
    return record;
  }

  it('refuses the second of two names that the file system takes for one', async () => {
    put(at('deidentified/study/IM1'), 'the first');
    fs.linkSync(at('deidentified/study/IM1'), at('deidentified/study/im1'));
    assert.equal((await twin())?.outcome.refusal?.code, 'output-collides');
    assert.equal(fs.readFileSync(at('deidentified/study/IM1'), 'utf8'), 'the first');
  });

  it('writes both where the file system tells them apart', async () => {
    put(at('deidentified/study/IM1'), 'the first');
    assert.equal((await twin())?.outcome.kind, 'written');
    assert.equal(fs.readFileSync(at('deidentified/study/IM1'), 'utf8'), 'the first');
    assert.equal(fs.readFileSync(at('deidentified/study/im1'), 'utf8'), 'DONE[] \nother');
  });
});
