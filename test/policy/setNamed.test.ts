// A rule that sets what the file itself names puts an identifier back: that is said, without the value.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { parseLookupTable } from '../../src/core/policy/lookupTable.js';
import type { Override } from '../../src/core/policy/policy.js';
import { el, privateBlock, withElements } from '../support/dataset.js';
import { contextOf, deidentify, deidentifySource } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { occurrences } from '../support/read.js';

function setting(tag: number, value: string): Override {
  return { kind: 'set', attribute: { value: tag, mask: 0xffffffff }, value, add: true, origin: '--set' };
}

async function said(tag: number, value: string): Promise<readonly string[]> {
  const { plan } = await deidentify(writeFile(ctImage()), { overrides: [setting(tag, value)] });
  const issues = plan.issues.filter(({ code }) => code === 'set-value-identifies');
  assert.ok(!JSON.stringify(plan.issues).includes(PATIENT.id));
  return issues.map(({ code }) => code);
}

const CREATOR = 'MARIA LINDQVIST^PRIV';
const attribute = (creator: string): Override['attribute'] => ({ value: 0x00110001, mask: 0xffffffff, creator });
const image = () => withElements(ctImage(), ...privateBlock(0x0011, 0x10, CREATOR, [[0x01, el(0, 'LO', 'plain')]]));

async function told(recipe: 'blank' | 'basic' | 'research', ...overrides: readonly Override[]) {
  const { plan, output } = await deidentify(writeFile(image()), { recipe, overrides });
  const codes = plan.issues
    .map(({ code }) => code)
    .filter((code) => code === 'not-set' || code === 'creator-identifies');
  assert.ok(!/lindqvist|acme/iu.test(JSON.stringify(plan.issues)));
  return { codes, creators: occurrences(output, CREATOR) };
}

describe('private attributes that rules of the user speak of', () => {
  it('a creator that is called like the patient goes with its block, and is told of where a rule keeps the block', async () => {
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      assert.deepEqual(await told(recipe), { codes: [], creators: 0 });
      const keep: Override = { kind: 'keep', attribute: attribute(CREATOR), origin: '--keep' };
      assert.deepEqual(await told(recipe, keep), { codes: ['creator-identifies'], creators: 1 });
    }
  });

  it('a value for one that the object does not have is told of, and no block is made for it', async () => {
    const set = (creator: string): Override => ({
      kind: 'set',
      attribute: attribute(creator),
      value: 'x',
      add: true,
      origin: '--set',
    });
    assert.deepEqual(await told('blank', set('ACME')), { codes: ['not-set'], creators: 0 });
    assert.deepEqual(await told('blank', set(CREATOR)), { codes: ['creator-identifies'], creators: 1 });
    const { add: _, ...replacing } = set('ACME') as Extract<Override, { kind: 'set' }>;
    assert.deepEqual(await told('blank', replacing), { codes: [], creators: 0 });
  });
});

describe('a value that is set and that the file names', () => {
  it('is said: the name, in the place where it stood', async () => {
    assert.deepEqual(await said(0x00100010, PATIENT.name), ['set-value-identifies']);
  });

  it('is said: the ID, in a text that the file has not', async () => {
    assert.deepEqual(await said(0x00204000, `case ${PATIENT.id}`), ['set-value-identifies']);
  });

  it('is said where a recipe replaces a value, and where a lookup table has it', async () => {
    const replacing: Override = {
      kind: 'set',
      attribute: { value: 0x00081030, mask: 0xffffffff },
      value: `again ${PATIENT.id}`,
      origin: 'own.deid:3',
    };
    const lookup: Override = {
      kind: 'lookup',
      attribute: { value: 0x00081030, mask: 0xffffffff },
      variable: 'text',
      origin: 'own.deid:3',
    };
    const table = parseLookupTable(`PatientID,text\n${PATIENT.id},of Lindqvist\n`);
    assert.ok(table.kind === 'table');
    for (const overrides of [[replacing], [lookup]]) {
      const source = bufferSource(writeFile(ctImage()));
      const { plan } = await deidentifySource(source, { ...contextOf({ overrides }), table });
      assert.ok(
        plan.issues.some(({ code }) => code === 'set-value-identifies'),
        overrides[0]?.kind,
      );
    }
  });

  it('other values are written without a word', async () => {
    assert.deepEqual(await said(0x00100010, 'Case^One'), []);
    assert.deepEqual(await said(0x00100020, 'CASE-001'), []);
  });
});
