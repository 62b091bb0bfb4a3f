// docs/recipes.md and README.md: every example is read and compiled, and those marked as wrong are wrong in the way they say.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { printRecipe } from '../../src/core/recipe/print.js';
import { FIRST_WORDS, FUNCTIONS, SECTIONS } from '../../src/core/recipe/words.js';
import { loaded, made, withoutOrigins } from './compiled.js';

const DOCUMENT = readFileSync('docs/recipes.md', 'utf8');
const README = readFileSync('README.md', 'utf8');
const BLOCKS = [...(DOCUMENT + README).matchAll(/^```deid(?: (wrong|says): ([a-z-]+))?\n([\s\S]*?)^```$/gm)];

describe('docs/recipes.md and README.md', () => {
  it('has examples', () => {
    assert.ok(BLOCKS.length >= 20);
    assert.equal(BLOCKS.length, (DOCUMENT + README).split('```deid').length - 1);
  });

  for (const [, kind, code = '', text = ''] of BLOCKS) {
    const first = text.split('\n').find((line) => !/^(?:#|FORMAT|PROFILE|$)/.test(line));
    it(`${kind === undefined ? 'works' : `${kind} ${code}`}: ${first}`, async () => {
      const { diagnostics, policy } = await loaded(text);
      const found = diagnostics
        .filter(({ severity }) => severity !== 'info')
        .map(({ severity, code: each }) => `${severity} ${each}`);
      if (kind === undefined) assert.deepEqual(found, []);
      else assert.deepEqual(found, [`${kind === 'wrong' ? 'error' : 'warning'} ${code}`]);
      if (kind === undefined) {
        const again = made(printRecipe(policy)).policy;
        assert.deepEqual(withoutOrigins(again), withoutOrigins(policy));
      }
    });
  }

  it('names every word of the language', () => {
    const words = [
      ...FIRST_WORDS,
      ...SECTIONS.map((name) => `%${name}`),
      ...Object.keys(FUNCTIONS).map((name) => `${name}(`),
    ];
    for (const word of words) assert.ok(DOCUMENT.includes(word), word);
  });
});
