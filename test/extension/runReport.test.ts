import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { FileRecord } from '../../src/core/report/fileRecord.js';
import { reportText } from '../../src/core/report/jsonReport.js';
import { readRecord } from '../../src/extension/report/runReport.js';

function file(path: string, more: Partial<FileRecord>): FileRecord {
  return {
    path,
    kind: 'written',
    bytes: 100,
    actions: {},
    effects: {},
    categories: {},
    findingCount: 0,
    findings: [],
    issues: [],
    residue: [],
    ...more,
  };
}

function record(files: readonly FileRecord[], more: object = {}): string {
  const policy = builtinPolicy('blank');
  assert.ok(policy !== undefined);
  const request = {
    files,
    issues: [],
    policy: compilePolicy(policy),
    keyFingerprint: '0123abcd',
    tool: { name: 'medimagecleaner', version: '1' },
    pixels: 'auto' as const,
    dryRun: false,
    started: '2026-11-22T10:00:00.000Z',
    items: ['study'],
    verified: false,
    elapsedMs: 1234,
    ...more,
  };
  return [...reportText(request)].join('');
}

const FILES = [
  file('study/CT/a.dcm', {
    output: 'deidentified/study/CT/a.dcm',
    effects: { emptied: 3, removed: 2 },
    findingCount: 5,
  }),
  file('study/MR/b.dcm', {
    output: 'deidentified/study/MR/b.dcm',
    issues: [{ code: 'file-name-identifies', severity: 'warning', message: 'the name tells' }],
  }),
  file('study/c.dcm', { kind: 'refused', refusal: { code: 'truncated', message: 'it ends too early' } }),
  file('study/notes.txt', {
    kind: 'not-dicom',
    issues: [{ code: 'not-dicom', severity: 'info', message: 'not DICOM' }],
  }),
];

describe('the record of a run', () => {
  it('is read back as the report shows it', () => {
    const read = readRecord(record(FILES));
    assert.ok(read !== undefined);
    const { report } = read;
    assert.equal(report.title, 'study');
    assert.equal(report.recipe, 'blank');
    assert.equal(report.started, '2026-11-22T10:00:00.000Z');
    assert.equal(report.output, 'deidentified/study');
    assert.deepEqual(
      report.files.map(({ kind, reason, warnings, hasOutput }) => ({ kind, reason, warnings, hasOutput })),
      [
        { kind: 'written', reason: undefined, warnings: [], hasOutput: true },
        { kind: 'written', reason: undefined, warnings: ['the name tells'], hasOutput: true },
        { kind: 'refused', reason: 'it ends too early', warnings: [], hasOutput: false },
        { kind: 'not-dicom', reason: 'not DICOM', warnings: [], hasOutput: false },
      ],
    );
    assert.equal(report.totals.written, 2);
    assert.equal(report.totals.refused, 1);
    assert.equal(report.totals.notDicom, 1);
    assert.deepEqual(report.totals.effects, { emptied: 3, removed: 2 });
    assert.equal(read.outputs.get(1), 'deidentified/study/MR/b.dcm');
    assert.deepEqual(read.items, ['study']);
    assert.equal(read.keyFingerprint, '0123abcd');
  });

  it('counts what identifies as the editor does: neither what is kept nor bookkeeping', () => {
    const effects = { emptied: 3, removed: 2, kept: 4, structure: 7 };
    const report = readRecord(record([file('a.dcm', { effects, findingCount: 16 })]))?.report;
    assert.equal(report?.files[0]?.findings, 5);
    assert.equal(report?.totals.findings, 5);
  });

  it('speaks of what the editor offers where the record speaks of a flag', () => {
    const refusal = { code: 'truncated-in-pixels' as const, message: 'keep it with --salvage' };
    const text = record([file('a.dcm', { kind: 'refused', refusal })]);
    assert.equal(
      readRecord(text, { 'truncated-in-pixels': 'press the button' })?.report.files[0]?.reason,
      'press the button',
    );
  });

  it('leaves out the flags of the command line that messages end with', () => {
    const refusal = {
      code: 'truncated' as const,
      message: 'it can not be looked at: no decoder; --pixels none passes it',
    };
    const issues = [{ code: 'x', severity: 'warning' as const, message: 'not looked at; --pixels all looks' }];
    const [read] = readRecord(record([file('a.dcm', { kind: 'refused', refusal, issues })]))?.report.files ?? [];
    assert.equal(read?.reason, 'it can not be looked at: no decoder');
    assert.deepEqual(read?.warnings, ['not looked at']);
  });

  it('tells that a run was stopped, and what it did not come to', () => {
    const read = readRecord(record(FILES, { stopped: 'cancelled', notReached: 9 }));
    assert.equal(read?.report.stopped, 'cancelled');
    assert.equal(read?.report.totals.notReached, 9);
  });

  it('names what it is about in a few words', () => {
    const many = ['a/1', 'b/1', 'c/1', 'd/1', 'e/1'].map((path) => file(path, {}));
    assert.equal(readRecord(record(many))?.report.title, 'a, b, c, …');
    assert.equal(readRecord(record(many.slice(0, 2)))?.report.title, 'a, b');
  });

  it('is refused where it is none, and bad parts of one do no harm', () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"schema":"other","files":[]}',
      '{"schema":"medimagecleaner/report/1"}',
    ]) {
      assert.equal(readRecord(text), undefined, text);
    }
    const odd =
      '{"schema":"medimagecleaner/report/1","files":[{"path":5,"kind":"x","issues":[7,{"severity":"loud"}],"output":{}}],"totals":3}';
    const read = readRecord(odd);
    assert.equal(read?.report.files[0]?.kind, 'failed');
    assert.equal(read?.report.files[0]?.path, '');
    assert.equal(read?.outputs.size, 0);
  });
});
