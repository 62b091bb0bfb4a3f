// What is printed: names that would do harm on a terminal, widths, numbers, suggestions, progress.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { clip, clipStart, columnsOf, printable, wrapped } from '../../src/cli/printable.js';
import { progressText, startProgress } from '../../src/cli/progress.js';
import { makeStyle, makeTerminal } from '../../src/cli/terminal.js';
import { counted, grouped, lasting, sized } from '../../src/cli/units.js';
import { verdictsText } from '../../src/cli/verifyText.js';
import { nearest } from '../../src/core/dictionary/nearest.js';
import type { Verdict } from '../../src/node/verdict.js';

describe('printable text', () => {
  it('writes out what would move the cursor, break the line or turn the direction', () => {
    assert.equal(printable('a\nb\rc\td'), 'a\\nb\\rc\\td');
    assert.equal(printable('\x1b[2Jx\x9b'), '\\u{1b}[2Jx\\u{9b}');
    assert.equal(printable('abc\u202egpj.exe'), 'abc\\u{202e}gpj.exe');
    assert.equal(printable('\u2028\u200b\ufeff'), '\\u{2028}\\u{200b}\\u{feff}');
    assert.equal(printable('x\ud800y'), 'x\\u{d800}y');
  });

  it('leaves names in every script as they are', () => {
    for (const name of ['Müller', '山田 太郎', 'Ελένη', 'محمد', '😀', 'a b']) assert.equal(printable(name), name);
  });

  it('clips by columns, at either end', () => {
    assert.equal(clip('abcdef', 4), 'abc…');
    assert.equal(clip('abcd', 4), 'abcd');
    assert.equal(clip('山田太郎', 5), '山田…');
    assert.equal(clipStart('/long/path/a.dcm', 7), '…/a.dcm');
    assert.equal(columnsOf('e\u0301'), 1);
    for (const width of [0, 1, 2, 5]) assert.ok(columnsOf(clip('山田太郎', width)) <= width);
  });

  it('breaks lines at words and keeps each word whole', () => {
    assert.deepEqual(wrapped('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrapped('extraordinary it', 5), ['extraordinary', 'it']);
  });
});

describe('numbers for people', () => {
  it('groups digits and knows one from many', () => {
    assert.equal(grouped(1234567), '1,234,567');
    assert.equal(grouped(999), '999');
    assert.equal(counted(1, 'file'), '1 file');
    assert.equal(counted(0, 'file'), '0 files');
    assert.equal(counted(2, 'copy', 'copies'), '2 copies');
  });

  it('writes sizes and times', () => {
    assert.deepEqual([0, 999, 1000, 1_500_000, 999_999, 2.1e9].map(sized), [
      '0 B',
      '999 B',
      '1.0 kB',
      '1.5 MB',
      '1.0 MB',
      '2.1 GB',
    ]);
    assert.deepEqual([0, 400, 9_960, 59_400, 59_600, 200_000, 7_500_000].map(lasting), [
      '0.0 s',
      '0.4 s',
      '10 s',
      '59 s',
      '1 min 0 s',
      '3 min 20 s',
      '2 h 5 min',
    ]);
  });
});

describe('suggestions', () => {
  it('finds a slip and does not invent one', () => {
    const words = ['deidentify', 'inspect', 'verify', 'recipe'];
    assert.equal(nearest('deidentfy', words), 'deidentify');
    assert.equal(nearest('insepct', words), 'inspect');
    assert.equal(nearest('anonymise', words), undefined);
    assert.equal(nearest('x', words), undefined);
  });
});

describe('terminal', () => {
  const stream = (isTTY: boolean, written: string[], columns?: number) => ({
    isTTY,
    ...(columns === undefined ? {} : { columns }),
    write: (text: string) => written.push(text),
  });

  it('colours only where a person looks and wants colours', () => {
    const coloured = (isTTY: boolean, environment: Record<string, string>) =>
      makeTerminal(stream(isTTY, []), stream(isTTY, []), environment).outStyle.red('x') !== 'x';
    assert.equal(coloured(true, {}), true);
    assert.equal(coloured(false, {}), false);
    assert.equal(coloured(true, { NO_COLOR: '1' }), false);
    assert.equal(coloured(true, { NO_COLOR: '' }), true);
    assert.equal(coloured(true, { TERM: 'dumb' }), false);
    assert.equal(makeStyle(true).red(''), '');
  });

  it('draws progress at most ten times a second, within the width, and takes it away', () => {
    const written: string[] = [];
    const terminal = makeTerminal(stream(true, [], 30), stream(true, written, 30), {});
    let time = 0;
    const line = startProgress(terminal, true, () => time);
    for (; time <= 1000; time += 10) {
      line.update({ filesDone: time, filesTotal: 1000, bytesDone: time * 1e6, bytesTotal: 1e9 });
    }
    assert.ok(written.length >= 5 && written.length <= 11, String(written.length));
    for (const text of written) assert.ok(text.replace(/\r|\x1b\[K/g, '').length <= 30);
    line.clear();
    assert.equal(written.at(-1), '\r\x1b[K');
  });

  it('draws nothing where nobody looks, and nothing that was not wanted', () => {
    for (const [isTTY, wanted] of [
      [false, true],
      [true, false],
    ] as const) {
      const written: string[] = [];
      const line = startProgress(makeTerminal(stream(isTTY, written), stream(isTTY, written), {}), wanted, () => 0);
      line.update({ filesDone: 1, filesTotal: 2, bytesDone: 1, bytesTotal: 2 });
      line.clear();
      assert.deepEqual(written, []);
    }
  });

  it('tells the time left from the bytes', () => {
    const text = progressText({ filesDone: 1204, filesTotal: 2867, bytesDone: 5e8, bytesTotal: 1e9 }, 10_000);
    assert.equal(text, ' 50 %  1,204 of 2,867 files  50 MB/s  10 s left');
    assert.equal(progressText({ filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 }, 0), 'looking for files');
    const walking = { filesDone: 10, filesTotal: 2867, bytesDone: 5e8, bytesTotal: 1e9, refused: 3, walking: true };
    assert.equal(progressText(walking, 10_000), '10 of 2,867+ files  3 refused  50 MB/s');
  });
});

describe('what verify says', () => {
  it('hints at other rules where many attributes are as they were, and only there', () => {
    const style = makeStyle(false);
    const left = (code: string, count: number): Verdict => ({
      name: 'a.dcm',
      kind: 'residue',
      residue: Array.from({ length: count }, (_, index) => ({ code, message: `attribute ${index}` })),
      issues: [],
    });
    const hint = /give the recipe and options that the copy was made with/;
    assert.match(verdictsText([left('action-not-applied', 3)], style, 100), hint);
    assert.doesNotMatch(verdictsText([left('action-not-applied', 2)], style, 100), hint);
    assert.doesNotMatch(verdictsText([left('identifier-in-output', 9)], style, 100), hint);
  });
});
