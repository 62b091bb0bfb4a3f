// Pixel data of any size cost nothing: they are neither read to plan nor held to write.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { randomFrom } from '../../scripts/mutate.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import { bufferSource, type Source } from '../../src/core/kernel/source.js';
import { raw, withElements } from '../support/dataset.js';
import { contextOf, deidentifySource } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { find, readFile } from '../support/read.js';

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

/** Bytes that do not repeat. */
function noise(length: number): Uint8Array {
  const next = randomFrom(7);
  return Uint8Array.from({ length }, () => next() * 256);
}

describe('bulk data', () => {
  it('behind a deflated header come through whole, and the file is not read over and over', async () => {
    const pixels = noise(4.5 * 1024 * 1024);
    const bytes = writeFile(withElements(ctImage(), raw(0x7fe00010, 'OW', pixels)), { syntax: SYNTAX.deflated });
    const plain = bufferSource(bytes);
    let total = 0;
    const source: Source = {
      ...plain,
      read: (offset, length) => {
        total += Math.min(length, plain.size - offset);
        return plain.read(offset, length);
      },
    };
    const { output } = await deidentifySource(source, contextOf());
    assert.ok(total < 4 * plain.size, `${total} bytes were read of ${plain.size}`);
    assert.ok(Buffer.from(pixels).equals(find(readFile(output).elements, 0x7fe00010)?.bytes ?? pixels.subarray(1)));
  });

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
