import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';

/** What users see of the manifest. */
function manifestKeys(): ReadonlySet<string> {
  const text = readFileSync('package.json', 'utf8');
  return new Set([...text.matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key));
}

describe('texts that users see', () => {
  it('are all collected, and every translation has them', () => {
    // Writes what is wrong to standard error, and fails.
    execFileSync(process.execPath, ['scripts/l10n.mjs', '--check'], { stdio: 'pipe' });
  }).timeout(60000);

  it('of the manifest are there, and no others', () => {
    const words: Record<string, string> = JSON.parse(readFileSync('package.nls.json', 'utf8'));
    assert.deepEqual([...manifestKeys()].sort(), Object.keys(words).sort());
  });
});
