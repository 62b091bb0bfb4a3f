import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  attribute,
  isKnown,
  keywordOf,
  parseTag,
  privateAttribute,
  tagOf,
  vrOf,
} from '../../src/core/dictionary/dictionary.js';

describe('dictionary', () => {
  it('knows single attributes', () => {
    assert.deepEqual(attribute(0x00100010), {
      keyword: 'PatientName',
      name: 'Patient Name',
      vr: 'PN',
      ambiguous: false,
      vm: '1',
      retired: false,
    });
    assert.equal(vrOf(0x0020000d), 'UI');
    assert.equal(vrOf(0xfffafffa), 'SQ');
    assert.equal(vrOf(0xfffcfffc), 'OB');
    assert.equal(vrOf(0x00000000), 'UL');
    assert.equal(vrOf(0x00100010), vrOf(0x00100010));
  });

  it('knows attributes that are newer than dcmjs, and those where dcmjs errs', () => {
    assert.equal(attribute(0x00100041)?.keyword, 'GenderIdentitySequence');
    assert.equal(vrOf(0x0040e012), 'UR');
    assert.equal(vrOf(0x00760034), 'SQ');
    assert.equal(attribute(0x00101000)?.retired, true);
  });

  it('gives a first choice and says so where the VR depends', () => {
    assert.deepEqual([attribute(0x7fe00010)?.vr, attribute(0x7fe00010)?.ambiguous], ['OW', true]);
    assert.deepEqual([attribute(0x00280106)?.vr, attribute(0x00280106)?.ambiguous], ['US', true]);
    assert.equal(vrOf(0x00283006), 'OW');
  });

  it('knows repeating groups, and only their even groups', () => {
    assert.equal(attribute(0x60023000)?.keyword, 'OverlayData');
    assert.equal(attribute(0x601e4000)?.keyword, 'OverlayComments');
    assert.equal(attribute(0x500a2500)?.keyword, 'CurveLabel');
    assert.equal(attribute(0x002031ab)?.keyword, 'SourceImageIDs');
    assert.equal(attribute(0x60033000), undefined);
    assert.equal(vrOf(0x60023001), undefined);
  });

  it('knows group lengths and private creators, and no other private attribute', () => {
    assert.equal(vrOf(0x00100000), 'UL');
    assert.equal(vrOf(0x00090000), 'UL');
    assert.equal(vrOf(0x00090010), 'LO');
    assert.equal(vrOf(0x000900ff), 'LO');
    assert.equal(vrOf(0x00091001), undefined);
    assert.ok(isKnown(0x00080018));
    assert.ok(!isKnown(0x00080007));
  });

  it('finds tags by keyword in any case', () => {
    assert.equal(tagOf('PatientName'), 0x00100010);
    assert.equal(tagOf(' patientname '), 0x00100010);
    assert.equal(tagOf('DisplayURI'), 0x0040e012);
    assert.equal(keywordOf(0x0040e012), 'DisplayURI');
    assert.equal(keywordOf(0x60023000), 'OverlayData');
    assert.equal(keywordOf(0x00180061), undefined);
    assert.equal(keywordOf(0x00091001), undefined);
    assert.equal(tagOf('NoSuchThing'), undefined);
    assert.equal(tagOf(''), undefined);
  });

  it('reads tags as people write them', () => {
    const one = { value: 0x00100010, mask: 0xffffffff };
    for (const text of ['PatientName', '(0010,0010)', '0010,0010', '00100010', '0x00100010', '( 0010 , 0010 )'])
      assert.deepEqual(parseTag(text), one, text);
    assert.deepEqual(parseTag('fffafffa'), { value: 0xfffafffa, mask: 0xffffffff });
    const overlays = { value: 0x60003000, mask: 0xff00ffff };
    for (const text of ['60xx3000', '(60XX,3000)', 'OverlayData']) assert.deepEqual(parseTag(text), overlays, text);
    const owned = { value: 0x00190002, mask: 0xffff00ff, creator: 'GEMS_ACQU_01' };
    for (const text of ['(0019,"GEMS_ACQU_01",02)', '0019,GEMS_ACQU_01,02', '(0019,"GEMS_ACQU_01",xx02)'])
      assert.deepEqual(parseTag(text), owned, text);
    assert.equal(parseTag('(4453,"DR Systems, Inc.",0C)')?.creator, 'DR Systems, Inc.');
  });

  it('refuses what is not a tag', () => {
    for (const text of [
      '',
      'NoSuchThing',
      '0010',
      '(0010,001)',
      '(0010,0010',
      '0010;0010',
      '(0010,"GEMS",02)',
      '001000101',
    ])
      assert.equal(parseTag(text), undefined, text);
  });

  it('knows private attributes by creator, without regard to case and padding', () => {
    assert.equal(privateAttribute('GEMS_ACQU_01', 0x0019, 0x02)?.name, 'NumberOfCellsInDetector');
    assert.deepEqual(privateAttribute('gems_acqu_01 ', 0x0019, 0x1002), privateAttribute('GEMS_ACQU_01', 0x0019, 0x02));
    assert.equal(privateAttribute('GEMS_ACQU_01', 0x0021, 0x02), undefined);
    assert.equal(privateAttribute('NOBODY', 0x0019, 0x02), undefined);
    assert.equal(privateAttribute('DLX_ANNOT_01', 0x70a1, 0x04)?.vr, 'ST');
  });
});
