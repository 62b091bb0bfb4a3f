// The sample study is what it says: small, the same every time, readable, and full of what has to go.
import assert from 'node:assert/strict';
import { mkdtemp, readFile as readBytes, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { find, latin1, readFile, utf8 } from './read.js';

describe('the sample study', () => {
  it('is small, the same every time, and readable', async () => {
    const folders = [await mkdtemp(path.join(tmpdir(), 'sample-')), await mkdtemp(path.join(tmpdir(), 'sample-'))];
    try {
      const [one = [], two = []] = await Promise.all(folders.map(writeSampleStudy));
      assert.deepEqual(
        one.map((file) => path.relative(folders[0] ?? '', file)),
        two.map((file) => path.relative(folders[1] ?? '', file)),
      );
      let total = 0;
      const names = new Set<string>();
      for (const [index, file] of one.entries()) {
        const bytes = await readBytes(file);
        assert.deepEqual(bytes, await readBytes(two[index] ?? ''));
        total += bytes.length;
        if (/readme|Thumbs/.test(file)) continue;
        const { elements } = readFile(bytes);
        const charset = latin1(find(elements, 0x00080005));
        if (charset !== '') names.add((charset === 'ISO_IR 100' ? latin1 : utf8)(find(elements, 0x00100010)));
      }
      assert.ok(total < 200_000, `${total} bytes`);
      assert.deepEqual([...names], ['Lindqvist^Märta^Sample']);
    } finally {
      for (const folder of folders) await rm(folder, { recursive: true });
    }
  });
});
