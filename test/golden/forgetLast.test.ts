// What is held of the last object is let go of when it is asked for.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { characterSet } from '../../src/core/formats/dicom/charset/characterSet.js';
import { collectEvidence } from '../../src/core/formats/dicom/evidence.js';
import { forgetLast } from '../../src/core/formats/dicom/forgetLast.js';
import { readObject } from '../../src/core/formats/dicom/read.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { ctImage } from '../support/objects.js';

describe('the last object', () => {
  it('is held for who asks again, and not once it is forgotten', async () => {
    const source = bufferSource(writeFile(ctImage()));
    const read = await readObject(source, false);
    assert.ok(read.kind === 'object');
    const { window, table } = read.object;
    const evidence = () => collectEvidence(window, table.elements, characterSet([]));
    const named = await evidence();
    assert.ok(named.length > 0);
    assert.equal(await readObject(source, false), read);
    assert.equal(await evidence(), named);
    forgetLast();
    assert.notEqual(await readObject(source, false), read);
    assert.notEqual(await evidence(), named);
    assert.deepEqual(await evidence(), named);
  });
});
