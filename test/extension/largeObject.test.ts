// What the editor reads of an object before it shows it: as much of two gigabytes as of half a megabyte.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { inspectRows } from '../../src/core/formats/dicom/tree.js';
import { createIdentity } from '../../src/core/identity/createIdentity.js';
import type { Source } from '../../src/core/kernel/source.js';
import { openImage } from '../../src/core/pixels/image.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';

const HEADER = writeFile([
  { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.7' },
  { tag: 0x00080018, vr: 'UI', value: '1.2.826.0.1.3680043.10.1500.77.5.1' },
  { tag: 0x00100010, vr: 'PN', value: 'Varnholt^Ottilie' },
  { tag: 0x00100020, vr: 'LO', value: 'QX-4832172' },
]);

/** An object whose pixels are `length` zeros that nobody holds, and how many bytes were read of it. */
function objectWith(length: number): { readonly source: Source; readonly read: () => number } {
  const pixels = new Uint8Array([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x57, 0, 0, 0, 0, 0, 0]);
  new DataView(pixels.buffer).setUint32(8, length, true);
  const head = new Uint8Array([...HEADER, ...pixels]);
  const size = head.length + length;
  let bytes = 0;
  const read = (offset: number, wanted: number): Uint8Array => {
    const result = new Uint8Array(Math.max(0, Math.min(wanted, size - offset)));
    bytes += result.length;
    if (offset < head.length) result.set(head.subarray(offset, offset + result.length));
    return result;
  };
  return { source: { size, stamp: 'invented', read }, read: () => bytes };
}

async function bytesRead(length: number): Promise<number> {
  const { source, read } = objectWith(length);
  const blank = builtinPolicy('blank');
  assert.ok(blank !== undefined);
  const context = {
    policy: compilePolicy(blank),
    identity: createIdentity(new Uint8Array(32)),
    patientEvidence: [],
    salvage: false,
    pixels: 'auto',
    producer: 'test',
  } as const;
  const { rows, object, plan } = await inspectRows(source, context, { fileMeta: true, most: 1000 });
  assert.equal(plan.refusal, undefined);
  assert.ok(rows.some(({ keyword }) => keyword === 'PixelData'));
  assert.ok(object !== undefined);
  await openImage(object);
  return read();
}

describe('an object in the editor', () => {
  it('of two gigabytes costs no more reading than one of half a megabyte', async () => {
    const small = await bytesRead(512 * 1024);
    const large = await bytesRead(2_000_000_000);
    assert.ok(small <= 200_000, `${small}`);
    assert.equal(large, small);
  });
});
