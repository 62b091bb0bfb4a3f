// The checks of an output are checked themselves: the effect of each kind of rule is undone or altered in the output's
// bytes, one by one, and a check has to object each time.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { AttributePattern, Override, Policy } from '../../src/core/policy/policy.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { el, raw, withElements } from '../support/dataset.js';
import { deidentifySource } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, type ReadElement, readFile } from '../support/read.js';
import { at, contextFor, identity, policyOf, rule, setOf, table, tagOf, test } from './apply.js';

const TABLE = table(`PatientID,subject,days\n${PATIENT.id},S-001,-7\n`);
const PIXELS = Uint8Array.from({ length: 512 }, (_, index) => (index % 2 === 0 ? 100 + (index % 97) : 1));
const ORIGINAL = writeFile(
  withElements(
    ctImage(),
    el(0x00081030, 'LO', `seen ${PATIENT.name.replaceAll('^', ' ')}`),
    el(0x00081010, 'SH', 'STATION'),
    el(0x00102160, 'SH', 'words'),
    raw(0x7fe00010, 'OW', PIXELS),
  ),
);

function value(kind: 'set' | 'lookup', attribute: string, text: string, add = false): Override {
  const base = { attribute: at(attribute), origin: 'own.deid:1', ...(add ? { add } : {}) };
  return kind === 'set' ? { ...base, kind, value: text } : { ...base, kind, variable: text };
}

function shift(more: { readonly days?: number; readonly variable?: string }): Override {
  return { kind: 'shift', attribute: at('StudyDate'), origin: 'own.deid:1', ...more };
}

function endOf({ valueOffset, bytes }: ReadElement): number {
  return valueOffset + bytes.length;
}

function spliced(bytes: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, start), ...by, ...bytes.subarray(end)]);
}

/** As the original has the attribute, or without it where the original has none. */
function undone(output: Uint8Array, tag: number): Uint8Array {
  const { elements } = readFile(output);
  const before = find(readFile(ORIGINAL).elements, tag);
  const now = find(elements, tag);
  const old = before === undefined ? new Uint8Array() : ORIGINAL.subarray(before.offset, endOf(before));
  const start = now?.offset ?? elements.find((each) => each.tag > tag)?.offset ?? output.length;
  return spliced(output, start, now === undefined ? start : endOf(now), old);
}

const OTHER: Readonly<Record<string, string>> = { '1': '2', '2': '1' };

/** Another value of the same length: one character is another one. */
function altered(output: Uint8Array, path: readonly number[], back = 1): Uint8Array | undefined {
  const element = find(readFile(output).elements, ...path);
  const text = element === undefined ? '' : Buffer.from(element.bytes).toString('latin1');
  const kept = text.replace(/[\0 ]+$/, '');
  if (element === undefined || kept.length < back) return undefined;
  const place = element.valueOffset + kept.length - back;
  const old = kept.at(-back) ?? '';
  const fresh = OTHER[old] ?? (/\d/.test(old) ? '1' : old === 'X' ? 'Y' : 'X');
  return spliced(output, place, place + 1, Buffer.from(fresh, 'latin1'));
}

interface Case {
  readonly name: string;
  readonly policy: Policy;
  /** Where the effect is. */
  readonly path: readonly number[];
  /** Nothing there to alter, or nothing that was done. */
  readonly without?: 'altered' | 'undone';
  readonly added?: boolean;
}

function own(name: string, override: Override, keyword: string, more: Partial<Case> = {}): Case {
  return { name, policy: policyOf([override]), path: [tagOf(keyword)], ...more };
}

const ends: AttributePattern = setOf({ kind: 'ends-with', text: 'StationName' });
const nested: AttributePattern = at('RequestAttributesSequence/ScheduledProcedureStepDescription');

