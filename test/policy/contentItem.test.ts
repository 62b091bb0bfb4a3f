// PS3.15 Table E.3.4-1.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CONTENT_ITEMS } from '../../src/core/policy/generated/contentItems.generated.js';
import { OPTIONS } from '../../src/core/policy/options.js';
import { blank, profile } from './policies.js';

function item(value: string, valueType: string, scheme = 'DCM') {
  return { concept: { value, scheme }, valueType };
}

describe('content items', () => {
  it('are decided in every row and option as the columns say', () => {
    assert.equal(CONTENT_ITEMS.filter((line) => !line.startsWith('SRT\t')).length, 214);
    for (const { name, column } of OPTIONS) {
      const policy = profile(name);
      for (const line of CONTENT_ITEMS) {
        const [scheme = '', value = '', valueType = '', basic = '', columns = ''] = line.split('\t');
        const decision = policy.decideContentItem(item(value, valueType, scheme));
        const letter = column === undefined ? '.' : columns[column];
        const expected = letter !== '.' ? [letter] : basic === 'X' ? ['X'] : ['D', 'U'];
        assert.ok(expected.includes(decision?.action), `${line} ${decision?.action}`);
      }
    }
  });

  it('lose names and ids, keep their place where the table says D', () => {
    const policy = profile('clean-structured-content');
    assert.equal(policy.decideContentItem(item('121008', 'PNAME'))?.action, 'D');
    assert.equal(policy.decideContentItem(item('121088', 'PNAME'))?.action, 'X');
    assert.equal(policy.decideContentItem(item('121030', 'TEXT'))?.action, 'D');
    assert.equal(policy.decideContentItem(item('121022', 'TEXT'))?.action, 'X');
    assert.equal(policy.decideContentItem(item('121008', 'PNAME'))?.category, 'name');
  });

  it('map references', () => {
    assert.equal(profile().decideContentItem(item('112002', 'UIDREF'))?.action, 'U');
    assert.equal(profile().decideContentItem(item('121112', 'IMAGE'))?.action, 'U');
    assert.equal(profile().decideContentItem(item('121112', 'WAVEFORM'))?.action, 'X');
    assert.equal(profile('retain-uids').decideContentItem(item('112002', 'UIDREF'))?.action, 'K');
  });

  it('follow options', () => {
    assert.equal(profile('clean-descriptors').decideContentItem(item('121071', 'TEXT'))?.action, 'C');
    assert.equal(profile('retain-modified-dates').decideContentItem(item('111018', 'DATE'))?.action, 'C');
    assert.equal(profile('retain-patient-characteristics').decideContentItem(item('121033', 'NUM'))?.action, 'K');
    assert.equal(blank().decideContentItem(item('121071', 'TEXT'))?.action, 'D');
  });

  it('are found by their retired codes, and by a value type near the listed one', () => {
    assert.equal(profile().decideContentItem(item('G-C0E3', 'TEXT', 'SRT'))?.action, 'D');
    assert.equal(profile().decideContentItem(item('G-C0E3', 'TEXT', '99SDM'))?.action, 'D');
    assert.equal(profile().decideContentItem(item('121030', 'UIDREF'))?.action, 'U');
    assert.equal(profile().decideContentItem(item('363698007', 'CODE', 'SCT')), undefined);
  });

  it('are left to others where the table has no row', () => {
    assert.equal(profile().decideContentItem(item('000000', 'TEXT')), undefined);
    assert.equal(profile().decideContentItem({ concept: undefined, valueType: 'TEXT' }), undefined);
    assert.equal(profile().decideContentItem(item('121008', 'PNAME', '99LOCAL')), undefined);
  });
});
