// The examples of docs/accountability.md run, one after the other, and what they leave names nobody.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { CLI } from './runCli.js';

describe('docs/accountability.md', () => {
  it('has examples that run', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'docs-'));
    try {
      await writeSampleStudy(path.join(folder, 'study'));
      await writeFile(
        path.join(folder, 'project.key'),
        '6f1d02c85be94a7730e5c19f28ad4b6673908e1fd25ca4b7f00e16893dc275ab',
        { mode: 0o600 },
      );
      await writeFile(path.join(folder, 'medimagecleaner'), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
      await chmod(path.join(folder, 'medimagecleaner'), 0o755);
      // Looking into pixels is tried elsewhere, and takes its time.
      const document = await readFile('docs/accountability.md', 'utf8');
      const text = document.replaceAll('deidentify study', 'deidentify study --pixels none');
      const blocks = [...text.matchAll(/^```sh run\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
      assert.ok(blocks.length >= 6);
      const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
      for (const block of blocks)
        await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block], { cwd: folder, env });
      for (const name of ['records/audit.jsonl', 'who.vault', 'proof.json', 'growth.json'])
        assert.doesNotMatch(await readFile(path.join(folder, name), 'latin1'), /SAMPLE|IM000001|study\//iu, name);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }).timeout(120_000);
});
