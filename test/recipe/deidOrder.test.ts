// Several lines about one attribute do together what they do in pydicom deid (its interaction grid).
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matches } from '../../src/core/policy/attributeMatch.js';
import type { Override } from '../../src/core/policy/policy.js';
import { made, problems, rulesOf } from './compiled.js';

/** What the last rule that matches does with the attribute in the data set itself. */
function effect(tag: number, vr: string, ...lines: readonly string[]): string {
  const rule = rulesOf(...lines).findLast(({ attribute }) => matches(attribute, { tag, vr, parents: [] }, {}));
  return rule === undefined ? 'untouched' : inWords(rule);
}

function inWords(rule: Override): string {
  if (rule.kind === 'set') return `${rule.add === true ? 'added' : 'set'} ${rule.value}`;
  return rule.kind === 'shift' ? `shift ${rule.days}` : rule.kind;
}

const STUDY_DATE = 0x00080020;

describe('two lines about one attribute', () => {
  const PAIRS: readonly (readonly [first: string, second: string, effect: string])[] = [
    ['ADD StudyDate 20200101', 'ADD StudyDate 20210101', 'added 20210101'],
    ['ADD StudyDate 20200101', 'BLANK StudyDate', 'empty'],
    ['ADD StudyDate 20200101', 'JITTER StudyDate 1', 'added 20200102'],
    ['ADD StudyDate 20200101', 'KEEP StudyDate', 'added 20200101'],
    ['ADD StudyDate 20200101', 'REPLACE StudyDate 20210101', 'set 20210101'],
    ['ADD StudyDate 20200101', 'REMOVE StudyDate', 'remove'],
    ['BLANK StudyDate', 'ADD StudyDate 20200101', 'added 20200101'],
    ['BLANK StudyDate', 'BLANK StudyDate', 'empty'],
    ['BLANK StudyDate', 'JITTER StudyDate 1', 'empty'],
    ['BLANK StudyDate', 'KEEP StudyDate', 'keep'],
    ['BLANK StudyDate', 'REPLACE StudyDate 20200101', 'set 20200101'],
    ['BLANK StudyDate', 'REMOVE StudyDate', 'remove'],
    ['JITTER StudyDate 1', 'ADD StudyDate 20200101', 'added 20200101'],
    ['JITTER StudyDate 1', 'BLANK StudyDate', 'empty'],
    ['JITTER StudyDate 1', 'JITTER StudyDate 2', 'shift 3'],
    ['JITTER StudyDate 1', 'KEEP StudyDate', 'keep'],
    ['JITTER StudyDate 1', 'REPLACE StudyDate 20200101', 'set 20200101'],
    ['JITTER StudyDate 1', 'REMOVE StudyDate', 'shift 1'],
    ['KEEP StudyDate', 'ADD StudyDate 20200101', 'added 20200101'],
    ['KEEP StudyDate', 'BLANK StudyDate', 'keep'],
    ['KEEP StudyDate', 'JITTER StudyDate 1', 'keep'],
    ['KEEP StudyDate', 'KEEP StudyDate', 'keep'],
    ['KEEP StudyDate', 'REPLACE StudyDate 20200101', 'keep'],
    ['KEEP StudyDate', 'REMOVE StudyDate', 'keep'],
    ['REPLACE StudyDate 20200101', 'ADD StudyDate 20210101', 'added 20210101'],
    ['REPLACE StudyDate 20200101', 'BLANK StudyDate', 'empty'],
    ['REPLACE StudyDate 20200228', 'JITTER StudyDate 2', 'set 20200301'],
    ['REPLACE StudyDate 20200101', 'KEEP StudyDate', 'keep'],
    ['REPLACE StudyDate 20200101', 'REPLACE StudyDate 20210101', 'set 20210101'],
    ['REPLACE StudyDate 20200101', 'REMOVE StudyDate', 'set 20200101'],
    ['REMOVE StudyDate', 'ADD StudyDate 20200101', 'added 20200101'],
    ['REMOVE StudyDate', 'BLANK StudyDate', 'remove'],
    ['REMOVE StudyDate', 'JITTER StudyDate 1', 'shift 1'],
    ['REMOVE StudyDate', 'KEEP StudyDate', 'keep'],
    ['REMOVE StudyDate', 'REPLACE StudyDate 20200101', 'set 20200101'],
    ['REMOVE StudyDate', 'REMOVE StudyDate', 'remove'],
  ];
  for (const [first, second, wanted] of PAIRS) {
    it(`${first}, ${second}: ${wanted}`, () => assert.equal(effect(STUDY_DATE, 'DA', first, second), wanted));
  }
});

