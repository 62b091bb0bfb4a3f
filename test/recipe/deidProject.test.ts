// The recipes that come with pydicom deid, where DEID_SOURCE names a checkout of it: all are understood.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { printRecipe } from '../../src/core/recipe/print.js';
import { made, withoutOrigins } from './compiled.js';

const SOURCE = process.env['DEID_SOURCE'];

function recipesUnder(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter(
      (file) => /(?:deid\.dicom[\w.-]*|resources[/\\][\w]+\.dicom)$/.test(file) && !/\.(?:py|md|rst)$/.test(file),
    );
}

describe('the recipes of pydicom deid', () => {
  it('have no error but code that can not be run, and are printed without loss', function () {
    if (SOURCE === undefined) {
      console.log('      skipped: DEID_SOURCE does not name a checkout of pydicom/deid');
      this.skip();
    }
    const files = recipesUnder(SOURCE);
    assert.ok(files.length >= 20, `${files.length} recipes`);
    for (const file of files) {
      const { policy, diagnostics } = made(readFileSync(file, 'utf8'));
      const errors = diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'foreign-function');
      assert.deepEqual(errors, [], file);
      assert.equal(policy.style, 'rules');
      assert.deepEqual(withoutOrigins(made(printRecipe(policy)).policy), withoutOrigins(policy), file);
    }
  });
});
