// The TextMate grammars by snapshots. `UPDATE_SNAPSHOT=1` writes them anew into test/data/syntaxes; read what changed.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { snapshot, tokenize } from './tokenize.js';

const FOLDER = 'test/data/syntaxes';
const SCOPES: Readonly<Record<string, string>> = { '.deid': 'source.deid', '.dcmdump': 'text.dicom-dump' };

const samples = readdirSync(FOLDER).filter((name) => SCOPES[path.extname(name)] !== undefined);

describe('grammars', () => {
  it('there are samples of both languages', () => {
    assert.deepEqual([...new Set(samples.map((name) => path.extname(name)))].sort(), ['.dcmdump', '.deid']);
  });

  for (const name of samples) {
    it(`${name} is coloured as before`, async () => {
      const scope = SCOPES[path.extname(name)] ?? '';
      const text = readFileSync(path.join(FOLDER, name), 'utf8');
      const actual = snapshot(await tokenize(scope, text));
      const file = path.join(FOLDER, `${name}.snap`);
      if (process.env['UPDATE_SNAPSHOT'] === '1') writeFileSync(file, actual);
      assert.ok(existsSync(file), `${file} is missing: run with UPDATE_SNAPSHOT=1 and read it`);
      assert.equal(actual, readFileSync(file, 'utf8'));
    });
  }

  /** The innermost scope of the first part that reads `part`. */
  async function scopeOf(scope: string, line: string, part: string): Promise<string | undefined> {
    const found = (await tokenize(scope, line)).flat().find(({ text }) => text.trim() === part);
    return found?.scopes.at(-1);
  }

  it('a hash inside a word is no comment', async () => {
    assert.equal(await scopeOf('source.deid', 'REPLACE PatientID site#7', 'site#7'), 'string.unquoted.value.deid');
    const comment = await scopeOf('source.deid', 'KEEP PatientID # why', '#');
    assert.equal(comment, 'punctuation.definition.comment.deid');
  });

  it('keywords count at the start of a line only', async () => {
    assert.equal(await scopeOf('source.deid', '  keep PatientSex', 'keep'), 'keyword.control.keep.deid');
    assert.equal(await scopeOf('source.deid', 'REPLACE StudyID KEEP', 'KEEP'), 'string.unquoted.value.deid');
  });

  it('an unclosed quote or bracket ends with its line', async () => {
    const lines = await tokenize('source.deid', 'REMOVE (0019,"GE\nKEEP PatientSex');
    const second = lines[1]?.find(({ text }) => text === 'KEEP');
    assert.equal(second?.scopes.at(-1), 'keyword.control.keep.deid');
  });

  it('private tags in a dump are told from others', async () => {
    const dump = 'text.dicom-dump';
    assert.equal(
      await scopeOf(dump, '(0009,1001) LO [x]  #   2, 1 Unknown', '(0009,1001)'),
      'entity.name.tag.private.dicom-dump',
    );
    assert.equal(
      await scopeOf(dump, '(0010,0010) PN [x]  #   2, 1 PatientName', '(0010,0010)'),
      'entity.name.tag.dicom-dump',
    );
  });
});
