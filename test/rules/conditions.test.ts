// Rules that hold for some objects: what an object is asked, and what an unknown answer means.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { answer, type ObjectFacts } from '../../src/core/policy/condition.js';
import type { Condition } from '../../src/core/policy/policy.js';
import { safePattern } from '../../src/core/policy/safePattern.js';
import { el, sq, withElements } from '../support/dataset.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find } from '../support/read.js';
import { apply, contextFor, policyOf, refusalOf, rule, tagOf, test } from './apply.js';

async function holds(when: Condition): Promise<boolean> {
  const image = withElements(
    ctImage(),
    el(0x00204000, 'LT', ''),
    sq(0x00081140, [[el(0x00081155, 'UI', '1.2.3')], [el(0x00081155, 'UI', '1.2.4')]]),
  );
  const done = await apply(image, policyOf([rule('remove', 'StudyTime', when)]));
  return done.text('StudyTime') === undefined;
}

describe('conditions', () => {
  it('ask text, numbers, several values and file meta information', async () => {
    for (const [condition, expected] of [
      [test('Modality', 'equals', 'ct'), true],
      [test('Modality', 'equals', 'MR'), false],
      [test('Modality', 'contains', 'C'), true],
      [test('Rows', 'equals', '16'), true],
      [test('Rows', 'equals', '17'), false],
      [test('ImageType', 'equals', 'primary'), true],
      [test('ImageType', 'contains', 'ORIGINAL\\PRIMARY'), true],
      [test('ImageType', 'starts-with', 'AX'), true],
      [test('ImageType', 'ends-with', 'AXIAL'), true],
      [test('Manufacturer', 'matches', '^Sample (Imaging|Other)$'), true],
      [test('Manufacturer', 'matches', '^sample'), false],
      [test('Manufacturer', 'matches', '(?i)^sample'), true],
      [test('TransferSyntaxUID', 'equals', '1.2.840.10008.1.2.1'), true],
      [test('PatientComments', 'missing'), true],
      [test('PatientComments', 'contains', ''), false],
      [test('PatientComments', 'empty'), false],
      [test('ImageComments', 'empty'), true],
      [test('ImageComments', 'missing'), false],
      [test('ImageComments', 'present'), true],
      [test('ReferencedImageSequence/ReferencedSOPInstanceUID', 'equals', '1.2.4'), true],
      [test('ReferencedSOPInstanceUID', 'present'), false],
      [{ kind: 'not', of: test('Modality', 'equals', 'CT') }, false],
      [{ kind: 'all', of: [test('Modality', 'equals', 'CT'), test('PatientSex', 'equals', 'M')] }, false],
      [{ kind: 'any', of: [test('Modality', 'equals', 'MR'), test('PatientSex', 'equals', 'F')] }, true],
      [{ kind: 'all', of: [] }, true],
      [{ kind: 'any', of: [] }, false],
    ] as const) {
      assert.equal(await holds(condition), expected, JSON.stringify(condition));
    }
  });

  it('are answered by the original, also where the rules take away what they asked', async () => {
    const done = await apply(
      ctImage(),
      policyOf([
        rule('remove', 'PatientSex', test('Modality', 'equals', 'CT')),
        rule('remove', 'PatientAge', test('Modality', 'missing')),
        rule('remove', 'Modality'),
      ]),
    );
    assert.deepEqual([done.text('PatientSex'), done.text('PatientAge')], [undefined, '067Y']);
  });

  it('leave earlier rules and the profile in force where they do not hold', async () => {
    const rules = [rule('keep', 'PatientSex'), rule('remove', 'PatientSex', test('Modality', 'equals', 'MR'))];
    assert.equal((await apply(ctImage(), policyOf(rules, { style: 'profile' }))).text('PatientSex'), 'F');
    const policy = compilePolicy(policyOf(rules, { style: 'profile' }));
    const facts = (modality: string): ObjectFacts => ({ complete: true, texts: () => [[modality]] });
    const subject = { tag: tagOf('PatientSex'), vr: 'CS', parents: [], sopClass: '' };
    assert.equal(policy.forObject(facts('MR')).policy.decide(subject)?.action, 'X');
    assert.equal(policy.forObject(facts('CT')).policy.decide(subject)?.action, 'K');
    // Objects with the same answers share their decisions.
    assert.equal(policy.forObject(facts('US')).policy.decide, policy.forObject(facts('CT')).policy.decide);
  });

  it('without conditions there is nothing to ask, and one policy for all objects', () => {
    const policy = compilePolicy(policyOf([rule('remove', 'PatientSex')]));
    assert.equal(policy.perObject, false);
    assert.equal(policy.forObject({ complete: true, texts: () => [] }).policy, policy);
  });

  it('with no answer: of two decisions the one that leaves less', () => {
    const unsafe = test('Modality', 'matches', '(a)\\1');
    const subject = { tag: tagOf('PatientName'), vr: 'PN', parents: [], sopClass: '' };
    const facts: ObjectFacts = { complete: true, texts: () => [['CT']] };
    const action = (style: 'rules' | 'profile', ...rules: Parameters<typeof policyOf>[0]) =>
      compilePolicy(policyOf(rules, { style })).forObject(facts).policy.decide(subject)?.action;
    assert.equal(action('profile', rule('keep', 'PatientName', unsafe)), 'Z');
    assert.equal(action('profile', rule('clean', 'PatientName', unsafe)), 'Z');
    assert.equal(action('rules', rule('keep', 'PatientName', unsafe)), undefined);
    assert.equal(action('rules', rule('clean', 'PatientName', unsafe)), 'C');
    assert.equal(action('rules', rule('remove', 'PatientName', unsafe)), 'X');
    assert.equal(action('rules', rule('keep', 'PatientName'), rule('remove', 'PatientName', unsafe)), 'X');
    assert.equal(action('rules', rule('remove', 'PatientName'), rule('keep', 'PatientName', unsafe)), 'X');
    const negated: Condition = { kind: 'not', of: unsafe };
    assert.equal(action('rules', rule('remove', 'PatientName', negated)), 'X');
    assert.equal(action('profile', rule('keep', 'PatientName', negated)), 'Z');
    const issues = compilePolicy(policyOf([rule('keep', 'PatientName', unsafe)])).issues;
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['pattern-not-safe'],
    );
  });

  it('a directory knows of many objects: what it does not have may hold or not', () => {
    const none: ObjectFacts = { complete: false, texts: () => [] };
    assert.equal(answer(test('Modality', 'equals', 'CT'), none), undefined);
    assert.equal(answer({ kind: 'not', of: test('Modality', 'missing') }, none), undefined);
    assert.equal(answer({ kind: 'all', of: [test('Modality', 'missing'), { kind: 'any', of: [] }] }, none), false);
    const policy = compilePolicy(
      policyOf([rule('remove', 'PatientName', test('Modality', 'equals', 'CT'))], {
        admission: [{ kind: 'deny', when: test('Modality', 'equals', 'CT'), origin: 'o' }],
      }),
    );
    const own = policy.forObject(none);
    assert.equal(own.refusal, undefined);
    assert.equal(own.policy.decide({ tag: tagOf('PatientName'), vr: 'PN', parents: [], sopClass: '' })?.action, 'X');
  });
});