const CASES: readonly Case[] = [
  own('remove', rule('remove', 'StationName'), 'StationName', { without: 'altered' }),
  own('remove by a set', rule('remove', ends), 'StationName', { without: 'altered' }),
  own('remove for some', rule('remove', 'StationName', test('Modality', 'equals', 'CT')), 'StationName', {
    without: 'altered',
  }),
  own('empty', rule('empty', 'StationName'), 'StationName', { without: 'altered' }),
  own('keep', rule('keep', 'StationName'), 'StationName', { without: 'undone' }),
  own('what no rule names', rule('remove', 'StudyID'), 'StationName', { without: 'undone' }),
  own('clean', rule('clean', 'StudyDescription'), 'StudyDescription', { without: 'altered' }),
  own('dummy', rule('dummy', 'EthnicGroup'), 'EthnicGroup'),
  own('pseudonym', rule('pseudonym', 'PatientID'), 'PatientID'),
  own('map-uid', rule('map-uid', 'FrameOfReferenceUID'), 'FrameOfReferenceUID'),
  own('shift by days', shift({ days: -30 }), 'StudyDate'),
  own('shift by the key', shift({}), 'StudyDate'),
  own('set', value('set', 'StationName', 'ACME'), 'StationName'),
  own('set where it was missing', value('set', 'ClinicalTrialSubjectID', 'ACME', true), 'ClinicalTrialSubjectID', {
    added: true,
  }),
  own('lookup', value('lookup', 'PatientID', 'subject'), 'PatientID'),
  own('lookup of days', shift({ variable: 'days' }), 'StudyDate'),
  {
    name: 'set in a sequence',
    policy: policyOf([{ kind: 'set', attribute: nested, value: 'ACME', origin: 'own.deid:1' }]),
    path: [0x00400275, 0, 0x00400007],
    without: 'undone',
  },
];

async function written(policy: Policy) {
  const source = bufferSource(ORIGINAL);
  const context = contextFor(policy, { table: TABLE });
  const { plan, output } = await deidentifySource(source, context);
  const isOwn = (text: string) => identity.mapUid(text) === text || identity.pseudonym('patient', text) === text;
  /** Who objects: by its length alone, by the plan, by the second reader. */
  const check = async (bytes: Uint8Array): Promise<readonly string[]> => {
    const changed = bufferSource(bytes);
    const residue = await dicom.verify(source, changed, plan, context);
    const report = await verifyOutput(source, changed, { policy: context.policy, isOwn, pixels: context.pixels });
    const plans = residue.map(({ code }) => (code === 'size' ? 'size' : 'plan'));
    return [...new Set([...plans, ...(report.residue.length === 0 ? [] : ['reader'])])];
  };
  assert.deepEqual(await check(output), [], 'as it was written');
  return { output, check };
}

describe('an output whose rules were undone or altered', () => {
  for (const { name, policy, path, without, added = false } of CASES) {
    it(`is objected to: ${name}`, async () => {
      const { output, check } = await written(policy);
      const [top] = path;
      assert.ok(top !== undefined);
      if (without !== 'undone') {
        const objecting = await check(undone(output, top));
        // What is added where nothing was is told by the length alone: that is why the length is looked at.
        assert.ok(
          objecting.some((who) => who !== 'size' || added),
          'undone',
        );
      }
      if (without === 'altered') return;
      const other = altered(output, path);
      assert.ok(other !== undefined);
      const objecting = await check(other);
      assert.ok(objecting.length > 0, 'altered');
      assert.ok(!objecting.includes('size'), 'of the same length');
    });
  }

  it('is objected to: a part of the image that was blanked', async () => {
    const device = {
      label: 'corner',
      when: test('Modality', 'equals', 'CT'),
      regions: [{ kind: 'blank', area: [0, 0, 4, 4] }],
      origin: 'own.deid:1',
    } as const;
    const { output, check } = await written(policyOf([], { devices: [device] }));
    const pixels = find(readFile(output).elements, 0x7fe00010);
    assert.ok(pixels !== undefined);
    assert.ok((await check(undone(output, 0x7fe00010))).length > 0, 'undone');
    const inside = spliced(output, pixels.valueOffset + 2, pixels.valueOffset + 4, Uint8Array.of(9, 1));
    assert.ok((await check(inside)).length > 0, 'one pixel inside');
    const last = endOf(pixels);
    const outside = spliced(output, last - 2, last, Uint8Array.of(9, 1));
    assert.ok((await check(outside)).length > 0, 'one pixel outside');
  });
});
