// The scripts that come with CTP, where CTP_SOURCE names a checkout of it: each becomes a recipe that is read back without loss,
// and every rule that is switched on becomes a rule of ours or a note.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { importerFor } from '../../src/core/recipe/imports/index.js';
import { printRecipe } from '../../src/core/recipe/print.js';
import { made, withoutOrigins } from '../recipe/compiled.js';

const SOURCE = process.env['CTP_SOURCE'];

describe('the scripts of CTP', () => {
  it('become recipes without errors, and lose no rule in silence', function () {
    if (SOURCE === undefined) {
      console.log('      skipped: CTP_SOURCE does not name a checkout of johnperry/CTP');
      this.skip();
    }
    const root = path.join(SOURCE, 'source', 'files');
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.script'))
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
    let taken = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const importer = importerFor(text);
      // XML and ZIP anonymizers speak of other files than DICOM.
      if (importer === undefined) continue;
      taken += 1;
      const { policy, notes } = importer.convert(text);
      const again = made(printRecipe(policy));
      assert.deepEqual(
        again.diagnostics.filter(({ severity }) => severity === 'error'),
        [],
        file,
      );
      assert.deepEqual(withoutOrigins(again.policy), withoutOrigins(policy), file);
      const rules = new Set(policy.overrides.map(({ origin }) => origin));
      const own = notes.find(({ message }) => message.startsWith('rules for what the program writes'));
      for (const [index, line] of text.split('\n').entries()) {
        const element = /<e en="T" t="([0-9a-fA-F]{8})"/.exec(line);
        if (element === null || /^0012006|^00280303|^00080005/.test(element[1] ?? '')) continue;
        const told = rules.has(`ctp:${index + 1}`) || notes.some((note) => note.line === index + 1);
        assert.ok(told, `${file}:${index + 1}`);
      }
      if (importer.id === 'ctp') assert.ok(own !== undefined, file);
    }
    assert.ok(taken >= 6, `${taken} scripts`);
  });
});
