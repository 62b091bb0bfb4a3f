// Models are used only as they were when the program was made.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDetector } from '../../src/node/models/index.js';
import { readModel } from '../../src/node/models/modelFile.js';

const EMPTY_DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('models', () => {
  it('are refused where they are missing or altered, in words that say what to do', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'models-'));
    try {
      const model = { name: 'a.onnx', digest: EMPTY_DIGEST };
      await assert.rejects(readModel(folder, model), {
        code: 'missing-model',
        message: /a\.onnx is missing.*install the program again/u,
      });
      await writeFile(path.join(folder, 'a.onnx'), 'x');
      await assert.rejects(readModel(folder, model), {
        code: 'missing-model',
        message: /a\.onnx.*altered.*e3b0c44298fc/u,
      });
      await writeFile(path.join(folder, 'a.onnx'), '');
      assert.equal((await readModel(folder, model)).length, 0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('that are missing are told by the thread that looks into pictures', async () => {
    const detect = createDetector({ modelsFolder: path.join(tmpdir(), 'no-such-folder') });
    const picture = { width: 64, height: 64, samples: 1, bytes: new Uint8Array(64 * 64) } as const;
    await assert.rejects(detect({ picture, kinds: ['text'] }), { code: 'missing-model' });
    await assert.rejects(detect({ picture, kinds: ['text'] }, { aborted: true }), { code: 'cancelled' });
    await detect.close();
  });
});
