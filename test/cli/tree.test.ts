// The tag tree and the flags behind it, without a file.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { identifyingRows, treeText } from '../../src/cli/inspectTree.js';
import { parseDateShift } from '../../src/cli/policyFlags.js';
import { sectionsText } from '../../src/cli/sections.js';
import { makeStyle } from '../../src/cli/terminal.js';
import { shownRows } from '../../src/core/formats/dicom/shownRows.js';
import type { TreeRow } from '../../src/core/formats/dicom/tree.js';
import type { Effect, Finding } from '../../src/core/kernel/finding.js';

function found(effect: Effect): Finding {
  return {
    rule: 'test',
    location: { kind: 'region', name: 'header' },
    range: { offset: 0, length: 0 },
    category: 'other',
    action: 'X',
    effect,
    reason: '',
    clause: 'PS3.15 Table E.1-1',
    confidence: 1,
  };
}

function row(depth: number, keyword: string, more: Partial<TreeRow> = {}): TreeRow {
  const range = { offset: 0, length: 4 };
  return {
    path: keyword,
    tag: 0x00100010,
    depth,
    keyword,
    name: keyword,
    vr: 'LO',
    length: 4,
    range,
    private: false,
    ...more,
  };
}

const gone = found('removed');
const ROWS: readonly TreeRow[] = [
  row(0, 'Kept'),
  row(0, 'GoneSequence', { vr: 'SQ', items: 1, finding: gone }),
  row(1, 'GoneSequence', { vr: 'SQ', items: 1, item: 0, finding: gone }),
  row(2, 'Inner'),
  row(0, 'KeptSequence', { vr: 'SQ', items: 1 }),
  row(1, 'KeptSequence', { vr: 'SQ', items: 1, item: 0 }),
  row(2, 'Named', { finding: found('emptied') }),
  row(2, 'Plain'),
  row(0, 'Wanted', { finding: found('kept') }),
];

describe('the tag tree', () => {
  it('says that what lies in a sequence goes with it, and tells the sequence once', () => {
    const shown = shownRows(ROWS);
    assert.deepEqual(
      shown.map((each) => each.gone),
      [false, false, true, true, false, false, false, false, false],
    );
    assert.equal(shown[2]?.finding, undefined);
  });

  it('keeps the sequences above what identifies when only that is asked for', () => {
    const names = identifyingRows(shownRows(ROWS)).map((each) => `${each.row.keyword}${each.row.item ?? ''}`);
    assert.deepEqual(names, ['GoneSequence', 'KeptSequence', 'KeptSequence0', 'Named']);
  });

  it('fits the screen, wide or narrow, and writes control characters in values out', () => {
    const values = new Map([[ROWS[6] ?? row(0, ''), 'A\x1b[2J^B'.padEnd(300, 'x')]]);
    for (const columns of [30, 40, 80, 200]) {
      const text = treeText({ rows: shownRows(ROWS), values, style: makeStyle(false), columns });
      for (const line of text.split('\n')) assert.ok(line.length <= columns, `${columns}: ${line}`);
      assert.ok(!text.includes('\x1b'));
      assert.match(text, /^! .*Named/m);
      assert.match(text, /^ {2}\(0010,0010\).*Kept/m);
    }
  });
});

describe('sections', () => {
  const sections = [
    {
      label: 'Refused',
      tone: 'bad',
      text: 'eight words that do not fit on a narrow screen',
      groups: [{ text: 'broken', files: ['a\nb', ...'cdefgh'] }],
    },
  ] as const;

  it('names the first few files, safe for a terminal, and counts the rest', () => {
    const text = sectionsText(sections, { style: makeStyle(false), columns: 80, details: false });
    assert.match(text, /^Refused {7}eight/);
    assert.ok(text.includes('a\\nb'));
    assert.match(text, /and 2 more/);
    assert.ok(!sectionsText(sections, { style: makeStyle(false), columns: 80, details: true }).includes('more'));
  });

  it('stands below its label on a narrow screen', () => {
    const text = sectionsText(sections, { style: makeStyle(false), columns: 30, details: false });
    assert.match(text, /^Refused\n {2}eight/);
    for (const line of text.split('\n')) assert.ok(line.length <= 30, line);
  });
});

describe('--date-shift', () => {
  it('takes days and ranges', () => {
    assert.deepEqual(parseDateShift('-30'), { min: -30, max: -30 });
    assert.deepEqual(parseDateShift('+7'), { min: 7, max: 7 });
    assert.deepEqual(parseDateShift('-365..-30'), { min: -365, max: -30 });
  });

  it('refuses what would do nothing, too much, or is no number', () => {
    for (const text of ['0', '0..0', '30..-30', '99999', '1.5', '', 'x', '1..', '1...2']) {
      assert.throws(() => parseDateShift(text), { code: 'usage' }, text);
    }
  });
});
