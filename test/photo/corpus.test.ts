// Real photographs and codes: cleaned with both readers content, and nothing left that tells of anything but the picture.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { photo } from '../../src/core/formats/photo/index.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource } from '../../src/core/kernel/source.js';
import { verifyPhoto } from '../../src/core/verify/photo/verifyPhoto.js';
import { contextOf } from '../support/engine.js';

const CORPUS = path.resolve('../shared/corpus');

function photographs(): readonly string[] {
  return ['photo', 'barcode'].flatMap((folder) => {
    const root = path.join(CORPUS, folder);
    if (!fs.existsSync(root)) return [];
    const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.(?:jpe?g|png)$/iu.test(name)).map((name) => path.join(root, name));
  });
}

describe('photographs of the corpus', () => {
  it('are cleaned, and clean once they are', async function () {
    const files = photographs();
    if (files.length === 0) {
      console.log('      skipped: no corpus');
      this.skip();
    }
    for (const file of files)
      for (const recipe of ['blank', 'research'] as const) {
        const bytes = new Uint8Array(fs.readFileSync(file));
        const source = bufferSource(bytes);
        const context = contextOf({ recipe, pixels: 'none' });
        const plan = await photo.plan(source, context);
        assert.equal(plan.refusal, undefined, file);
        const sink = bufferSink();
        await execute(source, plan, sink);
        const output = bufferSource(sink.bytes());
        assert.deepEqual(await photo.verify(source, output, plan, context), [], file);
        const report = await verifyPhoto(source, output, { policy: context.policy });
        assert.deepEqual(report.residue, [], file);
        assert.deepEqual((await photo.plan(output, context)).edits, [], file);
      }
  });
});
