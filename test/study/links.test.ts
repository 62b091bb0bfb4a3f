// Objects of one study stay tied in their copies, and a PET image keeps its uptake values when its dates move.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { tiesOf } from '../../src/core/formats/dicom/ties.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Override } from '../../src/core/policy/policy.js';
import { type LinkReport, pairLinks } from '../../src/core/study/links.js';
import { createLinkCheck } from '../../src/node/linkCheck.js';
import { at } from '../rules/apply.js';
import { el, sorted, sq, withElements } from '../support/dataset.js';
import { type Choices, deidentify } from '../support/engine.js';
import { CLASS, ctImage, PATIENT, rtStructureSet } from '../support/objects.js';

const ONE_ID: Override = { kind: 'set', value: 'SAME', attribute: at('PatientID'), origin: 'own.deid:1' };

async function ties(bytes: Uint8Array) {
  const read = await tiesOf(bufferSource(bytes));
  assert.ok(read);
  return read;
}

async function checked(
  objects: readonly (readonly ElementSpec[])[],
  choices: Choices,
  unwritten: ReadonlySet<number> = new Set(),
): Promise<LinkReport> {
  const check = createLinkCheck();
  for (const [index, object] of objects.entries()) {
    const original = writeFile(object);
    const written = !unwritten.has(index);
    const { output } = await deidentify(original, choices);
    check.add(pairLinks((await ties(original)).links, written ? (await ties(output)).links : undefined), written);
  }
  return check.report();
}

/** A PET slice of 1 kBq/ml: 370 MBq of F-18 given at 9:30, scanned at 10:30. */
function petImage(correction: string, start: readonly ElementSpec[]): readonly ElementSpec[] {
  const tracer = sorted([el(0x00181074, 'DS', '370000000'), el(0x00181075, 'DS', '6586.2')], start);
  return withElements(
    ctImage(7),
    el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.128'),
    el(0x00080060, 'CS', 'PT'),
    el(0x00080022, 'DA', '20150403'),
    el(0x00080031, 'TM', '103000'),
    el(0x00080032, 'TM', '103000'),
    el(0x00101030, 'DS', '70'),
    sq(0x00540016, [tracer]),
    el(0x00541001, 'CS', 'BQML'),
    el(0x00541102, 'CS', correction),
  );
}

describe('the objects of a study', () => {
  for (const recipe of ['blank', 'basic', 'research'] as const) {
    it(`stay tied: ${recipe}`, async () => {
      const report = await checked([ctImage(1), ctImage(2), rtStructureSet()], { recipe });
      assert.deepEqual(report.issues, []);
      assert.equal(report.kinds.instance.originals, 3);
      assert.equal(report.kinds.instance.gone, 0);
      assert.equal(report.kinds.study.originals, 1);
      assert.equal(report.kinds.patient.originals, 1);
    });
  }

  it('of two patients who get one ID are told to be one', async () => {
    const other = withElements(ctImage(2), el(0x00100020, 'LO', 'SMP-2'));
    const report = await checked([ctImage(1), other], { overrides: [ONE_ID] });
    assert.deepEqual(
      report.issues.map(({ code }) => code),
      ['link-merged'],
    );
  });

  it('are not tied by what names a class, whatever UID stands there', async () => {
    const reference = [el(0x00081150, 'UI', '1.2.3'), el(0x00081155, 'UI', '1.2.3')];
    const report = await checked([withElements(ctImage(1), sq(0x00081140, [reference]))], { recipe: 'research' });
    assert.deepEqual(report.issues, []);
  });

  it('that are referred to and have no copy are counted', async () => {
    const reference = [el(0x00081150, 'UI', CLASS.ct), el(0x00081155, 'UI', uidOf(ctImage(1)))];
    const referring = withElements(ctImage(2), sq(0x00081140, [reference]));
    const whole = await checked([ctImage(1), referring], { recipe: 'research' });
    assert.deepEqual(whole.references, { resolved: 1, unresolved: 0 });
    assert.deepEqual(whole.issues, []);
    const part = await checked([ctImage(1), referring], { recipe: 'research' }, new Set([0]));
    assert.deepEqual(part.references, { resolved: 0, unresolved: 1 });
    assert.deepEqual(
      part.issues.map(({ code }) => code),
      ['reference-unresolved'],
    );
    assert.ok(!JSON.stringify(part).includes(PATIENT.id));
  });
});

function uidOf(elements: readonly ElementSpec[]): string {
  const element = elements.find(({ tag }) => tag === 0x00080018);
  assert.ok(element !== undefined && 'value' in element && typeof element.value === 'string');
  return element.value;
}

describe('uptake values of PET', () => {
  const cases: readonly (readonly [string, readonly ElementSpec[]])[] = [
    ['a time of injection', [el(0x00181072, 'TM', '093000')]],
    ['a date and time of injection', [el(0x00181078, 'DT', '20150403093000.000000')]],
  ];
  for (const [name, start] of cases) {
    it(`stay when dates move: ${name}`, async () => {
      const original = writeFile(petImage('START', start));
      const { suv } = await ties(original);
      // 70 kg, and an hour of the tracer's decay.
      assert.ok(suv !== undefined && Math.abs(suv - 70_000 / (370e6 * 2 ** (-3600 / 6586.2))) < 1e-12);
      const { output } = await deidentify(original, { recipe: 'research' });
      assert.notEqual(Buffer.from(output).includes('20150403'), true);
      assert.equal((await ties(output)).suv, suv);
    });
  }

  it('are told apart from those of a later injection', async () => {
    const early = await ties(writeFile(petImage('START', [el(0x00181072, 'TM', '093000')])));
    const late = await ties(writeFile(petImage('START', [el(0x00181072, 'TM', '100000')])));
    assert.notEqual(early.suv, late.suv);
  });

  it('need no dates where the dose was corrected to the injection', async () => {
    assert.equal((await ties(writeFile(petImage('ADMIN', [])))).suv, 70_000 / 370e6);
    assert.equal((await ties(writeFile(petImage('NONE', [])))).suv, undefined);
  });
});