describe('patterns', () => {
  function ask(pattern: string, text: string): boolean | string {
    const made = safePattern(pattern);
    return made.kind === 'pattern' ? made.test(text) : made.message;
  }

  it('answer what the host’s expressions answer', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '[ab]',
      '[^a]',
      '[a-c1]',
      '\\w',
      '\\.',
      '(?:ab)',
      '(b|ab)',
      '(a|)',
    );
    const times = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{2,}', '*?');
    const part = fc.tuple(atom, times).map(([one, count]) => one + count);
    const flat = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const nested = fc.tuple(flat, times, flat).map(([inner, count, rest]) => `(${inner})${count}|${rest}`);
    const ends = fc.constantFrom('', '^', '$', '\\b', '\\B');
    const pattern = fc.tuple(ends, fc.oneof(flat, nested), ends).map(([from, body, to]) => `${from}(?:${body})${to}`);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '.'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, given) => {
        assert.equal(ask(source, given), new RegExp(source).test(given), source);
        assert.equal(
          ask(`(?i)${source}`, given.toUpperCase()),
          new RegExp(source, 'i').test(given.toUpperCase()),
          source,
        );
      }),
      { numRuns: 3000, seed: 5 },
    );
  });

  it('end where others would run for ages', () => {
    const long = `${'a'.repeat(20_000)}!`;
    for (const pattern of ['^(a+)+$', '^(a|aa)*$', '^(.*a){20}$', 'a*a*a*a*a*b', '^((a*)*)*$']) {
      assert.equal(ask(pattern, long), false, pattern);
    }
    assert.equal(ask('(((((a{9}){9}){9}){9}){9}){9}', ''), 'the pattern is too large');
    assert.equal(ask('((((((){999}){999}){999}){999}){999}){999}', ''), 'the pattern is too large');
  });

  it('say what they can not be', () => {
    for (const pattern of [
      '(a)\\1',
      '(?=a)',
      '(?<n>a)',
      '(?!a)',
      '[a',
      '(a',
      'a)',
      '*a',
      'a**',
      '[z-a]',
      '\\',
      'a{2,1}',
    ]) {
      assert.match(String(ask(pattern, 'a')), /^the pattern /, pattern);
    }
    assert.match(String(ask('a{5000}', 'a')), /too large|more than|^false$/);
    assert.match(String(ask('\\q', 'a')), /not supported/);
    assert.match(String(ask('x'.repeat(1001), 'x')), /longer/);
    assert.equal(ask('\\x41\\u0042', 'AB'), true);
    assert.equal(ask('a{', 'a{'), true);
    assert.equal(ask('(?s)a.b', 'a\nb'), true);
    assert.equal(ask('a.b', 'a\nb'), false);
    fc.assert(
      fc.property(fc.string(), fc.string(), (source, text) => void ask(source, text)),
      { numRuns: 2000, seed: 6 },
    );
  });
});

