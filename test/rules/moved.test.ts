// The check of an output knows a date that was moved from one that was not.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource } from '../../src/core/kernel/source.js';
import type { Policy } from '../../src/core/policy/policy.js';
import { el, sq, withElements } from '../support/dataset.js';
import { ctImage } from '../support/objects.js';
import { at, contextFor, policyOf } from './apply.js';

const IMAGE = withElements(
  ctImage(),
  el(0x0008002a, 'DT', '2015'),
  el(0x00080022, 'DA', 'APR 3RD'),
  sq(0x00400275, [[el(0x00400002, 'DA', '20150101')], [el(0x00400002, 'DA', '20150102')]]),
);

function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const at = Buffer.from(bytes).indexOf(from, 0, 'latin1');
  assert.ok(at > 0, from);
  const changed = bytes.slice();
  changed.set(Buffer.from(to, 'latin1'), at);
  return changed;
}

async function planned(policy: Policy) {
  const source = bufferSource(writeFile(IMAGE));
  const context = contextFor(policy);
  const plan = await dicom.plan(source, context);
  const sink = bufferSink();
  await execute(source, plan, sink);
  const check = async (output: Uint8Array) =>
    (await dicom.verify(source, bufferSource(output), plan, context)).map(({ message }) => message);
  return { output: sink.bytes(), check };
}

const POLICIES: readonly Policy[] = [
  policyOf([], { style: 'profile', options: ['retain-modified-dates'] }),
  policyOf([
    { kind: 'shift', attribute: { value: 0, mask: 0, only: { kind: 'vr', vr: 'DA' } }, days: -400, origin: 'o' },
    { kind: 'shift', attribute: at('AcquisitionDateTime'), days: 3, origin: 'o' },
  ]),
];

describe('the check of moved dates', () => {
  for (const policy of POLICIES) {
    it(`accepts what was planned and nothing else (${policy.style})`, async () => {
      const { output, check } = await planned(policy);
      assert.deepEqual(await check(output), []);
      const moved = Buffer.from(output).toString('latin1');
      const [date = ''] = /(?<=DA\x08\0)20\d{6}/.exec(moved) ?? [];
      assert.match(date, /^20\d{6}$/);
      // Back to where it was, and to any other day.
      for (const other of ['20150403', '19991231']) {
        const messages = await check(replaced(output, date, other));
        assert.equal(messages.length, 1);
        assert.match(messages[0] ?? '', /shifted/);
      }
    });
  }

  it('holds for a date that another object’s plan moved: without memory nothing is taken for moved', async () => {
    const source = bufferSource(writeFile(IMAGE));
    const context = contextFor(policyOf([], { style: 'profile', options: ['retain-modified-dates'] }));
    const plan = await dicom.plan(source, context);
    const sink = bufferSink();
    await execute(source, plan, sink);
    const strange = { ...plan };
    const residue = await dicom.verify(source, bufferSource(sink.bytes()), strange, context);
    assert.ok(residue.some(({ message }) => message.includes('shifted')));
  });
});
