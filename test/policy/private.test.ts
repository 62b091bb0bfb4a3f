import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseTag } from '../../src/core/dictionary/dictionary.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { OptionName, Override } from '../../src/core/policy/policy.js';
import { blank, policyOf, profile } from './policies.js';

function act(options: readonly OptionName[], creator: string, group: number, element: number, vr: string): string {
  return profile('retain-safe-private', ...options).decidePrivate({ creator, group, element, vr }).action;
}

function rule(kind: 'keep' | 'remove' | 'empty', text: string): Override {
  const attribute = parseTag(text);
  assert.ok(attribute, text);
  return { kind, attribute, origin: 'test' };
}

describe('private attributes', () => {
  it('go without the option', () => {
    const element = { creator: 'Philips PET Private Group', group: 0x7053, element: 0x00, vr: 'DS' };
    assert.equal(profile().decidePrivate(element).action, 'X');
    assert.equal(blank().decidePrivate(element).action, 'X');
    assert.equal(blank().decidePrivate(element).empty, undefined);
  });

  it('stay where a list names them, whatever block they lie in and however the creator is spelled', () => {
    for (const creator of ['Philips PET Private Group', 'PHILIPS PET PRIVATE GROUP', 'Philips PET Private Group ']) {
      assert.equal(act([], creator, 0x7053, 0x00, 'DS'), 'K');
      assert.equal(act([], creator, 0x7053, 0x09, 'DS'), 'K');
    }
    assert.equal(act([], 'GEMS_PARM_01', 0x0043, 0x39, 'IS'), 'K');
  });

  it('go where the creator, the group or the element is another', () => {
    assert.equal(act([], 'Philips PET Private', 0x7053, 0x00, 'DS'), 'X');
    assert.equal(act([], 'Philips PET Private Group', 0x7055, 0x00, 'DS'), 'X');
    assert.equal(act([], 'Philips PET Private Group', 0x7053, 0x01, 'DS'), 'X');
    assert.equal(act([], '', 0x7053, 0x00, 'DS'), 'X');
  });

  it('are cleaned where they hold text, mapped where they hold UIDs, and treated as dates where they are', () => {
    assert.equal(act([], 'Philips Imaging DD 001', 0x2001, 0x51, 'LO'), 'C');
    assert.equal(act([], 'SIEMENS Ultrasound SC2000', 0x0129, 0x02, 'UI'), 'U');
    assert.equal(act(['retain-uids'], 'SIEMENS Ultrasound SC2000', 0x0129, 0x02, 'UI'), 'K');
    for (const vr of ['DA', 'DT']) {
      assert.equal(act([], 'Philips PET Private Group', 0x7053, 0x00, vr), 'X');
      assert.equal(act(['retain-modified-dates'], 'Philips PET Private Group', 0x7053, 0x00, vr), 'C');
      assert.equal(act(['retain-full-dates'], 'Philips PET Private Group', 0x7053, 0x00, vr), 'K');
    }
    assert.equal(act([], 'Philips PET Private Group', 0x7053, 0x00, 'PN'), 'Z');
    assert.equal(act([], 'Philips Imaging DD 001', 0x2001, 0x5f, 'SQ'), 'K');
  });

  it('go where the two lists disagree, and where a date can not be moved', () => {
    // PS3.15 names it, TCIA removes it.
    assert.equal(act([], 'Philips Imaging DD 001', 0x2001, 0x67, 'CS'), 'X');
    // TCIA removes it where its VR is lost, and keeps it otherwise; what the dictionary knows is not lost.
    assert.equal(act([], 'GEMS_PETD_01', 0x0009, 0x37, 'UN'), 'X');
    assert.equal(act([], 'GEMS_PETD_01', 0x0009, 0x37, 'LO'), 'C');
    assert.equal(act([], 'Philips Imaging DD 001', 0x2001, 0x04, 'UN'), 'C');
    assert.equal(act([], 'Philips Imaging DD 001', 0x2001, 0x04, 'CS'), 'C');
    // TCIA keeps the site that CTP writes; the profile does not keep institutions.
    assert.equal(act([], 'CTP', 0x0013, 0x10, 'LO'), 'C');
    assert.equal(act([], 'CTP', 0x0013, 0x12, 'LO'), 'X');
  });

  it('follow rules by creator', () => {
    const element = { creator: 'ACME 1.0', group: 0x0019, element: 0x02, vr: 'LO' };
    const policy = compilePolicy(policyOf('profile', [], [rule('keep', '(0019,"acme 1.0",02)')]));
    assert.equal(policy.decidePrivate(element).action, 'K');
    assert.equal(policy.decidePrivate(element).rule, 'override/keep');
    assert.equal(policy.decidePrivate({ ...element, element: 0x03 }).action, 'X');
    assert.equal(policy.decidePrivate({ ...element, creator: 'ACME 2.0' }).action, 'X');
    assert.deepEqual(policy.codes, []);
    const removed = compilePolicy(
      policyOf('profile', ['retain-safe-private'], [rule('remove', '(7053,"Philips PET Private Group",00)')]),
    );
    assert.equal(
      removed.decidePrivate({ creator: 'Philips PET Private Group', group: 0x7053, element: 0, vr: 'DS' }).action,
      'X',
    );
    assert.notDeepEqual(removed.codes, []);
  });

  it('are removed but never kept by a rule without a creator', () => {
    const element = { creator: 'Philips PET Private Group', group: 0x7053, element: 0, vr: 'DS' };
    const options: OptionName[] = ['retain-safe-private'];
    assert.equal(
      compilePolicy(policyOf('profile', options, [rule('remove', '(7053,1000)')])).decidePrivate(element).action,
      'X',
    );
    assert.equal(
      compilePolicy(policyOf('profile', options, [rule('remove', '(7053,1001)')])).decidePrivate(element).action,
      'K',
    );
    const keeping = compilePolicy(policyOf('profile', [], [rule('keep', '(7053,1000)')]));
    assert.equal(keeping.decidePrivate(element).action, 'X');
    assert.deepEqual(
      keeping.issues.map(({ code }) => code),
      ['override-needs-creator'],
    );
    assert.notDeepEqual(keeping.codes, []);
  });
});