describe('admission', () => {
  const CT = test('Modality', 'equals', 'CT');
  const MR = test('Modality', 'equals', 'MR');

  it('the first that matches decides; with an allow anywhere the rest is denied', async () => {
    const code = async (...admission: NonNullable<Parameters<typeof policyOf>[1]>['admission'] & readonly unknown[]) =>
      (await refusalOf(ctImage(), policyOf([], { admission })))?.code;
    assert.equal(await code({ kind: 'deny', when: CT, origin: 'a:1' }), 'not-admitted');
    assert.equal(await code({ kind: 'deny', when: MR, origin: 'a:1' }), undefined);
    assert.equal(await code({ kind: 'allow', when: CT, origin: 'a:1' }), undefined);
    assert.equal(await code({ kind: 'allow', when: MR, origin: 'a:1' }), 'not-admitted');
    assert.equal(
      await code({ kind: 'allow', when: CT, origin: 'a:1' }, { kind: 'deny', when: CT, origin: 'a:2' }),
      undefined,
    );
    assert.equal(
      await code({ kind: 'deny', when: CT, origin: 'a:1' }, { kind: 'allow', when: CT, origin: 'a:2' }),
      'not-admitted',
    );
    const unsafe = test('Modality', 'matches', '(?=C)');
    assert.equal(await code({ kind: 'allow', when: unsafe, origin: 'a:1' }), 'not-admitted');
    assert.equal(await code({ kind: 'deny', when: unsafe, origin: 'a:1' }), 'not-admitted');
  });

  it('the message names the rule and no value', async () => {
    const admission = [
      { kind: 'deny', when: test('PatientID', 'equals', PATIENT.id), origin: 'study.deid:7' },
    ] as const;
    const refusal = await refusalOf(ctImage(), policyOf([], { admission }));
    assert.match(refusal?.message ?? '', /study\.deid:7/);
    assert.ok(!JSON.stringify(refusal).includes(PATIENT.id));
    const only = [{ kind: 'allow', when: MR, origin: 'study.deid:9' }] as const;
    assert.match((await refusalOf(ctImage(), policyOf([], { admission: only })))?.message ?? '', /study\.deid:9/);
  });
});

describe('device rules', () => {
  const devices = [
    {
      label: 'Sample scanner',
      when: test('Manufacturer', 'contains', 'sample'),
      regions: [{ kind: 'blank', area: [0, 0, 10, 10] }],
      origin: 'devices.deid:3',
    },
  ] as const;

  it('parts of the image are blanked, and the method says so', async () => {
    const done = await apply(ctImage(), policyOf([], { devices }));
    const pixels = find(done.elements, 0x7fe00010)?.bytes ?? new Uint8Array(0);
    assert.ok(pixels.subarray(0, 20).every((byte) => byte === 0));
    assert.ok(!pixels.subarray(20, 32).every((byte) => byte === 0));
    assert.match(done.text('DeidentificationMethod') ?? '', /Regions of device rules blacked out/);
  });

  it('an object whose parts can not be blanked is refused, by label', async () => {
    const bits = withElements(ctImage(), el(0x00280100, 'US', 12));
    const refusal = await refusalOf(bits, policyOf([], { devices }));
    assert.equal(refusal?.code, 'pixels-not-redacted');
    assert.match(refusal?.message ?? '', /Sample scanner.*devices\.deid:3.*--pixels none/);
  });

  it('passes with a warning where pixels are left alone', async () => {
    const done = await apply(ctImage(), policyOf([], { devices }), { pixels: 'none' });
    assert.ok(done.issues.includes('pixels-not-redacted'));
  });

  it('speaks of no other object, nor of one without pixels, nor where nothing is blanked', async () => {
    const other = withElements(ctImage(), el(0x00080070, 'LO', 'Another'));
    assert.equal(await refusalOf(other, policyOf([], { devices })), undefined);
    const bare = ctImage().filter(({ tag }) => tag >>> 16 !== 0x7fe0);
    assert.equal(await refusalOf(bare, policyOf([], { devices })), undefined);
    const keeping = devices.map((one) => ({ ...one, regions: [{ kind: 'keep', area: 'all' } as const] }));
    assert.equal(await refusalOf(ctImage(), policyOf([], { devices: keeping })), undefined);
  });

  it('decides nothing about attributes', () => {
    assert.equal(contextFor(policyOf([], { devices })).policy.perObject, true);
  });
});
