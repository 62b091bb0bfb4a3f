// Pixel data of any size cost nothing: they are neither read to plan nor held to write.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import type { Source } from '../../src/core/kernel/source.js';
import { raw, withElements } from '../support/dataset.js';
import { contextOf } from '../support/engine.js';
import { ctImage } from '../support/objects.js';

const HUGE = 0xf0000000;

/** A header with 3.75 GiB of pixel data behind it, of which none exist until somebody reads them. */
function hugeSource(): { readonly source: Source; readonly read: () => number } {
  const stub = writeFile(withElements(ctImage(), { ...raw(0x7fe00010, 'OW', new Uint8Array(0)), statedLength: HUGE }));
  let total = 0;
  const size = stub.length + HUGE;
  const source: Source = {
    size,
    stamp: 'huge',
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      total += bytes.length;
      if (offset < stub.length) bytes.set(stub.subarray(offset, offset + bytes.length));
      return bytes;
    },
  };
  return { source, read: () => total };
}

describe('bulk data', () => {
  it('are not read to plan, and are copied as one range', async () => {
    const { source, read } = hugeSource();
    assert.equal(await dicom.detect(source), true);
    await dicom.survey(source);
    const plan = await dicom.plan(source, contextOf());
    assert.equal(plan.refusal, undefined);
    assert.ok(read() < 1024 * 1024, `${read()} bytes were read`);
    const copied: number[] = [];
    await execute(source, plan, {
      write: () => undefined,
      copy: (_source, _offset, length) => {
        copied.push(length);
      },
    });
    assert.ok((copied.at(-1) ?? 0) >= HUGE);
  });
});
