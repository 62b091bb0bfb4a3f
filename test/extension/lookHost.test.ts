// The look host as the editor starts it: the copy in memory is black where the user drew, a cancel ends it, and a missing model is said.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import type { LookRequest } from '../../src/extension/pixels/lookMessages.js';
import { type LookProcess, lookProcess } from '../../src/extension/pixels/lookProcess.js';
import { put, tempFolder } from '../node/tempFolder.js';
import { ctImage } from '../support/objects.js';

const DIST = path.resolve(process.env['CLI_DIST'] ?? 'dist');

describe('the look host', () => {
  const at = tempFolder();
  let process_: LookProcess | undefined;
  afterEach(() => process_?.stop());

  /** As the extension is installed; without models where it is told so. */
  function extension(models: boolean): string {
    const folder = at(models ? 'extension' : 'bare');
    if (models) {
      fs.mkdirSync(folder, { recursive: true });
      fs.symlinkSync(DIST, path.join(folder, 'dist'));
      return folder;
    }
    fs.mkdirSync(path.join(folder, 'dist'), { recursive: true });
    for (const name of fs.readdirSync(DIST))
      if (name.endsWith('.js')) fs.copyFileSync(path.join(DIST, name), path.join(folder, 'dist', name));
    return folder;
  }

  function request(more: Partial<LookRequest> = {}): LookRequest {
    const policy = builtinPolicy('blank');
    assert.ok(policy !== undefined);
    put(at('ct.dcm'), writeFile(ctImage(1)));
    return { file: at('ct.dcm'), policy, salvage: false, settled: [], frames: 1, ...more };
  }

  it('shows the frame of the copy, which is black where the user drew', async () => {
    const own = lookProcess(extension(true));
    process_ = own;
    const settled = [{ fate: 'take', kind: 'drawn', box: [0, 0, 2, 2] }] as const;
    const made = await own.ask({ kind: 'preview', request: request({ settled }) });
    assert.equal(made.kind, 'ready', JSON.stringify(made));
    const black = await own.ask({ kind: 'frame', index: 0 });
    const plain = await own.ask({ kind: 'preview', request: request() });
    assert.equal(plain.kind, 'ready');
    const as = await own.ask({ kind: 'frame', index: 0 });
    assert.ok(black.kind === 'frame' && as.kind === 'frame');
    assert.notDeepEqual(black.frame.bytes, as.frame.bytes);
    assert.deepEqual(black.frame.bytes.length, as.frame.bytes.length);
  }).timeout(60000);

  it('says that a model is missing, and finds nothing in its place', async () => {
    const own = lookProcess(extension(false));
    process_ = own;
    const answer = await own.ask({ kind: 'look', request: request() });
    assert.ok(answer.kind === 'trouble', JSON.stringify(answer));
    assert.match(answer.message, /model .* is missing/);
  }).timeout(60000);

  it('is ended by a cancel, and starts anew when asked again', async () => {
    const own = lookProcess(extension(true));
    process_ = own;
    const asked = own.ask({ kind: 'look', request: request() });
    own.stop();
    assert.deepEqual(await asked, { kind: 'ended', cancelled: true, memory: false });
    assert.equal((await own.ask({ kind: 'preview', request: request() })).kind, 'ready');
  }).timeout(60000);
});
