// Outputs of the engine that are as they should be, and that the check must not take for faults.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ElementSpec, IMPLICIT_LE, writeElement, writeFile } from '../../scripts/dicomWriter.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Policy } from '../../src/core/policy/policy.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { el, withElements } from '../support/dataset.js';
import { contextOf, deidentify, type Recipe } from '../support/engine.js';
import { ctImage, srReport } from '../support/objects.js';

const RECIPES: readonly Recipe[] = ['blank', 'basic', 'research'];

/** What the check says of the engine's own output. */
async function residueOf(original: Uint8Array, choices: Parameters<typeof deidentify>[1] = {}): Promise<string[]> {
  const { output } = await deidentify(original, choices);
  const { policy, identity } = contextOf(choices);
  const isOwn = (value: string) => identity.mapUid(value) === value || identity.pseudonym('patient', value) === value;
  const report = await verifyOutput(bufferSource(original), bufferSource(output), { policy, isOwn });
  return report.residue.map(({ code, message }) => `${code}: ${message}`);
}

function override(kind: 'keep' | 'remove' | 'empty', tag: number): Policy['overrides'] {
  return [{ kind, attribute: { value: tag, mask: 0xffffffff }, origin: 'a test' }];
}

function bytesOf(before: readonly ElementSpec[], bytes: Uint8Array, at: number): Uint8Array {
  const head = writeFile(before.filter(({ tag }) => tag < at));
  const tail = writeFile(
    before.filter(({ tag }) => tag >= at),
    { meta: false, preamble: false },
  );
  return Uint8Array.from([...head, ...bytes, ...tail]);
}

describe('no false alarm', () => {
  for (const recipe of RECIPES) {
    it(`an element that is there twice, once behind the pixel data (${recipe})`, async () => {
      const second = writeFile([el(0x00280010, 'US', 16), el(0x00180060, 'DS', '120')], {
        meta: false,
        preamble: false,
      });
      assert.deepEqual(await residueOf(Uint8Array.from([...writeFile(ctImage()), ...second]), { recipe }), []);
    });

    it(`command elements in a data set (${recipe})`, async () => {
      const command = [el(0x00000100, 'US', 1), el(0x00000600, 'AE', 'STATION9')];
      assert.deepEqual(await residueOf(writeFile(withElements(ctImage(), ...command)), { recipe }), []);
    });

    it(`one implicit element in an explicit object (${recipe})`, async () => {
      const one = writeElement(el(0x00181030, 'LO', 'Routine head'), IMPLICIT_LE);
      assert.deepEqual(await residueOf(bytesOf(ctImage(), one, 0x00181030), { recipe }), []);
      const early = writeElement(el(0x00080064, 'CS', 'WSD'), IMPLICIT_LE);
      assert.deepEqual(await residueOf(bytesOf(ctImage(), early, 0x00080064), { recipe }), []);
    });

    it(`pixel data that the user has removed or emptied (${recipe})`, async () => {
      for (const kind of ['remove', 'empty'] as const) {
        const overrides = override(kind, 0x7fe00010);
        assert.deepEqual(await residueOf(writeFile(ctImage()), { recipe, overrides }), [], kind);
      }
    });

    it(`a content tree that the user keeps (${recipe})`, async () => {
      const overrides = override('keep', 0x0040a730);
      assert.deepEqual(await residueOf(writeFile(srReport()), { recipe, overrides }), []);
    });
  }

  it('a name that is taken out of a long text, and texts that are too long to be examined', async () => {
    const long = `${'all is well. '.repeat(9000)} seen by Lindqvist `;
    for (const recipe of RECIPES)
      assert.deepEqual(await residueOf(writeFile(withElements(ctImage(), el(0x00187006, 'UT', long))), { recipe }), []);
    const original = withElements(ctImage(), el(0x00187006, 'UT', long));
    const { output } = await deidentify(writeFile(original));
    const other = writeFile(withElements(original, el(0x00187006, 'UT', long.replace('well', 'WELL'))));
    const report = await verifyOutput(bufferSource(other), bufferSource(output), { policy: contextOf().policy });
    assert.ok(report.residue.some(({ code }) => code === 'bytes-changed'));
  });

  it('but pixel data that stays although the user has it removed is one', async () => {
    const { output } = await deidentify(writeFile(ctImage()));
    const { policy } = contextOf({ overrides: override('remove', 0x7fe00010) });
    const report = await verifyOutput(bufferSource(writeFile(ctImage())), bufferSource(output), { policy });
    assert.deepEqual([...new Set(report.residue.map(({ code }) => code))], ['action-not-applied']);
  });

  it('but the second of two elements that is gone is one', async () => {
    const twice = [...ctImage(), el(0x00180060, 'DS', '120')].sort((a, b) => a.tag - b.tag);
    const { output } = await deidentify(writeFile(ctImage()));
    const { policy } = contextOf();
    const report = await verifyOutput(bufferSource(writeFile(twice)), bufferSource(output), { policy });
    assert.deepEqual(
      report.residue.map(({ code }) => code),
      ['element-missing'],
    );
  });
});
