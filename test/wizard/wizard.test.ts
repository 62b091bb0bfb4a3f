// The wizard: every way through its questions ends in a recipe without faults that does what was answered.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { Policy } from '../../src/core/policy/policy.js';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { type Answers, completed, nextQuestion, questions } from '../../src/core/recipe/wizard/questions.js';
import { cautions, wizardRecipe } from '../../src/core/recipe/wizard/recipeText.js';

function* everyWay(answers: Answers = {}): Generator<Answers> {
  const question = nextQuestion(answers);
  if (question === undefined) {
    yield answers;
    return;
  }
  for (const { id } of question.choices) yield* everyWay({ ...answers, [question.id]: id });
}

/** Every choice of every question at least once, with all else as suggested; and all purposes and laws together. */
function someWays(): readonly Answers[] {
  const ways: Answers[] = [];
  for (const purpose of ['publish', 'partner', 'inhouse', 'teaching']) {
    for (const law of ['ps315', 'hipaa', 'gdpr']) {
      const start: Answers = { purpose, law };
      for (const { id, choices } of questions(completed(start))) {
        for (const choice of choices) ways.push(completed({ ...start, [id]: choice.id }));
      }
    }
  }
  return ways;
}

function policyOf(answers: Answers): Policy {
  const tree = parseRecipe(wizardRecipe(answers, 'my study!'));
  const { policy, diagnostics } = compileRecipe(tree, { name: 'study.deid', included: new Map() });
  assert.deepEqual(
    [...tree.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error' || severity === 'warning'),
    [],
    JSON.stringify(answers),
  );
  return policy;
}

describe('the recipe wizard', () => {
  it('makes a recipe without faults whatever is answered', () => {
    for (const answers of someWays()) {
      const policy = policyOf(answers);
      assert.equal(policy.name, 'my-study');
      assert.equal(policy.style, answers['shape'] === 'blank' ? 'blank' : 'profile');
      const { dates } = compilePolicy(policy);
      assert.equal(dates, answers['dates'], JSON.stringify(answers));
      assert.equal(policy.options.includes('retain-safe-private'), answers['private'] === 'safe');
      assert.equal(policy.options.includes('clean-descriptors'), answers['texts'] === 'clean');
      assert.equal(policy.options.includes('retain-device-identity'), answers['device'] === 'keep');
      assert.equal(policy.options.includes('retain-institution-identity'), answers['institution'] === 'keep');
      assert.equal(policy.patient === 'pseudonym', answers['patient'] === 'pseudonym');
      assert.equal((policy.admission ?? []).length, answers['pixels'] === 'deny' ? 2 : 0);
      assert.equal(policy.options.includes('clean-pixel-data'), answers['pixels'] !== 'deny');
      assert.equal(policy.pixels?.text === 'all', answers['pixels'] === 'all');
    }
  });

  it('never offers what the rules forbid', () => {
    let ways = 0;
    for (const answers of everyWay({ law: 'hipaa', shape: 'basic', texts: 'clean', private: 'safe' })) {
      ways += 1;
      assert.notEqual(answers['dates'], 'keep');
      assert.equal(answers['device'], undefined);
      assert.equal(answers['institution'], undefined);
      assert.equal(
        cautions(answers).some((said) => said.includes('164.514(b)(2)')),
        answers['dates'] === 'shift',
      );
    }
    assert.ok(ways >= 48);
    for (const answers of everyWay({
      purpose: 'publish',
      law: 'gdpr',
      shape: 'basic',
      texts: 'clean',
      private: 'safe',
    }))
      assert.notEqual(answers['dates'], 'keep');
  });
});
