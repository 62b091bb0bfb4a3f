// The JSON form: what is written is read back, what is wrong is told by its place, and the published schema says the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fromJson, toJson } from '../../src/core/recipe/json.js';
import { printRecipe } from '../../src/core/recipe/print.js';
import { made, withoutOrigins } from './compiled.js';
import { policy } from './policies.js';
import { fitsSchema } from './schema.js';

const SCHEMA = JSON.parse(readFileSync('docs/recipe.schema.json', 'utf8'));

function again(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function pointers(value: unknown): readonly string[] {
  const read = fromJson(value);
  return read.kind === 'policy' ? [] : read.problems.map(({ pointer }) => pointer);
}

const LEAST = { name: 'a', style: 'rules' };

describe('the JSON form', () => {
  it('is read back as the policy that was written', () => {
    fc.assert(
      fc.property(policy, (given) => {
        const read = fromJson(again(toJson(given)));
        assert.ok(read.kind === 'policy');
        assert.deepEqual(again(read.policy), again(given));
      }),
      { numRuns: 200 },
    );
  });

  it('says what the text says', () => {
    fc.assert(
      fc.property(policy, (given) => {
        const read = fromJson(again(toJson(made(printRecipe(given)).policy)));
        assert.ok(read.kind === 'policy');
        assert.deepEqual(withoutOrigins(read.policy), withoutOrigins(given));
      }),
      { numRuns: 50 },
    );
  });

  it('needs a name and a style, and has the rest by itself', () => {
    assert.deepEqual(pointers({}), ['', '']);
    const read = fromJson({ ...LEAST, overrides: [{ kind: 'keep', attribute: { value: 1, mask: 2 } }] }, 'a.json');
    assert.deepEqual(read, {
      kind: 'policy',
      policy: {
        name: 'a',
        title: '',
        style: 'rules',
        options: [],
        overrides: [{ kind: 'keep', attribute: { value: 1, mask: 2 }, origin: 'a.json#/overrides/0' }],
        patient: 'empty',
        dateShift: { min: -1825, max: -365 },
        references: 'profile',
      },
    });
  });

  it('names the place of what is wrong', () => {
    const attribute = { value: 0x00100010, mask: 0xffffffff };
    const wrong: readonly (readonly [unknown, string])[] = [
      [[], ''],
      ['recipe', ''],
      [null, ''],
      [{ ...LEAST, style: 'gentle' }, '/style'],
      [{ ...LEAST, colour: 1 }, '/colour'],
      [{ ...LEAST, 'a/b~c': 1 }, '/a~1b~0c'],
      [{ ...LEAST, options: ['retain-uids', 'retain-all'] }, '/options/1'],
      [{ ...LEAST, overrides: [{ kind: 'burn', attribute }] }, '/overrides/0'],
      [{ ...LEAST, overrides: [{ kind: 'set', attribute }] }, '/overrides/0'],
      [{ ...LEAST, overrides: [{ kind: 'keep', attribute: { value: -1, mask: 0 } }] }, '/overrides/0/attribute/value'],
      [{ ...LEAST, dateShift: { min: 2, max: 1 } }, '/dateShift'],
      [
        { ...LEAST, admission: [{ kind: 'deny', when: { kind: 'not', of: { kind: 'test' } } }] },
        '/admission/0/when/of',
      ],
      [
        {
          ...LEAST,
          devices: [{ label: '', when: { kind: 'all', of: [] }, regions: [{ kind: 'blank', area: [1, 2, 3] }] }],
        },
        '/devices/0/regions/0/area',
      ],
      [{ ...LEAST, schema: 'another/1' }, '/schema'],
    ];
    for (const [value, pointer] of wrong)
      assert.ok(pointers(value).includes(pointer), `${pointer}: ${pointers(value)}`);
  });

  it('can be nested as deep as anyone likes', () => {
    let when: unknown = { kind: 'all', of: [] };
    for (let depth = 0; depth < 3000; depth++) when = { kind: 'not', of: when };
    assert.equal(fromJson({ ...LEAST, admission: [{ kind: 'deny', when }] }).kind, 'problems');
  });
});

describe('docs/recipe.schema.json', () => {
  it('takes what the program writes', () => {
    fc.assert(
      fc.property(policy, (given) => assert.ok(fitsSchema(SCHEMA, again(toJson(given))))),
      { numRuns: 100 },
    );
  });

  it('takes and refuses what the program takes and refuses', () => {
    const piece = fc.constantFrom<unknown>(null, true, '', 'x', 'all', -1, 0.5, 7, 2 ** 33, [], {}, [1, 2, 3, 4], {
      kind: 'all',
      of: [],
    });
    /** One value somewhere inside is taken out or replaced. */
    const spoilt = fc.tuple(policy, fc.nat(1000), fc.option(piece, { nil: undefined })).map(([given, place, other]) => {
      let left = place;
      const walk = (value: unknown): unknown => {
        if (left-- === 0) return other;
        if (Array.isArray(value)) return value.map(walk).filter((each) => each !== undefined);
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each)]));
      };
      left %= Math.max(1, JSON.stringify(given).split(/[:,]/).length);
      return again(walk(again(toJson(given))) ?? null);
    });
    fc.assert(
      fc.property(spoilt, (value) => {
        const read = fromJson(value);
        // That a range goes upwards is more than the schema can say.
        if (read.kind === 'problems' && read.problems.some(({ message }) => message.startsWith('min is'))) return;
        assert.equal(fitsSchema(SCHEMA, value), read.kind === 'policy', JSON.stringify(read));
      }),
      { numRuns: 1000 },
    );
  });
});
