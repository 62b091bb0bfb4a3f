// Printing a policy and reading it back gives the same policy.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { builtinPolicies } from '../../src/core/policy/builtin.js';
import { printRecipe } from '../../src/core/recipe/print.js';
import { made, problems, withoutOrigins } from './compiled.js';
import { policy } from './policies.js';

describe('a printed recipe', () => {
  it('reads back as the policy that it was', () => {
    fc.assert(
      fc.property(policy, (given) => {
        const text = printRecipe(given);
        const again = made(text);
        assert.deepEqual(withoutOrigins(again.policy), withoutOrigins(given), text);
      }),
      { numRuns: 600 },
    );
  });

  it('reads back without an error, but for groups that nobody defined', () => {
    fc.assert(
      fc.property(policy, (given) => {
        const text = printRecipe(given);
        const errors = problems(made(text)).filter(
          (each) => each.startsWith('error') && !each.endsWith('unknown-group'),
        );
        assert.deepEqual(errors, [], text);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same text when it is printed again', () => {
    fc.assert(
      fc.property(policy, (given) => {
        const text = printRecipe(given);
        assert.equal(printRecipe(made(text).policy), text);
      }),
      { numRuns: 150 },
    );
  });

  it('says what the built-in recipes say', () => {
    for (const given of builtinPolicies) {
      assert.deepEqual(withoutOrigins(made(printRecipe(given)).policy), withoutOrigins(given));
    }
  });
});
