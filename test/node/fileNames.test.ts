import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { EvidenceItem } from '../../src/core/text/evidence.js';
import { nameIdentifies } from '../../src/node/fileNames.js';

const EVIDENCE: readonly EvidenceItem[] = [
  { kind: 'patient-name', value: 'Müller^Ann^Li' },
  { kind: 'patient-id', value: 'SMP-4711' },
  { kind: 'id', value: '12345' },
  { kind: 'birth-date', value: '19480229' },
  { kind: 'person-name', value: 'Okafor^Samuel' },
  { kind: 'date', value: '20150403' },
];
const UIDS = ['1.2.826.0.1.3680043.10.1500.4.1', ''];

describe('nameIdentifies', () => {
  const found = (path: string) => nameIdentifies(path, { evidence: EVIDENCE, uids: UIDS }) !== undefined;

  for (const path of [
    'study/muller_ct/im1',
    'MÜLLER',
    'study/XMullerAnn.dcm',
    'study/Ann-1.dcm',
    'smp-4711/im1',
    'scan_12345.dcm',
    '1948-02-29.dcm',
    'x29.02.1948',
    'born02291948.dcm',
    'CT.1.2.826.0.1.3680043.10.1500.4.1.dcm',
  ]) {
    it(`finds an identifier in ${path}`, () => assert.equal(found(path), true));
  }

  for (const path of [
    'scanner/im1',
    'IM12345678',
    '119480229',
    'study/li.dcm',
    'okafor.dcm',
    '20150403.dcm',
    'annual',
  ]) {
    it(`finds none in ${path}`, () => assert.equal(found(path), false));
  }

  it('says nothing of the value', () => {
    const reason = nameIdentifies('muller', { evidence: EVIDENCE, uids: UIDS }) ?? '';
    assert.ok(reason !== '' && !/m[uü]ller/i.test(reason));
  });
});
