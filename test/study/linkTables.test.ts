// What is kept of a million files in tables: the tables are what maps would be, and what is told of them is the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Link, LinkDigest } from '../../src/core/study/links.js';
import { createDigestTable, digest64 } from '../../src/node/digestTable.js';
import { gatherDuplicates } from '../../src/node/duplicates.js';
import { createLinkCheck, DUPLICATE_WORD, LINK_WORDS } from '../../src/node/linkCheck.js';
import { rawPath } from '../../src/node/rawPath.js';

const digestOf = (name: string): LinkDigest => digest64(name);
const instance = (from: string, to: string): Link => ({
  kind: 'instance',
  own: true,
  from: digestOf(`from ${from}`),
  to: digestOf(`to ${to}`),
});
const warned = (pairs: readonly (readonly [string, string])[]): readonly string[] => {
  const check = createLinkCheck();
  for (const [from, to] of pairs) check.add([instance(from, to)], true);
  return check.report().issues.map(({ code, message }) => `${code}: ${message.slice(0, message.indexOf(' in the'))}`);
};

describe('tables of digests', () => {
  for (const words of [0, 1, 3, 6]) {
    it(`hold what was put into them, however they grow: ${words} words`, () => {
      const table = createDigestTable(words);
      const model = new Map<string, number>();
      for (let number = 0; number < 20_000; number += 1) {
        const name = String((number * 7919) % 12_000);
        const before = table.size;
        const slot = table.add(digest64(name));
        assert.equal(table.size > before, !model.has(name));
        for (let word = 0; word < words; word += 1) table.set(slot, word, number + word);
        model.set(name, number);
      }
      assert.equal(table.size, model.size);
      for (const [name, number] of model) {
        const slot = table.find(digest64(name));
        assert.deepEqual(table.digestAt(slot), digest64(name));
        for (let word = 0; word < words; word += 1) assert.equal(table.get(slot, word), number + word);
      }
      const found = new Set([...table.slots()].map((slot) => table.digestAt(slot).join()));
      assert.equal(found.size, model.size);
      assert.equal(table.find(digest64('not there')), -1);
    });
  }

  it('have room for digests that all lie in one part', () => {
    const table = createDigestTable(1);
    for (let low = 1; low <= 3000; low += 1) table.set(table.add([5, low]), 0, low);
    for (let low = 1; low <= 3000; low += 1) assert.equal(table.get(table.find([5, low]), 0), low);
  });
});

describe('the check across files, over many of them', () => {
  it('says nothing where each has become one of its own', () => {
    const pairs = Array.from({ length: 3000 }, (_, number) => [String(number), String(number)] as const);
    assert.deepEqual(warned([...pairs, ...pairs]), []);
  });

  it('counts all but one of those that became the same', () => {
    const name = fc.tuple(fc.nat(200), fc.nat(40));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 300 }), (given) => {
        // Each original becomes one thing: what it became first.
        const became = new Map<number, number>();
        for (const [from, to] of given) if (!became.has(from)) became.set(from, to);
        const merged = became.size - new Set(became.values()).size;
        const what = merged === 1 ? 'one SOP instance has become' : `${merged} SOP instances have become`;
        const told = warned([...became].map(([from, to]) => [String(from), String(to)]));
        if (merged === 0) assert.deepEqual(told, []);
        else assert.equal(told.length, 1);
        if (merged > 0) assert.equal(told[0], `link-merged: ${what} the same as another`);
      }),
      { numRuns: 50, seed: 20 },
    );
  });

  it('counts each that became more than one, and such as meet others by that', () => {
    assert.deepEqual(
      warned([
        ['a', '1'],
        ['a', '2'],
        ['a', '3'],
        ['a', '2'],
        ['b', '4'],
        ['b', '4'],
      ]).map((text) => text.split(':')[0]),
      ['link-split'],
    );
    assert.deepEqual(
      warned([
        ['a', '1'],
        ['a', '2'],
        ['b', '2'],
      ]).map((text) => text.split(':')[0]),
      ['link-split', 'link-merged'],
    );
    assert.deepEqual(
      warned([
        ['a', '1'],
        ['a', '2'],
        ['b', '3'],
        ['b', '2'],
      ]).map((text) => text.split(':')[0]),
      ['link-split', 'link-merged'],
    );
  });

  it('shares its table with the search for objects of one UID', async () => {
    const table = createDigestTable(LINK_WORDS);
    const check = createLinkCheck(table);
    const duplicates = gatherDuplicates(table, DUPLICATE_WORD);
    const paths: number[] = [];
    for (let index = 0; index < 500; index += 1) {
      const uid = String(index % 490);
      duplicates.note(index, digestOf(`from ${uid}`));
      check.add([instance(uid, uid)], true);
    }
    const goOn = () => true;
    const issues = await duplicates.issues((index) => {
      paths.push(index);
      return rawPath('/');
    }, goOn);
    assert.deepEqual([...issues.keys()], [490, 491, 492, 493, 494, 495, 496, 497, 498, 499]);
    assert.equal(check.report().kinds.instance.originals, 490);
  });
});
