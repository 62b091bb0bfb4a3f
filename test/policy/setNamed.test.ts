// A rule that sets what the file itself names puts an identifier back: that is said, without the value.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import type { Override } from '../../src/core/policy/policy.js';
import { deidentify } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';

function setting(tag: number, value: string): Override {
  return { kind: 'set', attribute: { value: tag, mask: 0xffffffff }, value, add: true, origin: '--set' };
}

async function said(tag: number, value: string): Promise<readonly string[]> {
  const { plan } = await deidentify(writeFile(ctImage()), { overrides: [setting(tag, value)] });
  const issues = plan.issues.filter(({ code }) => code === 'set-value-identifies');
  assert.ok(!JSON.stringify(plan.issues).includes(PATIENT.id));
  return issues.map(({ code }) => code);
}

describe('a value that is set and that the file names', () => {
  it('is said: the name, in the place where it stood', async () => {
    assert.deepEqual(await said(0x00100010, PATIENT.name), ['set-value-identifies']);
  });

  it('is said: the ID, in a text that the file has not', async () => {
    assert.deepEqual(await said(0x00204000, `case ${PATIENT.id}`), ['set-value-identifies']);
  });

  it('other values are written without a word', async () => {
    assert.deepEqual(await said(0x00100010, 'Case^One'), []);
    assert.deepEqual(await said(0x00100020, 'CASE-001'), []);
  });
});
