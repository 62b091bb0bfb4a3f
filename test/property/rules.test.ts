// Recipes of any kind: they never throw, change in their edits alone, and their output passes its own check.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { createIdentity } from '../../src/core/identity/createIdentity.js';
import { assertEdits } from '../../src/core/kernel/edit.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource } from '../../src/core/kernel/source.js';
import { describePolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { parseLookupTable } from '../../src/core/policy/lookupTable.js';
import type {
  AttributePattern,
  AttributeSet,
  Condition,
  OptionName,
  Override,
  Policy,
} from '../../src/core/policy/policy.js';
import { files, IDENTIFYING, MARKER } from '../support/arbitraries.js';
import { readFile } from '../support/read.js';

const TAGS = [...IDENTIFYING.map(([tag]) => tag)].concat([
  0x00080005, 0x00080008, 0x00080016, 0x00080018, 0x00080020, 0x0008002a, 0x00080030, 0x00080060, 0x0008103e,
  0x00081115, 0x00081140, 0x00081190, 0x00100040, 0x00101010, 0x00120062, 0x00120063, 0x0020000d, 0x00280009,
  0x00280010, 0x00281052, 0x00400275, 0x00400555, 0x0040a161, 0x00660016, 0x00720082, 0x7fe00010, 0x00020010,
  0x00041500, 0xfffcfffc, 0x00080000,
]);
const SEQUENCES = [0x00081115, 0x00081140, 0x00186011, 0x00400275, 0x00400555];

const tag = fc.constantFrom(...TAGS);
const plain = fc.oneof(
  { weight: 6, arbitrary: tag.map((value): AttributePattern => ({ value, mask: 0xffffffff })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(0x0009, 0x0019, 0x0029, 0x7fe1), fc.integer({ min: 0, max: 255 }), fc.boolean())
      .map(([group, low, any]): AttributePattern => {
        const creator = any ? 'SAMPLE VENDOR' : `Maker ${MARKER}`;
        return { value: group * 0x10000 + low, mask: low < 128 ? 0xffff0000 : 0xffff00ff, creator };
      }),
  },
  {
    weight: 1,
    arbitrary: tag.map((value): AttributePattern => ({ value: (value & 0xffff0000) >>> 0, mask: 0xffff0000 })),
  },
);
const only: fc.Arbitrary<AttributeSet> = fc.oneof(
  fc.constantFrom<AttributeSet>({ kind: 'all' }, { kind: 'private' }, { kind: 'fields', group: 'some' }),
  fc.constantFrom<AttributeSet>({ kind: 'values', group: 'named' }, { kind: 'values', group: 'none' }),
  fc
    .tuple(
      fc.constantFrom('starts-with', 'ends-with', 'contains', 'except'),
      fc.constantFrom('Patient', 'Date', 'UID', ''),
    )
    .map(([kind, text]): AttributeSet => ({ kind, text })),
  fc.constantFrom('DA', 'LO', 'PN', 'UI', 'SQ', 'US', 'UN').map((vr): AttributeSet => ({ kind: 'vr', vr })),
);
const placed = fc
  .tuple(plain, fc.option(fc.array(fc.constantFrom(...SEQUENCES), { maxLength: 2 }), { nil: undefined, freq: 4 }))
  .map(
    ([pattern, parents]): AttributePattern =>
      parents === undefined ? pattern : { ...pattern, parents: parents.map((value) => ({ value, mask: 0xffffffff })) },
  );
const pattern = fc.oneof(
  { weight: 3, arbitrary: placed },
  { weight: 1, arbitrary: only.map((set): AttributePattern => ({ value: 0, mask: 0, only: set })) },
);

const test: fc.Arbitrary<Condition> = fc
  .tuple(
    plain,
    fc.constantFrom('contains', 'equals', 'starts-with', 'ends-with', 'matches', 'missing', 'empty', 'present'),
    fc.constantFrom('', 'CT', MARKER, 'a+', '(x)\\1', '1'),
  )
  .map(([attribute, op, value]): Condition => ({ kind: 'test', attribute, op, value }));
const condition = fc.oneof(
  test,
  test.map((of): Condition => ({ kind: 'not', of })),
  fc
    .tuple(fc.constantFrom('all', 'any'), fc.array(test, { maxLength: 3 }))
    .map(([kind, of]): Condition => ({ kind, of })),
);

const kind = fc.oneof(
  fc
    .constantFrom('keep', 'remove', 'empty', 'clean', 'dummy', 'pseudonym', 'map-uid')
    .map((name) => ({ kind: name }) as const),
  fc
    .constantFrom({ kind: 'shift' }, { kind: 'shift', days: -40 }, { kind: 'shift', variable: 'days' } as const)
    .map((shift) => shift as { readonly kind: 'shift' }),
  fc
    .tuple(fc.constantFrom('', 'X', '20200101', 'A\\B', '1.2.3', '山'), fc.boolean())
    .map(([value, add]) => ({ kind: 'set', value, add }) as const),
  fc
    .tuple(fc.constantFrom('new', 'gone'), fc.boolean())
    .map(([variable, add]) => ({ kind: 'lookup', variable, add }) as const),
);
const override: fc.Arbitrary<Override> = fc.tuple(kind, pattern, fc.option(condition, { nil: undefined, freq: 3 })).map(
  ([what, attribute, when]): Override => ({
    ...what,
    attribute,
    origin: 'own.deid:1',
    ...(when === undefined ? {} : { when }),
  }),
);

const OPTIONS: readonly OptionName[] = ['retain-modified-dates', 'retain-safe-private', 'clean-descriptors'];
const policy: fc.Arbitrary<Policy> = fc
  .record({
    style: fc.constantFrom<Policy['style']>('rules', 'profile', 'blank'),
    options: fc.subarray([...OPTIONS]),
    overrides: fc.array(override, { maxLength: 6 }),
    patient: fc.constantFrom<Policy['patient']>('empty', 'pseudonym'),
    references: fc.constantFrom<Policy['references']>('profile', 'map'),
  })
  .map((some) => ({
    ...some,
    name: 'random',
    title: 'Random rules',
    dateShift: { min: -900, max: -400 },
    fieldGroups: [{ name: 'some', attributes: TAGS.slice(0, 8).map((value) => ({ value, mask: 0xffffffff })) }],
    valueGroups: [{ name: 'named', sources: [{ attribute: { value: 0x00100020, mask: 0xffffffff } }] }],
  }));

const read = parseLookupTable(`PatientID,new,days\n${MARKER},N-1,-3`);

function contextOf(own: Policy) {
  return {
    policy: compilePolicy(own),
    identity: createIdentity(new Uint8Array(32).fill(1)),
    patientEvidence: [],
    salvage: false,
    pixels: 'auto' as const,
    producer: 'medimagecleaner 0.0.0',
    ...(read.kind === 'table' ? { table: read } : {}),
  };
}

describe('any recipe', () => {
  it('changes in its edits alone, reads back, tells no value, and passes its own check', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(files(), policy, async ({ bytes }, own) => {
        const source = bufferSource(bytes);
        const context = contextOf(own);
        const plan = await dicom.plan(source, context);
        assert.ok(!JSON.stringify([plan.findings, plan.issues, plan.refusal]).includes(MARKER));
        assert.ok(describePolicy(own).length > 0);
        if (plan.refusal !== undefined) return;
        const inner = plan.layer?.inner ?? source;
        assertEdits(plan.edits, inner.size);
        const before = Buffer.from(await inner.read(0, inner.size));
        const sink = bufferSink();
        await execute(source, plan, sink);
        const output = sink.bytes();
        // What lies between the edits is in the output, in order.
        if (plan.layer === undefined) {
          let from = 0;
          let to = 0;
          for (const { offset, length, bytes: replacement } of [
            ...plan.edits,
            { offset: inner.size, length: 0, bytes: new Uint8Array(0) },
          ]) {
            const stays = before.subarray(from, offset);
            assert.deepEqual(Buffer.from(output.subarray(to, to + stays.length)), stays);
            from = offset + length;
            to += stays.length + replacement.length;
          }
          assert.equal(to, output.length);
        }
        readFile(output);
        assert.deepEqual(await dicom.verify(source, bufferSource(output), plan, context), []);
        written++;
      }),
      { numRuns: 400, seed: 21 },
    );
    assert.ok(written > 200, `only ${written} files are not refused`);
  });

  it('takes the marker out of what it removes, empties or replaces by a dummy, wherever it stands', async () => {
    const taking = fc.constantFrom('remove', 'empty', 'dummy').map((name) => ({ kind: name }) as const);
    await fc.assert(
      fc.asyncProperty(files(), taking, fc.constantFrom(...IDENTIFYING), async ({ bytes }, what, [value]) => {
        const rules: readonly Override[] = [{ ...what, attribute: { value, mask: 0xffffffff }, origin: 'o' }];
        const own: Policy = {
          name: 'one',
          title: 'One rule',
          style: 'rules',
          options: [],
          overrides: rules,
          patient: 'empty',
          dateShift: { min: -9, max: -1 },
          references: 'profile',
        };
        const source = bufferSource(bytes);
        const context = contextOf(own);
        const plan = await dicom.plan(source, context);
        const sink = bufferSink();
        await execute(source, plan, sink);
        const elements = [...readFile(sink.bytes()).elements];
        for (let element = elements.pop(); element !== undefined; element = elements.pop()) {
          for (const item of element.items ?? []) elements.push(...item.elements);
          if (element.tag === value) assert.ok(!Buffer.from(element.bytes).includes(MARKER));
        }
      }),
      { numRuns: 200, seed: 22 },
    );
  });
});
