import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sweepParts } from '../../src/node/sweepParts.js';
import { contents, put, tempFolder } from './tempFolder.js';

const OURS = '00112233aabb';
const OTHERS = 'ffffffffffff';

describe('the temporary files of a run that was ended from outside', () => {
  const at = tempFolder();

  it('are removed at every depth, and nothing else is', async () => {
    put(at('deidentified/study/a.dcm'), 'whole');
    put(at(`deidentified/study/.deid-${OURS}-3.part`), 'half');
    put(at(`deidentified/study/CT/deep/.deid-${OURS}-14.part`), 'half');
    put(at(`deidentified/study/CT/.deid-${OTHERS}-3.part`), 'of another run');
    put(at(`deidentified/study/.deid-${OURS}-3.part.txt`), 'of the user');
    await sweepParts([at('deidentified/study')], OURS);
    assert.deepEqual(Object.keys(contents(at('deidentified'))).sort(), [
      `study/.deid-${OURS}-3.part.txt`,
      `study/CT/.deid-${OTHERS}-3.part`,
      'study/a.dcm',
    ]);
  });

  it('of a single file lie beside it', async () => {
    put(at('deidentified/b.dcm'), 'whole');
    put(at(`deidentified/.deid-${OURS}-0.part`), 'half');
    await sweepParts([at('deidentified/a.dcm')], OURS);
    assert.deepEqual(Object.keys(contents(at('deidentified'))), ['b.dcm']);
  });

  it('are not looked for where no output was made', async () => {
    await sweepParts([at('nowhere/study')], OURS);
    assert.deepEqual(contents(at('.')), {});
  });
});
