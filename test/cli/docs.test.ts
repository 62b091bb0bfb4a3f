// The documentation says what the program does: its tables of options are the program's, and its examples run.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { COMMANDS } from '../../src/cli/commandTable.js';
import { OPTIONS } from '../../src/core/policy/options.js';
import { CLI } from './runCli.js';

const DOCUMENT = 'docs/command-line.md';

/** The text under each second-level heading. */
async function sections(): Promise<Map<string, string>> {
  const parts = (await readFile(DOCUMENT, 'utf8')).split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part]));
}

describe('docs/command-line.md', () => {
  it('has exactly the options of each command in its tables', async () => {
    const found = await sections();
    for (const command of COMMANDS) {
      const section = found.get(command.name) ?? '';
      const rows = section.split('\n').filter((line) => line.startsWith('| `--'));
      const documented = rows.flatMap((line) =>
        [...(line.split(/(?<!\\)\|/)[1] ?? '').matchAll(/`--([a-z-]+)/g)].map((match) => match[1]),
      );
      const known = command.options.map((option) => option.name).filter((name) => name !== 'help');
      assert.deepEqual([...documented].sort(), [...known].sort(), command.name);
    }
  });

  it('names every option of the profile', async () => {
    const text = await readFile(DOCUMENT, 'utf8');
    assert.deepEqual(
      OPTIONS.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
  });

  it('has examples that run', async function () {
    // Many programs, one after the other: slow beside other work.
    this.timeout(400_000);
    const folder = await mkdtemp(path.join(tmpdir(), 'docs-'));
    try {
      await writeSampleStudy(path.join(folder, 'study'));
      // Networks are loaded by `detect` alone: that is slow enough.
      const shim = `#!/bin/sh\n[ "$1" = deidentify ] && set -- "$@" --pixels none\nexec '${process.execPath}' '${CLI}' "$@"\n`;
      await writeFile(path.join(folder, 'medimagecleaner'), shim);
      await chmod(path.join(folder, 'medimagecleaner'), 0o755);
      const blocks = [...(await readFile(DOCUMENT, 'utf8')).matchAll(/^```sh run\n([\s\S]*?)^```$/gm)].map(
        (match) => match[1] ?? '',
      );
      assert.ok(blocks.length >= 7);
      const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
      for (const block of blocks)
        await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block], { cwd: folder, env });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
