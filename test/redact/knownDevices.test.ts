// The device rules that come with the program: read as they are printed, found as a look at every one would find them, carried
// out in recipes that clean pixels and in those that include them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ElementSpec } from '../../scripts/dicomWriter.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { answer, testsOf } from '../../src/core/policy/condition.js';
import { policyDigest } from '../../src/core/policy/digest.js';
import { knownDevices, metDevices } from '../../src/core/policy/knownDevices.js';
import type { AttributePattern, Policy } from '../../src/core/policy/policy.js';
import { builtinSource } from '../../src/core/recipe/builtin/sources.js';
import { fromJson, toJson } from '../../src/core/recipe/json.js';
import { printRecipe } from '../../src/core/recipe/print.js';
import { type ImageSpec, imageFile, pixelData } from '../pixels/imageFile.js';
import { loaded, made } from '../recipe/compiled.js';
import { el, sq } from '../support/dataset.js';
import { assertBlanked, redact } from './redact.js';

const RULES = knownDevices();
const RESEARCH = builtinPolicy('research');

function keyOf({ value, mask, parents = [] }: AttributePattern): string {
  return [...parents, { value, mask }].map((step) => `${step.value} ${step.mask}`).join('.');
}

const PATTERNS = [
  ...new Map(RULES.flatMap(({ when }) => testsOf(when)).map(({ attribute }) => [keyOf(attribute), attribute])).values(),
];
/** What the rules ask for, by attribute. */
const WANTED = new Map(
  PATTERNS.map((pattern) => {
    const key = keyOf(pattern);
    const tests = RULES.flatMap(({ when }) => testsOf(when)).filter(({ attribute }) => keyOf(attribute) === key);
    return [key, [...new Set(tests.map(({ value }) => value))]] as const;
  }),
);

function modified(policy: Policy, more: Partial<Policy>): Policy {
  return { ...policy, ...more };
}

function image(more: readonly ElementSpec[], size: Partial<ImageSpec> = {}): Uint8Array {
  const { rows = 40, columns = 30 } = size;
  const bytes = new Uint8Array(rows * columns).fill(200);
  return imageFile({ rows, columns, pixels: pixelData(bytes, 'OB'), ...size, more });
}

/** A Canon detector of 2592 rows: two bars, as CTP knows. */
const CANON: readonly ElementSpec[] = [el(0x00080070, 'LO', 'Canon Inc.'), el(0x00081090, 'LO', 'CXDI-50G')];
const CANON_SIZE = { rows: 2592, columns: 12 };
const BARS: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 12, 80],
  [0, 2512, 12, 80],
];

