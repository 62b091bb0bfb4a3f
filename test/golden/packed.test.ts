// What only looks packed hides nothing that is: where packed bytes may begin in too many places, it is told.
import assert from 'node:assert/strict';
import { zlibSync } from 'fflate';
import { describe, it } from 'mocha';
import { bytesOf, writeFile } from '../../scripts/dicomWriter.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { raw, withElements } from '../support/dataset.js';
import { contextOf, deidentify } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, readFile } from '../support/read.js';

const VALUE = 0x54001010;
const NAMED = zlibSync(Buffer.from(`<report>${PATIENT.name} ${'all is well, '.repeat(9)}</report>`));
/** Begins as gzip does, and ends at once: a block of the reserved kind (RFC 1951 3.2.3). */
const DAMAGED = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 7, 0);
/** Begins as zlib does, with a block that has nothing in it. */
const EMPTY = bytesOf(Uint8Array.of(0x78, 0x9c), Uint8Array.of(0, 0, 0, 0xff, 0xff));

function times(bytes: Uint8Array, count: number, apart = bytes.length): Uint8Array {
  const all = new Uint8Array(count * apart);
  for (let at = 0; at < all.length; at += apart) all.set(bytes, at);
  return all;
}

function even(bytes: Uint8Array): Uint8Array {
  return bytesOf(bytes, bytes.length % 2 === 0 ? '' : '\0');
}

async function kept(value: Uint8Array) {
  const image = writeFile(withElements(ctImage(), raw(VALUE, 'OW', even(value))));
  const { plan, output } = await deidentify(image);
  const report = await verifyOutput(bufferSource(image), bufferSource(output), { policy: contextOf().policy });
  const codes = [...plan.issues, ...report.issues].map(({ code }) => code);
  return {
    length: find(readFile(output).elements, VALUE)?.bytes.length,
    told: ['packed-not-searched', 'encoded-not-searched'].filter((code) => codes.includes(code)),
    residue: report.residue,
  };
}

describe('decoys before packed bytes', () => {
  it('more of them than chance brings are told of, by the plan and by the check', async () => {
    const { told } = await kept(bytesOf('HEAD', times(DAMAGED, 2000), NAMED));
    assert.deepEqual(told, ['packed-not-searched', 'encoded-not-searched']);
  });

  it('as many as chance brings hide nothing', async () => {
    const { length, residue } = await kept(bytesOf('HEAD', times(DAMAGED, 700, 2048), NAMED));
    assert.equal(length, 0);
    assert.deepEqual(residue, []);
  });

  it('a stream of empty blocks is not followed to its end, which is told', async () => {
    const { told } = await kept(bytesOf('HEAD', EMPTY, times(Uint8Array.of(0, 0, 0, 0xff, 0xff), 60_000)));
    assert.deepEqual(told, ['packed-not-searched', 'encoded-not-searched']);
  });

  it('packed bytes over the border of what the check reads at once are told of, where it does not see their end', async () => {
    const steps = Uint8Array.from({ length: 600_000 }, (_, at) => (at * 7) & 0xff);
    const long = zlibSync(steps, { level: 0 });
    const behind = (zeros: number) => bytesOf(new Uint8Array(zeros), long, new Uint8Array(400_000));
    assert.deepEqual((await kept(behind(100_000))).told, []);
    assert.deepEqual((await kept(behind(700_000))).told, ['encoded-not-searched']);
  });

  it('a few words and numbers that are packed as nobody are not told of', async () => {
    const nobody = bytesOf('HEAD', zlibSync(Buffer.from('a profile of no person')));
    assert.deepEqual(await kept(nobody), { length: even(nobody).length, told: [], residue: [] });
  });
});
