// The checked lists of laws: what they say follows from recipe and run.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { OptionName } from '../../src/core/policy/policy.js';
import { type LawFacts, type LawReport, lawText } from '../../src/core/report/law.js';
import { gdprReport } from '../../src/core/report/lawGdpr.js';
import { hipaaReport } from '../../src/core/report/lawHipaa.js';

const RUN: NonNullable<LawFacts['run']> = {
  freshKey: true,
  linkKept: false,
  plainCrosswalk: false,
  audited: true,
  pixels: 'auto',
  pixelsNotExamined: 0,
  namedFiles: 0,
};

function facts(
  recipe: 'blank' | 'basic' | 'research',
  options: readonly OptionName[] = [],
  run: LawFacts['run'] = RUN,
): LawFacts {
  const policy = builtinPolicy(recipe);
  assert.ok(policy !== undefined);
  return {
    policy: compilePolicy({ ...policy, options: [...policy.options, ...options] }),
    ...(run === undefined ? {} : { run }),
  };
}

function statusOf(report: LawReport, id: string, title = ''): string | undefined {
  return report.items.find((item) => item.id === id && item.title.includes(title))?.status;
}

describe('lists of laws', () => {
  it('have all eighteen kinds of Safe Harbor', () => {
    const ids = new Set(hipaaReport(facts('basic')).items.map(({ id }) => id));
    for (const letter of 'ABCDEFGHIJKLMNOPQR') assert.ok(ids.has(letter), letter);
  });

  it('find the Basic Profile with a fresh key to meet what can be met', () => {
    const report = hipaaReport(facts('basic'));
    assert.deepEqual(
      report.items.filter(({ status }) => status === 'not-met'),
      [],
    );
    assert.equal(statusOf(report, 'Q'), 'unknown');
  });

  it('say what a recipe keeps', () => {
    assert.equal(statusOf(hipaaReport(facts('basic', ['retain-device-identity'])), 'M'), 'not-met');
    assert.equal(statusOf(hipaaReport(facts('basic', ['retain-institution-identity'])), 'B'), 'not-met');
    assert.equal(statusOf(hipaaReport(facts('basic', ['retain-full-dates'])), 'C', 'Dates'), 'not-met');
    const research = hipaaReport(facts('research'));
    assert.equal(statusOf(research, 'C', 'Dates'), 'not-met');
    assert.equal(statusOf(research, 'C', 'Ages'), 'met');
    assert.equal(statusOf(research, 'K'), 'unknown');
  });

  it('call codes under a key that is kept, or names of files, what they are', () => {
    assert.equal(statusOf(hipaaReport(facts('basic')), 'R'), 'met');
    assert.equal(statusOf(hipaaReport(facts('basic', [], { ...RUN, freshKey: false })), 'R'), 'not-met');
    assert.equal(statusOf(hipaaReport(facts('basic', [], { ...RUN, namedFiles: 2 })), 'R'), 'not-met');
  });

  it('never call an output anonymous, and call it pseudonymous where something links back', () => {
    for (const linkKept of [true, false]) {
      const report = gdprReport(facts('basic', [], { ...RUN, linkKept }));
      assert.equal(statusOf(report, 'Art. 4(1), (5)'), linkKept ? 'met' : 'unknown');
      assert.equal(/pseudonymous: personal data still/u.test(lawText(report)), linkKept);
    }
    assert.equal(
      statusOf(gdprReport(facts('basic', [], { ...RUN, plainCrosswalk: true })), 'Art. 4(5), 32(1)(a)'),
      'not-met',
    );
    assert.equal(statusOf(gdprReport(facts('basic', [], { ...RUN, audited: false })), 'Art. 5(2), 30'), 'not-met');
  });

  it('are told as a table, with the areas that have few people', () => {
    const text = lawText(hipaaReport(facts('basic')));
    assert.match(text, /036, 059, 063, 102, 203, 556, 692, 790, 821, 823, 830, 831, 878, 879, 884, 890 and 893/u);
    assert.equal(
      text.split('\n').filter((line) => line.startsWith('| ')).length,
      hipaaReport(facts('basic')).items.length + 2,
    );
  });
});
