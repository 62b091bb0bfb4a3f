// A lookup table reaches every worker thread: what is found there does not depend on how many there are.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { parseTag } from '../../src/core/dictionary/dictionary.js';
import { parseLookupTable } from '../../src/core/policy/lookupTable.js';
import type { Override, Policy } from '../../src/core/policy/policy.js';
import { run } from '../../src/node/run.js';
import { el, withElements } from '../support/dataset.js';
import { ctImage } from '../support/objects.js';
import { find, latin1, readFile } from '../support/read.js';
import { codes, realRequestOf } from './requestOf.js';
import { contents, names, put, tempFolder } from './tempFolder.js';

function lookup(keyword: string, variable: string): Override {
  const attribute = parseTag(keyword);
  assert.ok(attribute !== undefined);
  return { kind: 'lookup', attribute, variable, origin: 'own.deid:1' };
}

const POLICY: Policy = {
  name: 'own',
  title: '',
  style: 'rules',
  options: [],
  overrides: [lookup('PatientID', 'subject')],
  patient: 'empty',
  dateShift: { min: -900, max: -400 },
  references: 'profile',
};

/** More than one thread is started for: the first files are done without. */
const FILES = 30;

describe('a lookup table with worker threads', function () {
  this.timeout(60_000);
  const at = tempFolder();

  it('is asked for every file, and a patient that it does not have is told of', async () => {
    for (let index = 0; index < FILES; index += 1) {
      const image = withElements(ctImage(index), el(0x00100020, 'LO', `P${index % 3}`));
      put(at('study', `im${String(index).padStart(2, '0')}`), writeFile(image));
    }
    const table = parseLookupTable('PatientID,subject\nP0,S-100\nP1,S-101\n');
    assert.ok(table.kind === 'table');
    const request = realRequestOf([at('study')], { policy: POLICY, table, verify: true });
    await run({ ...request, output: at('one'), jobs: 1 });
    const two = await run({ ...request, output: at('two'), jobs: 2 });
    assert.equal(two.totals.kinds.written, FILES);
    assert.deepEqual(contents(at('two')), contents(at('one')));
    const missed = two.files.filter((file) => codes(file).includes('lookup-missing'));
    assert.deepEqual(
      missed.map(({ path }) => Number(/(\d+)$/.exec(path)?.[1]) % 3),
      Array(FILES / 3).fill(2),
    );
    const ids = names(at('two')).map((name) => {
      const { elements } = readFile(fs.readFileSync(at('two', name)));
      return latin1(find(elements, 0x00100020)).trim();
    });
    assert.deepEqual([...new Set(ids)].sort(), ['', 'S-100', 'S-101']);
    assert.equal(ids.filter((id) => id === 'S-101').length, FILES / 3);
  });
});
