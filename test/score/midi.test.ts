// The benchmark's scorer must be able to fail: each of the ten checks is seen to pass and to fail.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import type { AnswerKey, CheckType } from '../../scripts/midi/answerKey.js';
import { inject } from '../../scripts/midi/inject.js';
import { readMapping } from '../../scripts/midi/mappingFile.js';
import { type IndexedFile, indexFile, indexOutput } from '../../scripts/midi/outputIndex.js';
import { scoreKey } from '../../scripts/midi/scoreKey.js';
import { textPasses } from '../../scripts/midi/textCheck.js';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';

const PIXELS = Uint8Array.from({ length: 64 }, (_, index) => (index === 9 ? 255 : 0));

function file(changes: readonly ElementSpec[] = []): IndexedFile {
  const elements = new Map<number, ElementSpec>();
  const base: readonly ElementSpec[] = [
    { tag: 0x00080018, vr: 'UI', value: '2.25.7' },
    { tag: 0x00080020, vr: 'DA', value: '20200112' },
    { tag: 0x00081030, vr: 'LO', value: 'CT CHEST' },
    { tag: 0x00100020, vr: 'LO', value: 'P-1' },
    { tag: 0x00280002, vr: 'US', value: 1 },
    { tag: 0x00280010, vr: 'US', value: 8 },
    { tag: 0x00280011, vr: 'US', value: 8 },
    { tag: 0x00280100, vr: 'US', value: 8 },
    { tag: 0x00990010, vr: 'LO', value: 'Acme' },
    { tag: 0x00991001, vr: 'LO', value: 'kept' },
    { tag: 0x7fe00010, vr: 'OB', bytes: PIXELS },
  ];
  for (const element of [...base, ...changes]) elements.set(element.tag, element);
  const bytes = writeFile([...elements.values()].sort((a, b) => a.tag - b.tag));
  const indexed = indexFile('a.dcm', bytes);
  assert.ok(indexed);
  return indexed;
}

function passes(
  action: CheckType,
  tag: string,
  text: string,
  value = '',
  output: IndexedFile | undefined = file(),
): boolean {
  const key: AnswerKey = {
    answer_data: [
      {
        Modality: '<CT>',
        SOPClassUID: '<1>',
        PatientID: '<old>',
        StudyInstanceUID: '<1.2.1>',
        SeriesInstanceUID: '<1.2.2>',
        SOPInstanceUID: '1.2.3',
        AnswerData: JSON.stringify({
          0: {
            action: `<${action}>`,
            action_text: `<${text}>`,
            value: `<${value}>`,
            tag,
            tag_ds: tag,
            tag_name: '',
            answer_category_v2: {},
          },
        }),
      },
    ],
  };
  const mapping = { uids: new Map([['1.2.3', '2.25.7']]), patients: new Map([['old', 'P-1']]) };
  const results = scoreKey(key, new Map(output === undefined ? [] : [[output.instance, output]]), mapping);
  assert.equal(results.length, 1);
  return results[0]?.passed ?? false;
}

