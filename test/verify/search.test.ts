// The search for many needles agrees with looking for each by itself, and the tokenizer with what was written.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bytesOf, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { lettersAgainstChance } from '../../src/core/verify/bytePlace.js';
import { prepareSearch, searchAll } from '../../src/core/verify/multiSearch.js';
import { encodeForm, formsOf, type Needle } from '../../src/core/verify/needle.js';
import { pathOf, readRaw } from '../../src/core/verify/rawReader.js';
import { files } from '../support/arbitraries.js';
import { el, raw, sq, unSq, withElements } from '../support/dataset.js';
import { ctImage } from '../support/objects.js';
import { readFile } from '../support/read.js';

const needle = (text: string): Needle => ({
  bytes: bytesOf(text.toLowerCase()),
  exact: false,
  category: 'name',
  kind: 'name',
  encoding: 'ascii',
  boundary: 'none',
  letters: text.length,
});

async function offsets(bytes: Uint8Array, needles: readonly Needle[]): Promise<string[]> {
  const found: string[] = [];
  for await (const hit of searchAll(bufferSource(bytes), prepareSearch(needles))) {
    found.push(`${hit.offset}:${hit.needle.bytes.join()}`);
  }
  return found.sort();
}

describe('the search', () => {
  it('finds exactly what a search for each needle finds', async () => {
    const word = fc.string({ minLength: 4, maxLength: 9, unit: fc.constantFrom('a', 'b', 'c') });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), fc.array(word), async (words, text) => {
        const bytes = bytesOf(text.join('').toUpperCase());
        const wanted = words.flatMap((each) =>
          [...bytes.keys()]
            .filter((at) => bytesOf(each).every((byte, index) => byte === (bytes[at + index] ?? 0) + 0x20))
            .map((at) => `${at}:${bytesOf(each).join()}`),
        );
        assert.deepEqual(await offsets(bytes, words.map(needle)), wanted.sort());
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('finds a needle once where two windows meet', async () => {
    const bytes = new Uint8Array(3 * 1024 * 1024).fill(0x2e);
    for (const at of [1024 * 1024 - 3, 2 * 1024 * 1024, 3 * 1024 * 1024 - 6]) bytes.set(bytesOf('marker'), at);
    assert.equal((await offsets(bytes, [needle('marker')])).length, 3);
  });

  it('asks for more characters the more bytes there are', () => {
    assert.equal(lettersAgainstChance(100, false), 4);
    assert.equal(lettersAgainstChance(100, true), 8);
    assert.ok(lettersAgainstChance(2 ** 31, true) > 8);
  });

  it('gives nothing too short to be told from chance a form', () => {
    for (const text of ['A', '^^^^', '12', '0000', 'Li']) {
      for (const kind of ['name', 'code', 'text'] as const) {
        const identifier = { kind, category: 'name', text } as const;
        assert.deepEqual(
          formsOf(identifier).flatMap((form) => encodeForm(form, identifier)),
          [],
          `${kind} ${text}`,
        );
      }
    }
  });
});

describe('the tokenizer', () => {
  it('sees the top-level elements of any file as they were written', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(files(), async ({ options, bytes }) => {
        if (options.syntax === SYNTAX.deflated) return;
        const table = await readRaw(bufferSource(bytes));
        const tags = table.elements.filter((each) => each.item === -1 && each.tag >>> 16 !== 2).map((each) => each.tag);
        assert.deepEqual(
          tags,
          readFile(bytes).elements.map((each) => each.tag),
        );
        seen++;
      }),
      { numRuns: 200, seed: 5 },
    );
    assert.ok(seen > 100, `only ${seen} files are not deflated`);
  });

  it('sees into sequences of every kind, and names places', async () => {
    const inner = [el(0x00100020, 'LO', 'X')];
    const nested = [sq(0x00400275, [[], [sq(0x00081140, [inner], 'undefined')]]), unSq(0x00291010, [inner])];
    const table = await readRaw(bufferSource(writeFile(withElements(ctImage(), ...nested))));
    const paths = table.elements.map((element) => pathOf(table, element));
    assert.ok(paths.includes('(0040,0275)[1].(0008,1140)[0].(0010,0020)'));
    assert.ok(paths.includes('(0029,1010)[0].(0010,0020)'));
    assert.ok(table.complete);
  });

  it('takes a value that only looks like a sequence for a value', async () => {
    const fake = Uint8Array.from([0xfe, 0xff, 0x00, 0xe0, 8, 0, 0, 0, 9, 9, 9, 9, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3, 4]);
    const table = await readRaw(bufferSource(writeFile(withElements(ctImage(), raw(0x00291010, 'UN', fake)))));
    assert.ok(table.complete);
    assert.equal(table.elements.find((each) => each.tag === 0x00291010)?.kind, 'leaf');
  });

  it('comes to an end in a bomb of nested sequences', async () => {
    const open = Uint8Array.from([
      0x08, 0, 0x40, 0x11, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255,
    ]);
    const table = await readRaw(bufferSource(bytesOf(...Array.from({ length: 20_000 }, () => open))));
    assert.equal(table.complete, false);
    assert.ok(table.elements.length < 100);
  });
});
