// The report says what was done and holds no value; the conformance statement says what a policy does.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CATEGORIES, EFFECTS, type Finding } from '../../src/core/kernel/finding.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { OPTIONS } from '../../src/core/policy/options.js';
import { type CompiledPolicy, DEFAULT_PIXELS, type Policy } from '../../src/core/policy/policy.js';
import { conformanceStatement } from '../../src/core/report/conformance.js';
import { csvHead } from '../../src/core/report/csvReport.js';
import type { FileRecord } from '../../src/core/report/fileRecord.js';
import { attributeText, type ReportRequest, reportText } from '../../src/core/report/jsonReport.js';
import { totalsOf } from '../../src/core/report/totals.js';

const FINDING: Finding = {
  rule: 'ps3.15/00100010',
  location: { kind: 'element', path: '(0010,0010)', vr: 'PN', keyword: 'PatientName' },
  range: { offset: 400, length: 20 },
  spans: [
    { start: 0, end: 3 },
    { start: 5, end: 7 },
  ],
  category: 'name',
  action: 'Z',
  effect: 'emptied',
  reason: 'names the patient',
  clause: 'PS3.15 Table E.1-1',
  confidence: 1,
};

const WRITTEN: FileRecord = {
  path: 'study/a\ud800.dcm',
  kind: 'written',
  output: 'deidentified/study/a.dcm',
  bytes: 100,
  actions: { X: 3, Z: 1, D: 0 },
  effects: { removed: 3, emptied: 1 },
  categories: { name: 4 },
  findingCount: 4,
  findings: [FINDING],
  issues: [
    { code: 'pixels-not-examined', severity: 'warning', message: 'may hold burned-in text' },
    { code: 'pixels-not-examined', severity: 'warning', message: 'the icon too' },
  ],
  residue: [],
};

const REFUSED: FileRecord = {
  ...WRITTEN,
  path: 'study/b.dcm',
  kind: 'refused',
  actions: {},
  effects: {},
  categories: {},
  findingCount: 0,
  findings: [],
  issues: [],
  refusal: { code: 'truncated', message: 'ends at offset 90' },
};

const POLICY: CompiledPolicy = {
  policy: {
    name: 'basic',
    title: 'Basic profile',
    style: 'profile',
    options: ['retain-device-identity'],
    overrides: [
      { kind: 'set', attribute: { value: 0x00100020, mask: 0xffffffff }, value: 'SECRET-CASE', origin: '--set' },
      { kind: 'keep', attribute: { value: 0x60003000, mask: 0xff00ffff }, origin: '--keep' },
    ],
    patient: 'empty',
    dateShift: { min: -10, max: -1 },
    references: 'profile',
  },
  digest: 'ab12',
  issues: [],
  dates: 'remove',
  perObject: false,
  knownDevices: false,
  asks: [],
  forObject: () => ({ policy: POLICY, devices: [] }),
  looksUp: false,
  cleansText: false,
  has: (option) => option === 'retain-device-identity',
  decide: () => undefined,
  decidePrivate: () => {
    throw new Error('not asked');
  },
  decideContentItem: () => undefined,
  codes: [{ value: '113100', scheme: 'DCM', meaning: 'Basic Application Confidentiality Profile' }],
  method: ['medimagecleaner basic'],
};

const REQUEST: ReportRequest = {
  files: [WRITTEN, REFUSED],
  issues: [],
  policy: POLICY,
  keyFingerprint: '0badcafe',
  tool: { name: 'medimagecleaner', version: '1.2.3' },
  pixels: 'auto',
  dryRun: false,
  verified: true,
  elapsedMs: 12.6,
};