describe('lines about sets and about one attribute', () => {
  it('keeps what KEEP names out of REMOVE ALL, wherever the lines stand', () => {
    assert.equal(effect(0x00280010, 'US', 'KEEP Rows', 'REMOVE ALL'), 'keep');
    assert.equal(effect(0x00280010, 'US', 'REMOVE ALL', 'KEEP Rows'), 'keep');
    assert.equal(effect(STUDY_DATE, 'DA', 'KEEP Rows', 'REMOVE ALL'), 'remove');
  });

  it('does not remove what REPLACE or JITTER speak of by a set', () => {
    assert.equal(effect(STUDY_DATE, 'DA', 'JITTER endswith:Date 3', 'REMOVE ALL'), 'shift 3');
    assert.equal(effect(STUDY_DATE, 'DA', 'REMOVE startswith:Study', 'REPLACE select:VR:DA 20200101'), 'set 20200101');
  });

  it('adds up the days of a set and of one of its attributes, in either order', () => {
    assert.equal(effect(STUDY_DATE, 'DA', 'JITTER endswith:Date 3', 'JITTER StudyDate 4'), 'shift 7');
    assert.equal(effect(STUDY_DATE, 'DA', 'JITTER StudyDate 4', 'JITTER endswith:Date 3'), 'shift 7');
    assert.equal(effect(0x00080021, 'DA', 'JITTER StudyDate 4', 'JITTER endswith:Date 3'), 'shift 3');
  });

  it('leaves empty what a line before a JITTER emptied, unless something was written into it', () => {
    assert.equal(effect(STUDY_DATE, 'DA', 'BLANK StudyDate', 'JITTER endswith:Date 3'), 'empty');
    assert.equal(effect(STUDY_DATE, 'DA', 'BLANK select:VR:DA', 'JITTER StudyDate 3'), 'empty');
    assert.equal(effect(0x00080021, 'DA', 'BLANK StudyDate', 'JITTER endswith:Date 3'), 'shift 3');
  });

  it('removes what ADD wrote where REMOVE stands behind it', () => {
    assert.equal(effect(STUDY_DATE, 'DA', 'ADD StudyDate 20200101', 'REMOVE ALL'), 'remove');
    assert.equal(effect(STUDY_DATE, 'DA', 'REMOVE ALL', 'ADD StudyDate 20200101'), 'added 20200101');
  });

  it('blanks of a set what was replaced before, and removes the rest', () => {
    const lines = ['REPLACE StudyDate 20200101', 'REMOVE SeriesDate', 'BLANK select:VR:DA'];
    assert.equal(effect(STUDY_DATE, 'DA', ...lines), 'empty');
    assert.equal(effect(0x00080021, 'DA', ...lines), 'remove');
    assert.equal(effect(0x00080022, 'DA', ...lines), 'empty');
  });

  it('removes what a group of fields names, though REPLACE speaks of the group', () => {
    const text =
      'PROFILE none\n%fields dates\nFIELD StudyDate\n%header\nREPLACE fields:dates 20200101\nREMOVE StudyDate';
    const { overrides, fieldGroups = [] } = made(text).policy;
    const it = { tag: STUDY_DATE, vr: 'DA', parents: [] };
    assert.equal(overrides.findLast(({ attribute }) => matches(attribute, it, { fieldGroups }))?.kind, 'remove');
  });

  it('excepts what has the text in its name, and finds what a regular expression or a tag tells', () => {
    assert.equal(effect(0x00080070, 'LO', 'REMOVE except:Manufacturer|Date'), 'untouched');
    assert.equal(effect(0x00081090, 'LO', 'REMOVE except:Manufacturer|Date'), 'untouched');
    assert.equal(effect(STUDY_DATE, 'DA', 'REMOVE except:Manufacturer|Date'), 'untouched');
    assert.equal(effect(0x00100010, 'PN', 'REMOVE except:Manufacturer|Date'), 'remove');
    assert.equal(effect(0x00081090, 'LO', 'REMOVE except:"Manufacturer|StudyDate"'), 'remove');
    assert.equal(effect(STUDY_DATE, 'DA', 'REMOVE contains:^st.*date$'), 'remove');
    assert.equal(effect(STUDY_DATE, 'DA', 'REMOVE contains:0008'), 'remove');
    assert.equal(effect(0x00100010, 'PN', 'REMOVE contains:0008'), 'untouched');
    assert.equal(effect(STUDY_DATE, 'DA', 'JITTER contains:^st.*date$ 3', 'REMOVE ALL'), 'shift 3');
  });

  it('adds to the data set itself, and replaces at every depth', () => {
    const [added, replaced] = rulesOf('ADD PatientID A', 'REPLACE PatientName B');
    assert.deepEqual(added?.attribute.parents, []);
    assert.equal(replaced?.attribute.parents, undefined);
  });

  it('says so where days can not be added up', () => {
    assert.deepEqual(problems(made('PROFILE none\n%header\nJITTER StudyDate var:days\nJITTER StudyDate 3')), [
      'warning jitter-combines',
    ]);
  });
});

describe('a final header', () => {
  it('comes after all others, and its last rule counts', () => {
    assert.equal(effect(STUDY_DATE, 'DA', 'KEEP endswith:Date', '%header final', 'REMOVE StudyDate'), 'remove');
    assert.equal(
      effect(STUDY_DATE, 'DA', '%header final', 'KEEP StudyDate', 'REMOVE StudyDate', '%header', 'KEEP StudyDate'),
      'remove',
    );
  });
});
