// Rows as they are sent, the rules that stand behind them, and the source that shares the thread.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Override } from '../../src/core/policy/policy.js';
import { politeSource } from '../../src/extension/editor/politeSource.js';
import { type RowTexts, rowOf } from '../../src/extension/editor/row.js';
import { canRule, ruledTarget, rulesByTarget, ruleTarget } from '../../src/extension/editor/ruleTarget.js';
import { treeModel } from '../../src/extension/editor/treeModel.js';
import type { Row } from '../../src/protocol.js';
import { finding, row, SMALL, small } from './treeRows.js';

const WISH = { expanded: false, masked: false, exampleKey: false };

function sent(place: number, texts: RowTexts = {}, wish: Partial<typeof WISH> = {}): Row {
  const made = rowOf(small(), place, texts, { ...WISH, ...wish });
  assert.ok(made !== undefined);
  return made;
}

describe('a row as it is sent', () => {
  it('has what the tree shows', () => {
    const made = sent(1, { value: 'Lindqvist^Maria', after: '' });
    assert.equal(made.tag, '(0010,0010)');
    assert.equal(made.value, 'Lindqvist^Maria');
    assert.equal(made.finding?.effect, 'emptied');
    assert.equal(made.canRule, true);
    assert.equal(made.expandable, false);
  });

  it('tells how much lies in what is closed', () => {
    assert.equal(sent(2).hiddenFindings, 1);
    assert.equal(sent(2, {}, { expanded: true }).hiddenFindings, 0);
    assert.equal(sent(6).hiddenFindings, 0);
    assert.equal(sent(2).items, 2);
  });

  it('has no tag of its own for an item', () => {
    const made = sent(3);
    assert.equal(made.tag, '');
    assert.equal(made.item, 0);
    assert.equal(made.canRule, false);
  });

  it('shortens values', () => {
    const made = sent(1, { value: 'a'.repeat(201) });
    assert.equal(made.value?.length, 200);
    assert.equal(made.shortened, true);
    assert.equal(sent(1, { value: 'a'.repeat(200) }).shortened, undefined);
  });

  it('never sends a masked value, nor how long it is, nor what is left of it', () => {
    const short = sent(1, { value: 'Li' }, { masked: true });
    const long = sent(1, { value: 'Lindqvist^Maria'.repeat(20) }, { masked: true });
    assert.equal(short.value, long.value);
    assert.equal(long.shortened, undefined);
    assert.equal(sent(1, { value: '' }, { masked: true }).value, '');
    const cleaned = sent(4, { value: 'Head of Lindqvist', after: 'Head of' }, { masked: true });
    assert.equal(JSON.stringify(cleaned).includes('Head'), false);
  });

  it('says what is an example because there is no key', () => {
    const model = treeModel([{ ...row('0020000D'), finding: finding('mapped') }]);
    assert.equal(rowOf(model, 0, { after: '2.25.1' }, { ...WISH, exampleKey: true })?.finding?.example, true);
    assert.equal(rowOf(model, 0, { after: '2.25.1' }, WISH)?.finding?.example, undefined);
    assert.equal(sent(4, { after: 'Head' }, { exampleKey: true }).finding?.example, undefined);
  });
});

describe('the attribute of a recipe that a row stands for', () => {
  it('is the attribute at every depth for a row at the top', () => {
    assert.deepEqual(ruleTarget(small(), 1), { value: 0x00100010, mask: 0xffffffff });
  });

  it('is the attribute in its sequences for a row in them', () => {
    assert.deepEqual(ruleTarget(small(), 4), {
      value: 0x00400007,
      mask: 0xffffffff,
      parents: [{ value: 0x00400275, mask: 0xffffffff }],
    });
  });

  it('is told by its creator for a private one', () => {
    assert.deepEqual(ruleTarget(small(), 8), { value: 0x00090010, mask: 0xffff00ff, creator: 'ACME' });
    const [creator] = [row('00090010', { private: true, creator: 'ACME' })];
    assert.deepEqual(ruleTarget(treeModel([creator]), 0), { value: 0x00090010, mask: 0xffffffff });
  });

  it('is none for items, file meta, group lengths and the character set', () => {
    assert.equal(ruleTarget(small(), 3), undefined);
    for (const path of ['00020010', '00080000', '00080005', '00041220']) assert.equal(canRule(row(path).row), false);
  });

  it('has the last rule of the recipe', () => {
    const at = (value: number, kind: 'keep' | 'remove' | 'clean', more: Partial<Override> = {}): Override =>
      ({ kind, attribute: { value, mask: 0xffffffff }, origin: 'a.deid:1', ...more }) as Override;
    const rules = rulesByTarget([at(0x00100010, 'keep'), at(0x00100010, 'remove'), at(0x00100020, 'clean')]);
    const target = ruleTarget(small(), 1);
    assert.ok(target !== undefined);
    assert.equal(ruledTarget(target, rules).rule, 'remove');
    // Not as the buttons would write it.
    assert.equal(rulesByTarget([at(0x00100010, 'keep'), at(0x00100010, 'clean')]).size, 0);
    const when = { kind: 'test', attribute: target, op: 'present', value: '' } as const;
    assert.equal(rulesByTarget([at(0x00100010, 'keep', { when })]).size, 0);
  });

  it('is governed by a rule for the attribute at every depth', () => {
    const rules = rulesByTarget([
      { kind: 'empty', attribute: { value: 0x00400007, mask: 0xffffffff }, origin: 'a.deid:1' },
    ]);
    const target = ruleTarget(small(), 4);
    assert.ok(target !== undefined);
    assert.deepEqual(ruledTarget(target, rules), {
      attribute: { value: 0x00400007, mask: 0xffffffff },
      rule: 'empty',
    });
    assert.equal(SMALL.length, 10);
  });
});

describe('a source that shares the thread', () => {
  it('answers at once until its turn is over, and then after others had theirs', async () => {
    let now = 0;
    const { source } = politeSource(bufferSource(new Uint8Array([1, 2, 3])), () => now);
    assert.ok(source.read(0, 2) instanceof Uint8Array);
    now = 100;
    let others = false;
    setImmediate(() => {
      others = true;
    });
    const later = source.read(1, 1);
    assert.ok(later instanceof Promise);
    assert.deepEqual([...(await later)], [2]);
    assert.equal(others, true);
    assert.ok(source.read(0, 2) instanceof Uint8Array);
  });

  it('gives nothing once it is stopped', async () => {
    let now = 0;
    const polite = politeSource(bufferSource(new Uint8Array([1, 2, 3])), () => now);
    now = 100;
    const later = polite.source.read(0, 1);
    polite.stop();
    await assert.rejects(async () => later, { code: 'cancelled' });
    now = 0;
    assert.throws(() => polite.source.read(0, 1), { code: 'cancelled' });
  });
});
