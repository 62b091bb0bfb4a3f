// A structured report as people read it: headings, values in words, what identifies somebody is marked.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { planDicom } from '../../src/core/formats/dicom/plan.js';
import { readObject } from '../../src/core/formats/dicom/read.js';
import { type ReportItem, reportItems } from '../../src/core/formats/dicom/reportItems.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { el, raw, sorted, sq } from '../support/dataset.js';
import { contextOf } from '../support/engine.js';
import { CLASS, PATIENT } from '../support/objects.js';

function code(tag: number, meaning: string, value = '121070', scheme = 'DCM'): ElementSpec {
  return sq(tag, [[el(0x00080100, 'SH', value), el(0x00080102, 'SH', scheme), el(0x00080104, 'LO', meaning)]]);
}

function item(
  type: string,
  concept: string,
  relationship: string,
  ...value: readonly ElementSpec[]
): readonly ElementSpec[] {
  return sorted(
    el(0x0040a010, 'CS', relationship),
    el(0x0040a040, 'CS', type),
    concept === '' ? [] : code(0x0040a043, concept),
    ...value,
  );
}

const CONTENT = [
  item('PNAME', 'Person Observer Name', 'HAS OBS CONTEXT', el(0x0040a123, 'PN', PATIENT.physician)),
  item(
    'CONTAINER',
    'Findings',
    'CONTAINS',
    sq(0x0040a730, [
      item('TEXT', 'Finding', 'CONTAINS', el(0x0040a160, 'UT', 'A nodule.')),
      item(
        'NUM',
        'Diameter',
        'CONTAINS',
        sq(0x0040a300, [[code(0x004008ea, 'millimeter', 'mm', 'UCUM'), el(0x0040a30a, 'DS', '12.5')]]),
        sq(0x0040a730, [
          item(
            'SCOORD',
            '',
            'INFERRED FROM',
            raw(0x00700022, 'FL', new Uint8Array(24)),
            el(0x00700023, 'CS', 'POLYLINE'),
          ),
        ]),
      ),
      item('CODE', 'Site', 'CONTAINS', code(0x0040a168, 'Lung', 'T-28000', 'SRT')),
      item('DATE', 'Date of exam', 'CONTAINS', el(0x0040a121, 'DA', '20150403')),
      item('TIME', 'Time of exam', 'CONTAINS', el(0x0040a122, 'TM', '101730.25')),
      item(
        'IMAGE',
        '',
        'CONTAINS',
        sq(0x00081199, [
          [el(0x00081150, 'UI', CLASS.ct), el(0x00081155, 'UI', '1.2.3'), el(0x00081160, 'IS', ['2', '5'])],
        ]),
      ),
      item('UNKNOWN', 'Odd', 'CONTAINS'),
    ]),
  ),
];

const REPORT = sorted(
  el(0x00080005, 'CS', 'ISO_IR 192'),
  el(0x00080016, 'UI', CLASS.sr),
  el(0x00080018, 'UI', '1.2.826.0.1.3680043.10.1500.9.2'),
  el(0x00080060, 'CS', 'SR'),
  el(0x00100010, 'PN', PATIENT.name),
  el(0x0040a040, 'CS', 'CONTAINER'),
  code(0x0040a043, 'Radiology Report'),
  sq(0x0040a730, CONTENT),
);

async function read(elements: readonly ElementSpec[]): Promise<readonly ReportItem[]> {
  const source = bufferSource(writeFile(elements));
  const plan = await planDicom(source, contextOf({ recipe: 'basic' }));
  const opened = await readObject(source, true);
  if (opened.kind === 'refusal') assert.fail(opened.refusal.message);
  return reportItems(opened.object, plan.findings);
}

function lines(items: readonly ReportItem[]): readonly string[] {
  return items.flatMap(({ concept, value, items: inner }) => [`${concept}: ${value}`, ...lines(inner)]);
}

describe('structured reports', () => {
  it('are read in their order, with values in words', async () => {
    assert.deepEqual(lines(await read(REPORT)), [
      'Patient Name: Lindqvist Maria Elsa',
      'Radiology Report: ',
      'Person Observer Name: Okafor Samuel',
      'Findings: ',
      'Finding: A nodule.',
      'Diameter: 12.5 mm',
      ': polyline, 3 points',
      'Site: Lung',
      'Date of exam: 2015-04-03',
      'Time of exam: 10:17:30',
      ': CT Image Storage · 1.2.3 · frames 2, 5',
      'Odd: ',
    ]);
  });

  it('what the recipe takes out or changes is marked, and what it leaves is not', async () => {
    const [name, root] = await read(REPORT);
    const [observer, findings] = root?.items ?? [];
    const marks = (findings?.items ?? []).map(({ concept, identifying }) => [concept, identifying] as const);
    assert.equal(name?.identifying, true);
    assert.equal(observer?.identifying, true);
    assert.equal(root?.identifying, false);
    assert.deepEqual(Object.fromEntries(marks)['Site'], false);
    assert.deepEqual(Object.fromEntries(marks)['Date of exam'], true);
  });

  it('paths are those of the tree', async () => {
    const [, root] = await read(REPORT);
    assert.equal(root?.items[1]?.items[1]?.items[0]?.path, '(0040,A730)[1].(0040,A730)[1].(0040,A730)[0]');
  });

  it('an object without content is none', async () => {
    assert.deepEqual(await read(REPORT.filter(({ tag }) => tag !== 0x0040a730)), []);
  });
});
