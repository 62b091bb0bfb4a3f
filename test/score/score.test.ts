// The judge must be able to fail: identifiers planted in an "output" are seen, in every encoding and place.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { readDicom } from '../../scripts/score/dicomReader.js';
import { readPair } from '../../scripts/score/filePair.js';
import { findValue, haystack } from '../../scripts/score/haystack.js';
import { judge } from '../../scripts/score/judgeRecall.js';
import { retentionJudge } from '../../scripts/score/judgeRetention.js';
import { uidJudge } from '../../scripts/score/judgeUids.js';
import type { ProfileTable } from '../../scripts/score/profileTable.js';
import type { Injection } from '../../scripts/score/truth.js';

const NAME = 'Varnholt^Ottilie';
const table: ProfileTable = {
  treatment: (hex, recipe) => {
    if (hex === '00101010' || hex === '00081010') return recipe === 'research' ? 'keep' : 'away';
    if (hex === '00081030') return recipe === 'research' ? 'clean' : 'away';
    return hex === '00100010' || hex === '00100020' ? 'away' : undefined;
  },
};

function study(changes: readonly ElementSpec[] = []): readonly ElementSpec[] {
  const base: readonly ElementSpec[] = [
    { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 192' },
    { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.7' },
    { tag: 0x00080018, vr: 'UI', value: '1.2.3.4.5.1' },
    { tag: 0x00080060, vr: 'CS', value: 'OT' },
    { tag: 0x00081010, vr: 'SH', value: 'ROOM-7781' },
    { tag: 0x00081030, vr: 'LO', value: 'CT CHEST for Ottilie Varnholt' },
    { tag: 0x00100010, vr: 'PN', value: NAME },
    { tag: 0x00101010, vr: 'AS', value: '093Y' },
    { tag: 0x00180050, vr: 'DS', value: '1.25' },
    { tag: 0x0020000d, vr: 'UI', value: '1.2.3.4.5.2' },
  ];
  const changed = new Map(base.map((element) => [element.tag, element]));
  for (const element of changes) changed.set(element.tag, element);
  return [...changed.values()].sort((a, b) => a.tag - b.tag);
}

const CLEAN: readonly ElementSpec[] = [
  { tag: 0x00080018, vr: 'UI', value: '2.25.11' },
  { tag: 0x00081030, vr: 'LO', value: 'CT CHEST for' },
  { tag: 0x00100010, vr: 'PN', value: '' },
  { tag: 0x00101010, vr: 'AS', value: '090Y' },
  { tag: 0x0020000d, vr: 'UI', value: '2.25.12' },
];

function injection(parts: Partial<Injection>): Injection {
  return {
    id: 'T1',
    file: 'a.dcm',
    channel: 'dicom_tag',
    type: 'PERSON_NAME',
    value: NAME,
    expect: 'remove',
    ...parts,
  };
}

describe('score: the search', () => {
  const clean = writeFile(study(CLEAN));
  const find = (bytes: Uint8Array, value: string, spared: readonly string[] = []) =>
    findValue(haystack(readDicom(bytes)), value, spared);

  it('finds nothing in a clean file', () => assert.deepEqual(find(clean, NAME), []));

  it('names the element that holds a value, at any depth', () => {
    const items = [{ elements: [{ tag: 0x00100010, vr: 'PN', value: NAME }] }];
    const file = writeFile(study([...CLEAN, { tag: 0x00081140, vr: 'SQ', items }]));
    assert.deepEqual(find(file, NAME), ['(0008,1140)[0].(0010,0010)']);
  });

  it('sees Latin-1, UTF-8, both UTF-16 and ISO 2022 bytes behind the data set', () => {
    const word = 'Grünfeld';
    const utf16 = Buffer.from(word, 'utf16le');
    const forms = [Buffer.from(word, 'latin1'), Buffer.from(word, 'utf8'), utf16, Buffer.from(utf16).swap16()];
    for (const form of forms) assert.deepEqual(find(bytesOf(clean, new Uint8Array(form)), word), ['bytes']);
    const japanese = Uint8Array.of(0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42);
    assert.deepEqual(find(bytesOf(clean, japanese), '山田'), ['bytes']);
  });

  it('sees a name in a deflated data set and in the preamble', () => {
    const deflated = writeFile(study(), { syntax: SYNTAX.deflated });
    assert.deepEqual(find(deflated, NAME), ['(0010,0010)']);
    const preamble = new Uint8Array(128);
    preamble.set(new TextEncoder().encode(NAME));
    assert.deepEqual(find(writeFile(study(CLEAN), { preamble }), NAME), ['bytes']);
  });

  it('counts a short number only where it stands alone, and spares a phrase that must stay', () => {
    assert.deepEqual(find(bytesOf(clean, '2.25.9156881'), '15688'), []);
    assert.equal(find(bytesOf(clean, ' 15688 '), '15688').length, 1);
    assert.deepEqual(find(bytesOf(clean, 'Wilson disease'), 'Wilson', ['Wilson disease']), []);
    assert.equal(find(bytesOf(clean, 'Wilson disease, Wilson'), 'Wilson', ['Wilson disease']).length, 1);
  });
});

describe('score: the verdicts', () => {
  let root = '';
  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'score-test-'));
    for (const folder of ['in', 'out']) mkdirSync(path.join(root, folder));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  function pair(changes: readonly ElementSpec[] | undefined, original: readonly ElementSpec[] = study()) {
    writeFileSync(path.join(root, 'in', 'a.dcm'), writeFile(original));
    rmSync(path.join(root, 'out', 'a.dcm'), { force: true });
    if (changes !== undefined) writeFileSync(path.join(root, 'out', 'a.dcm'), writeFile(study(changes)));
    return readPair(path.join(root, 'in'), path.join(root, 'out'), 'a.dcm');
  }

  it('calls a removed value gone, a refused file gone and a left value missed', () => {
    assert.deepEqual(judge(injection({}), pair(CLEAN), [], table, 'basic'), { kind: 'gone', how: 'output' });
    assert.deepEqual(judge(injection({}), pair(undefined), [], table, 'basic'), { kind: 'gone', how: 'refused' });
    assert.deepEqual(judge(injection({}), pair([]), [], table, 'basic'), { kind: 'missed', where: ['(0010,0010)'] });
  });

  it('calls half a name missed', () => {
    const half = pair([...CLEAN, { tag: 0x00081030, vr: 'LO', value: 'CT CHEST for Ottilie' }]);
    const verdict = judge(injection({ value: 'Ottilie Varnholt' }), half, [], table, 'research');
    assert.deepEqual(verdict, { kind: 'missed', where: ['(0008,1030)'] });
  });

  it('tells what the recipe retains from what it missed', () => {
    const station = injection({ type: 'DEVICE_ID', value: 'ROOM-7781' });
    assert.equal(judge(station, pair(CLEAN), [], table, 'research').kind, 'retained');
    assert.equal(judge(station, pair(CLEAN), [], table, 'basic').kind, 'missed');
  });

  it('wants ages over 89 as one class', () => {
    const age = injection({ type: 'AGE_OVER_89', value: '093Y', expect: 'generalise_to_90+' });
    assert.equal(judge(age, pair(CLEAN), [], table, 'research').kind, 'gone');
    assert.equal(
      judge(age, pair([{ tag: 0x00101010, vr: 'AS', value: '093Y' }]), [], table, 'research').kind,
      'missed',
    );
  });

  it('flags original, inconsistent and merged UIDs and dangling references', () => {
    const codes = (...outputs: (readonly ElementSpec[])[]) => {
      const uids = uidJudge();
      for (const changes of outputs) uids.add(pair(changes));
      return [...new Set(uids.faults().map((fault) => fault.code))].sort();
    };
    assert.deepEqual(codes(CLEAN, CLEAN), []);
    assert.deepEqual(codes([]), ['original-in-output']);
    assert.deepEqual(codes(CLEAN, [...CLEAN, { tag: 0x0020000d, vr: 'UI', value: '2.25.13' }]), ['inconsistent']);
    assert.deepEqual(codes([...CLEAN, { tag: 0x0020000d, vr: 'UI', value: '2.25.11' }]), ['merged']);
    const reference = (uid: string): ElementSpec => ({
      tag: 0x00081140,
      vr: 'SQ',
      items: [{ elements: [{ tag: 0x00081155, vr: 'UI', value: uid }] }],
    });
    const uids = uidJudge();
    uids.add(pair([...CLEAN, reference('2.25.99')], study([reference('1.2.3.4.5.1')])));
    assert.deepEqual(
      uids
        .faults()
        .map((fault) => fault.code)
        .sort(),
      ['dangling', 'inconsistent'],
    );
  });

  it('counts lost words and numbers, and not the identifying ones', () => {
    const judged = (changes: readonly ElementSpec[]) => {
      const retention = retentionJudge(table, 'research');
      retention.add(pair(changes), ['Ottilie Varnholt', NAME]);
      return retention;
    };
    assert.deepEqual(judged(CLEAN).lost, []);
    const words = judged([...CLEAN, { tag: 0x00081030, vr: 'LO', value: 'CT' }]);
    assert.deepEqual(
      words.lost.map((entry) => entry.lost),
      [['CHEST']],
    );
    assert.deepEqual(words.tallies.get('descriptors'), { kept: 1, total: 2 });
    assert.equal(judged([...CLEAN, { tag: 0x00180050, vr: 'DS', value: '1.3' }]).lost.length, 1);
  });
});
