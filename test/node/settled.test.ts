// A run over files of which parts were drawn by hand: these are black in their copies, and in no other.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { idsOf } from '../../src/core/formats/dicom/objectIds.js';
import { readObject } from '../../src/core/formats/dicom/read.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { type Settled, settledDigest } from '../../src/core/pixels/settled.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { run } from '../../src/node/run.js';
import { ctImage } from '../support/objects.js';
import { contents, put, tempFolder } from './tempFolder.js';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 3 + 1);

async function objectOf(bytes: Uint8Array) {
  const read = await readObject(bufferSource(bytes), true);
  assert.ok(read.kind === 'object');
  return read.object;
}

describe('parts that were drawn by hand', () => {
  const at = tempFolder();

  it('are taken out of the copy of that file alone', async () => {
    const files = [1, 2].map((number) => writeFile(ctImage(number)));
    const [first, second] = files;
    assert.ok(first !== undefined && second !== undefined);
    put(at('w/a.dcm'), first);
    put(at('w/b.dcm'), second);
    const { instance } = await idsOf(await objectOf(first));
    const settled: Settled = [
      {
        key: KEY,
        objects: [
          {
            scope: 'file',
            digest: settledDigest(KEY, 'file', instance),
            regions: [{ fate: 'take', kind: 'drawn', box: [0, 0, 1, 1] }],
          },
        ],
      },
    ];
    const policy = builtinPolicy('blank');
    assert.ok(policy !== undefined);
    const result = await run({
      paths: [at('w/a.dcm'), at('w/b.dcm')],
      output: at('out'),
      policy,
      key: KEY,
      pixels: 'auto',
      settled,
      salvage: false,
      dryRun: false,
      verify: true,
      overwrite: false,
      record: false,
      keepFindings: true,
      producer: 'a test',
      jobs: 1,
    });
    assert.equal(
      result.totals.kinds.written,
      2,
      JSON.stringify(result.files.map(({ issues, residue }) => [issues, residue])),
    );
    const rules = result.files.map(({ findings }) => findings.filter(({ rule }) => rule === 'pixels/drawn').length);
    assert.deepEqual(rules, [1, 0]);
    assert.deepEqual(Object.keys(contents(at('out'))).length, 2);
  });
});