describe('midi: the ten checks', () => {
  const TITLE = '<(0008,1030)>';

  it('tag_retained and text_notnull', () => {
    assert.equal(passes('tag_retained', TITLE, ''), true);
    assert.equal(passes('tag_retained', '<(0008,103e)>', ''), false);
    const empty = file([{ tag: 0x00081030, vr: 'LO', value: '' }]);
    assert.equal(passes('tag_retained', TITLE, '', '', empty), true);
    assert.equal(passes('text_notnull', TITLE, '', '', empty), false);
    assert.equal(passes('text_notnull', TITLE, ''), true);
  });

  it('text_retained and text_removed, word by word', () => {
    assert.equal(passes('text_retained', TITLE, 'chest ct'), true);
    assert.equal(passes('text_retained', TITLE, 'CT CHEST W'), false);
    assert.equal(passes('text_removed', TITLE, 'CT for Varnholt'), false);
    assert.equal(passes('text_removed', TITLE, 'for Varnholt'), true);
    assert.equal(passes('text_retained', '<(0099,"ACME",01)>', 'kept'), true);
    assert.equal(textPasses('12.0', '12', 'retain'), true);
    assert.equal(textPasses('12', '12.0', 'remove'), false);
    assert.equal(textPasses('112', '12', 'retain'), false);
  });

  it('date_shifted and uid_changed', () => {
    assert.equal(passes('date_shifted', '<(0008,0020)>', '', '20200112'), false);
    assert.equal(passes('date_shifted', '<(0008,0020)>', '', '20200113'), true);
    assert.equal(passes('uid_changed', '<(0008,0018)>', '', '2.25.7'), false);
    assert.equal(passes('uid_changed', '<(0008,0018)>', '', '1.2.3'), true);
  });

  it('uid_consistent and patid_consistent follow the mapping', () => {
    assert.equal(passes('uid_consistent', '<(0008,0018)>', '', '1.2.3'), true);
    assert.equal(passes('uid_consistent', '<(0008,0018)>', '', '1.2.4'), false);
    assert.equal(passes('patid_consistent', '<(0010,0020)>', '', 'old'), true);
    assert.equal(passes('patid_consistent', '<(0010,0020)>', '', 'other'), false);
  });

  it('pixels_retained and pixels_hidden', () => {
    assert.equal(passes('pixels_retained', '<(7fe0,0010)>', file().pixelDigest ?? ''), true);
    const blank = file([{ tag: 0x7fe00010, vr: 'OB', bytes: new Uint8Array(64) }]);
    assert.equal(passes('pixels_retained', '<(7fe0,0010)>', file().pixelDigest ?? '', '', blank), false);
    const box = JSON.stringify({ text: 'x', top_left: [0, 0], bottom_right: [4, 4] });
    assert.equal(passes('pixels_hidden', '<(7fe0,0010)>', box), false);
    assert.equal(passes('pixels_hidden', '<(7fe0,0010)>', box, '', blank), true);
  });

  it('a file that is not there leaks nothing and keeps nothing', () => {
    const other = file([{ tag: 0x00080018, vr: 'UI', value: '2.25.8' }]);
    assert.equal(passes('text_removed', TITLE, 'CT', '', other), true);
    assert.equal(passes('tag_retained', TITLE, '', '', other), false);
    assert.equal(passes('pixels_retained', '<(7fe0,0010)>', 'x', '', other), false);
  });
});

describe('midi: the injector', () => {
  let root = '';
  before(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'midi-test-'));
    mkdirSync(path.join(root, 'base'));
    await writeSampleStudy(path.join(root, 'base'));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const limits = { seed: 7, most: 20, mostBytes: 1 << 22 };
  const rules = {
    tcia: (hex: string) =>
      hex === '00400275' || hex === '00080080'
        ? ('remove' as const)
        : hex === '00080020'
          ? ('incrementdate' as const)
          : hex === '00100020'
            ? ('lookup' as const)
            : undefined,
    privates: (name: string) => (name.startsWith('7053') ? ('keep' as const) : ('remove' as const)),
  };

  it('plants by seed, and an untouched copy fails what must be removed, changed and shifted', () => {
    const first = inject([path.join(root, 'base')], path.join(root, 'one'), rules, limits);
    const again = inject([path.join(root, 'base')], path.join(root, 'two'), rules, limits);
    assert.ok(first.answer_data.length > 0);
    assert.deepEqual(again, first);
    const output = indexOutput(path.join(root, 'one', 'images'));
    const same = new Map([...output.keys()].map((uid) => [uid, uid]));
    const results = scoreKey(first, output, { uids: same, patients: new Map() });
    const share = (type: CheckType) => {
      const of = results.filter((result) => result.type === type);
      assert.ok(of.length > 0, type);
      return of.filter((result) => result.passed).length / of.length;
    };
    for (const type of ['tag_retained', 'text_notnull', 'text_retained', 'pixels_retained'] as const)
      assert.equal(share(type), 1, type);
    for (const type of ['text_removed', 'date_shifted', 'uid_changed', 'patid_consistent'] as const)
      assert.equal(share(type), 0, type);
  });

  it('reads mappings by their column names, the first row for an id', () => {
    const csv = path.join(root, 'map.csv');
    writeFileSync(csv, 'id_new,id_old\n"P,1",old\nP-2,old\n');
    assert.deepEqual([...readMapping(csv)], [['old', 'P,1']]);
    writeFileSync(csv, 'a,b\n1,2\n');
    assert.throws(() => readMapping(csv), /id_old/);
  });
});
