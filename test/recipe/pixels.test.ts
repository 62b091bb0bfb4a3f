// PIXELS lines: what they mean, what is wrong with some, and what they change of a policy.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { policyDigest } from '../../src/core/policy/digest.js';
import { DEFAULT_PIXELS, type PixelPolicy } from '../../src/core/policy/policy.js';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { completeIn } from '../../src/core/recipe/services/complete.js';
import { NO_FACTS } from '../../src/core/recipe/services/facts.js';
import { hover } from '../../src/core/recipe/services/hover.js';
import { made } from './compiled.js';

const HEAD = 'PROFILE basic\nOPTION clean-pixel-data\n';

function codes(lines: string): readonly string[] {
  return made(`${HEAD}${lines}`).diagnostics.map(({ code }) => code);
}

function pixels(lines: string): PixelPolicy | undefined {
  const { policy, diagnostics } = made(`${HEAD}${lines}`);
  assert.deepEqual(diagnostics, [], lines);
  return policy.pixels;
}

function labels(line: string): readonly string[] {
  const tree = parseRecipe(line);
  return completeIn(tree.text, line.length, tree, NO_FACTS).items.map(({ label }) => label);
}

describe('PIXELS', () => {
  it('is left out of a policy that does not speak of it', () => {
    assert.equal(pixels(''), undefined);
  });

  it('says what of text goes, and what fills its place', () => {
    assert.deepEqual(pixels('PIXELS text all'), { ...DEFAULT_PIXELS, text: 'all' });
    assert.deepEqual(pixels('pixels TEXT Keep BLUR'), { ...DEFAULT_PIXELS, text: 'keep', textFill: { kind: 'blur' } });
    assert.deepEqual(pixels('PIXELS text identifying constant -1024 # dark'), {
      ...DEFAULT_PIXELS,
      textFill: { kind: 'constant', value: -1024 },
    });
  });

  it('takes patterns as the rest of the line, each once', () => {
    const lines =
      'PIXELS text unless-allowed\nPIXELS allow two words # said why\nPIXELS allow "a # b"\nPIXELS allow two words';
    assert.deepEqual(pixels(lines), { ...DEFAULT_PIXELS, text: 'unless-allowed', allowed: ['two words', 'a # b'] });
  });

  it('says what becomes of faces and bar codes', () => {
    assert.deepEqual(pixels('PIXELS faces remove\nPIXELS barcodes keep'), {
      ...DEFAULT_PIXELS,
      faces: 'remove',
      barcodes: 'keep',
    });
    assert.deepEqual(pixels('PIXELS faces inpaint\nPIXELS barcodes constant 7'), {
      ...DEFAULT_PIXELS,
      faces: { kind: 'inpaint' },
      barcodes: { kind: 'constant', value: 7 },
    });
  });

  it('says what is wrong', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['PIXELS', 'missing-value'],
      ['PIXELS text', 'missing-value'],
      ['PIXELS allow', 'missing-value'],
      ['PIXELS words all', 'bad-setting'],
      ['PIXELS text some', 'bad-setting'],
      ['PIXELS text all green', 'bad-setting'],
      ['PIXELS text all black white', 'unexpected'],
      ['PIXELS text all constant', 'bad-number'],
      ['PIXELS text all constant 1.5', 'bad-number'],
      ['PIXELS text all constant 4294967296', 'bad-number'],
      ['PIXELS faces green', 'bad-setting'],
      ['PIXELS faces keep black', 'unexpected'],
      ['PIXELS barcodes remove', 'bad-setting'],
      ['PIXELS allow (?=x)y', 'bad-pattern'],
      ['PIXELS devices all', 'bad-setting'],
    ];
    for (const [line, code] of wrong) assert.deepEqual(codes(line), [code], line);
  });

  it('leaves what was said before where a line is wrong', () => {
    const { policy } = made(`${HEAD}PIXELS text all blur\nPIXELS text none\nPIXELS faces green`);
    assert.deepEqual(policy.pixels, { ...DEFAULT_PIXELS, text: 'all', textFill: { kind: 'blur' } });
  });

  it('does nothing in rules alone without an option that looks into pixels, and says so', () => {
    const found = made('PROFILE none\nPIXELS text all').diagnostics;
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [['pixels-without-option', 'warning']],
    );
    assert.deepEqual(made('PROFILE basic\nPIXELS text all').diagnostics, []);
  });

  it('is taken over from an included recipe, and what the recipe says itself is stronger', () => {
    const base = parseRecipe(`${HEAD}PIXELS text all blur\nPIXELS allow L\nPIXELS faces keep`);
    const text = 'INCLUDE base.deid\nPIXELS faces black\nPIXELS allow R';
    const { policy } = compileRecipe(parseRecipe(text), { name: 'a', included: new Map([['base.deid', base]]) });
    assert.deepEqual(policy.pixels, {
      ...DEFAULT_PIXELS,
      text: 'all',
      textFill: { kind: 'blur' },
      allowed: ['L', 'R'],
    });
  });

  it('is part of what a digest is made of; what is said by default is not', () => {
    const digest = (lines: string): string => policyDigest(made(`${HEAD}${lines}`).policy);
    assert.equal(digest('PIXELS text identifying black'), digest(''));
    const others = [
      'PIXELS text all',
      'PIXELS faces keep',
      'PIXELS barcodes blur',
      'PIXELS text identifying constant 1',
    ];
    assert.equal(new Set(['', ...others].map(digest)).size, others.length + 1);
  });

  it('works without a profile, too, as nothing of it stands in the tables', () => {
    const { policy, diagnostics } = made(
      'PROFILE none\nOPTION clean-pixel-data\nOPTION clean-descriptors\nPIXELS text all',
    );
    assert.deepEqual(diagnostics, []);
    const compiled = compilePolicy(policy);
    assert.equal(compiled.has('clean-pixel-data'), true);
    assert.equal(compiled.has('clean-descriptors'), false);
    assert.deepEqual(
      compiled.issues
        .filter(({ code }) => code === 'options-without-profile')
        .map(({ message }) => message.split(':')[0]),
      ['clean-descriptors'],
    );
  });

  it('is completed word by word, and explained', () => {
    assert.ok(labels('').includes('PIXELS'));
    assert.deepEqual(labels('PIXELS '), ['text', 'allow', 'faces', 'barcodes', 'devices']);
    assert.deepEqual(labels('PIXELS devices '), ['known', 'own']);
    assert.deepEqual(labels('PIXELS text '), ['identifying', 'all', 'unless-allowed', 'keep']);
    assert.deepEqual(labels('PIXELS text all '), ['black', 'constant', 'blur', 'pixelate', 'inpaint']);
    assert.deepEqual(labels('PIXELS faces ').slice(-2), ['remove', 'keep']);
    assert.equal(labels('PIXELS barcodes ').includes('remove'), false);
    assert.deepEqual(labels('PIXELS barcodes keep '), []);
    assert.match(hover(parseRecipe('PIXELS text all'), 2, NO_FACTS)?.lines.join('\n') ?? '', /words, faces and codes/);
  });
});