describe('the device rules that come with the program', () => {
  it('are some hundreds, each with a project that it comes from, and none blanks nothing', () => {
    assert.ok(RULES.length > 400, String(RULES.length));
    for (const { label, origin, regions, when } of RULES) {
      assert.notEqual(label, '', origin);
      assert.match(origin, /^known devices \d+, (?:CTP|Stanford|deid|dicom-dre)/);
      assert.ok(regions.length > 0 && testsOf(when).length > 0, origin);
      for (const { area } of regions) {
        assert.ok(typeof area !== 'string' && area.every(Number.isInteger) && area[2] > 0 && area[3] > 0, origin);
      }
    }
  });

  it('are a recipe that says the same', () => {
    const { policy, diagnostics } = made(builtinSource('devices') ?? '');
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    const plain = (rules: Policy['devices'] = []): unknown =>
      rules.map(({ label, regions, when }) => ({ label, regions, tests: testsOf(when).length }));
    assert.deepEqual(plain(policy.devices), plain(RULES));
  });

  it('are found as a look at each of them finds them', async () => {
    const value = (key: string): fc.Arbitrary<readonly (readonly string[])[]> => {
      const words = (WANTED.get(key) ?? []).flatMap((word) => [word, `${word} x`, word.toUpperCase()]);
      return fc.oneof(
        fc.constant([]),
        fc.constantFrom(...words, '').map((word) => [word.split('\\')]),
      );
    };
    const object = fc.tuple(...PATTERNS.map((pattern) => value(keyOf(pattern))));
    let met = 0;
    const rule = fc.constantFrom(...RULES);
    await fc.assert(
      fc.asyncProperty(object, rule, async (values, towards) => {
        const facts = new Map(PATTERNS.map((pattern, at) => [keyOf(pattern), values[at] ?? []]));
        // What one rule asks for, so that some are met.
        for (const { attribute, op, value: text } of testsOf(towards.when)) {
          if (op !== 'missing' && op !== 'empty') facts.set(keyOf(attribute), [[text]]);
        }
        const texts = (pattern: AttributePattern) => facts.get(keyOf(pattern)) ?? [];
        const all = RULES.filter(({ when }) => answer(when, { complete: true, texts }) !== false);
        const found = await metDevices((patterns) => patterns.map(texts));
        const rows = facts.get(`${0x00280010} ${0xffffffff}`) ?? [];
        assert.deepEqual(found, rows.length === 0 ? [] : all);
        met += found.length;
      }),
      { numRuns: 300 },
    );
    assert.ok(met > 100, String(met));
  });

  it('ask nothing of an object without an image', async () => {
    const asked: number[] = [];
    const read = (patterns: readonly AttributePattern[]) => {
      asked.push(patterns.length);
      return patterns.map(() => []);
    };
    assert.deepEqual(await metDevices(read), []);
    assert.equal(asked.length, 1);
  });

  it('blank their parts in the recipe for research, and the finding names the rule and where it comes from', async () => {
    assert.ok(RESEARCH !== undefined);
    const bytes = image(CANON, CANON_SIZE);
    const { plan, output } = await redact(bytes, RESEARCH);
    await assertBlanked(bytes, output, { columns: 12, frames: 1, black: '0' }, BARS);
    const clauses = plan.findings.map(({ clause }) => clause).filter((clause) => /known devices/.test(clause));
    assert.ok(clauses.length > 0);
    for (const clause of clauses) assert.match(clause, /^known devices \d+, .*CTP.* \(.*Canon.*\)$/);
  });

  it('hold for no device that the tables do not name', async () => {
    assert.ok(RESEARCH !== undefined);
    const bytes = image([el(0x00080070, 'LO', 'Canon Inc.'), el(0x00081090, 'LO', 'Other')], CANON_SIZE);
    const { output } = await redact(bytes, RESEARCH);
    await assertBlanked(bytes, output, { columns: 12, frames: 1, black: '0' }, []);
  });

  it('ask inside sequences where a table does', async () => {
    assert.ok(RESEARCH !== undefined);
    const regions = (type: string) => sq(0x00186011, [[el(0x00186014, 'US', Number(type))]]);
    const sonosite = [el(0x00080070, 'LO', 'SonoSite'), el(0x00081090, 'LO', 'Turbo'), el(0x00080060, 'CS', 'US')];
    const more = [...sonosite, el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.6.1')];
    const size = { rows: 480, columns: 640 };
    const [plain, told] = [image(more, size), image([...more, regions('1')], size)];
    const without = await redact(plain, RESEARCH);
    const withRegions = await redact(told, RESEARCH);
    const count = ({ plan }: typeof without) => plan.findings.filter(({ clause }) => /dicom-dre/.test(clause)).length;
    assert.ok(count(withRegions) > count(without), `${count(withRegions)} and ${count(without)}`);
  });

  it('count where INCLUDE devices says so, without a profile too, and not where a recipe wants its own alone', async () => {
    const known = async (text: string): Promise<boolean> => {
      const { policy, diagnostics } = await loaded(text);
      assert.deepEqual(diagnostics, [], text);
      return compilePolicy(policy).knownDevices;
    };
    assert.equal(await known('FORMAT dicom\nPROFILE none\n'), false);
    assert.equal(await known('PROFILE none\nINCLUDE devices'), true);
    assert.equal(await known('PROFILE basic\nOPTION clean-pixel-data'), true);
    assert.equal(await known('PROFILE basic\nOPTION clean-pixel-data\nPIXELS devices own'), false);
    assert.equal(await known('INCLUDE devices\nPROFILE basic\nPIXELS devices own'), false);
    assert.equal(await known('INCLUDE research'), true);
  });

  it('go into the digest, the text and the JSON form', () => {
    assert.ok(RESEARCH !== undefined);
    const own = modified(RESEARCH, { knownDevices: false });
    assert.notEqual(policyDigest(own), policyDigest(RESEARCH));
    assert.equal(policyDigest(modified(RESEARCH, { knownDevices: true })), policyDigest(RESEARCH));
    for (const policy of [own, modified(RESEARCH, { knownDevices: true })]) {
      assert.equal(made(printRecipe(policy)).policy.knownDevices, policy.knownDevices);
      const read = fromJson(JSON.parse(JSON.stringify(toJson(policy))));
      assert.ok(read.kind === 'policy');
      assert.equal(read.policy.knownDevices, policy.knownDevices);
    }
  });
});