describe('the report', () => {
  it('adds up files, actions, effects, categories and codes', () => {
    const totals = totalsOf([WRITTEN, WRITTEN, REFUSED]);
    assert.equal(totals.files, 3);
    assert.equal(totals.bytes, 300);
    assert.deepEqual(totals.kinds, { refused: 1, written: 2 });
    assert.deepEqual(totals.actions, { X: 6, Z: 2 });
    assert.deepEqual(totals.effects, { emptied: 2, removed: 6 });
    assert.deepEqual(totals.categories, { name: 8 });
    assert.equal(totals.findings, 8);
    assert.deepEqual(totals.issues, { 'pixels-not-examined': 2 });
    assert.deepEqual(totals.refusals, { truncated: 1 });
    assert.equal(totals.pixelsNotExamined, 2);
  });

  it('tells each finding by place, rule, action and clause', () => {
    const document = JSON.parse([...reportText(REQUEST)].join(''));
    assert.equal(document.schema, 'medimagecleaner/report/1');
    assert.deepEqual(document.files[0]?.findings[0], {
      rule: 'ps3.15/00100010',
      path: '(0010,0010)',
      vr: 'PN',
      keyword: 'PatientName',
      range: { offset: 400, length: 20 },
      category: 'name',
      action: 'Z',
      effect: 'emptied',
      reason: 'names the patient',
      clause: 'PS3.15 Table E.1-1',
      confidence: 1,
      spans: 2,
    });
    assert.deepEqual(document.files[0]?.actions, { X: 3, Z: 1 });
    assert.deepEqual(document.files[1]?.refusal, { code: 'truncated', message: 'ends at offset 90' });
    assert.equal(document.pixels.notExamined, 1);
  });

  it('is written a file a line, whatever their number', () => {
    const text = [...reportText(REQUEST)].join('');
    assert.ok(text.startsWith('{"schema":"medimagecleaner/report/1"'));
    const [head = '', ...lines] = text.trimEnd().split('\n');
    assert.deepEqual(JSON.parse(`${head}]}`).files, []);
    assert.deepEqual(
      lines.slice(0, -1).map((line) => JSON.parse(line.replace(/,$/u, '')).path),
      [WRITTEN.path, REFUSED.path],
    );
    assert.equal(lines.at(-1), ']}');
    assert.deepEqual(JSON.parse([...reportText({ ...REQUEST, files: [] })].join('')).files, []);
  });

  it('lets nothing in that it does not know', () => {
    const smuggled = {
      ...WRITTEN,
      value: 'Lindqvist',
      findings: [{ ...FINDING, value: 'Lindqvist' }],
      issues: [{ code: 'a', severity: 'info' as const, message: 'b', value: 'Lindqvist' }],
    };
    const text = [...reportText({ ...REQUEST, files: [smuggled] })].join('');
    assert.ok(!text.includes('Lindqvist'));
    assert.ok(!text.includes('SECRET-CASE'));
  });

  it('names attributes by pattern', () => {
    assert.equal(attributeText({ value: 0x60003000, mask: 0xff00ffff }), '(60xx,3000)');
    assert.equal(attributeText({ value: 0x00290001, mask: 0xffffffff, creator: 'ACME 1' }), '(0029,xx01) ACME 1');
  });
});

describe('the table for spreadsheets', () => {
  it('has a column for each category and each effect on what identifies', () => {
    const columns = csvHead().trimEnd().split(',');
    for (const category of CATEGORIES) assert.ok(columns.includes(`found ${category}`), category);
    for (const effect of EFFECTS) assert.equal(columns.includes(effect), effect !== 'structure', effect);
  });
});

describe('the conformance statement', () => {
  it('has a row for every option and says which are on', () => {
    const text = conformanceStatement(POLICY, REQUEST.tool);
    const rows = text.split('\n').filter((line) => line.includes('| PS3.15 E.3.'));
    assert.equal(rows.length, OPTIONS.length);
    assert.deepEqual(
      rows.map((row) => row.split(' | ')[2]),
      OPTIONS.map(({ name }) => (name === 'retain-device-identity' ? 'yes' : 'no')),
    );
    assert.match(rows[8] ?? '', /Retain Device Identity Option/);
    assert.match(text, /113100/);
    assert.match(text, /keep \(60xx,3000\)/);
    assert.ok(!text.includes('SECRET-CASE'));
  });

  it('says of pixels what a run does with them', () => {
    const statement = (policy: Policy) => conformanceStatement(compilePolicy(policy), REQUEST.tool);
    const research = builtinPolicy('research');
    assert.ok(research !== undefined);
    const cleaned = statement({ ...research, pixels: { ...DEFAULT_PIXELS, faces: { kind: 'blur' } } });
    assert.match(cleaned, /Clean Pixel Data Option \| PS3\.15 E\.3\.1 \| yes/);
    assert.match(cleaned, /text all but technical words, black; faces blur; bar codes black/);
    assert.match(cleaned, /113101 and 113102/);
    assert.match(cleaned, /device rule names are made black/);
    const rules: Policy = { ...research, style: 'rules', options: [] };
    assert.match(statement(rules), /Text burned into pixels is not looked for/);
    assert.doesNotMatch(statement(rules), /113101|device rule names/);
    assert.match(statement({ ...rules, options: ['clean-pixel-data'] }), /E\.3\.1 \| yes/);
  });

  it('claims no profile for the blank style', () => {
    const blank = { ...POLICY, codes: [], policy: { ...POLICY.policy, style: 'blank' as const } };
    const text = conformanceStatement(blank, REQUEST.tool);
    assert.match(text, /not claimed/);
    assert.match(text, /none is claimed/);
  });
});
