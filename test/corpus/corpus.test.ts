// Real files, by the program as users run it: each is de-identified or refused with a reason, and what other readers made of
// the original they make of the output.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { loadSecondReader } from '../../src/core/verify/dcmjs.js';
import { type CorpusFile, corpusRoot, dicomFiles, sha256 } from './corpusFiles.js';
import {
  errorsByDciodvfy,
  gaveUp,
  hasDcmtk,
  hasDicom3tools,
  hasPydicom,
  openedByDcmtk,
  openedByPydicom,
} from './validators.js';

/** CLI_DIST names another build than dist/. */
const CLI = path.resolve(process.env['CLI_DIST'] ?? 'dist', 'cli.js');
const MINUTES = 60_000;

interface Outcome {
  readonly path: string;
  readonly kind: string;
  readonly output?: string;
  readonly refusal?: { readonly code: string; readonly message: string };
  readonly issues: readonly { readonly code: string; readonly severity: string }[];
}

/** By path below the corpus. */
type Outcomes = ReadonlyMap<string, Outcome>;

describe('the corpus', () => {
  const found = corpusRoot();
  if (found === undefined) {
    it('skipped: no corpus', function () {
      this.skip();
    });
    return;
  }
  const root = found;
  const files = dicomFiles(root);
  const originals = files.map((file) => path.join(root, file.path));
  let scratch = '';
  before(() => {
    scratch = mkdtempSync(path.join(os.tmpdir(), 'corpus-'));
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  const originalsOpenedBy = {
    dcmtk: once(() => openedByDcmtk(originals)),
    pydicom: once(() => openedByPydicom(originals)),
    dciodvfy: once(() => errorsByDciodvfy(originals)),
  };

  for (const recipe of ['blank', 'basic', 'research']) {
    describe(`by the recipe ${recipe}`, () => {
      let outcomes: Outcomes = new Map();
      const written = (): (readonly [original: string, output: string])[] =>
        files.flatMap((file) => {
          const output = outcomes.get(file.path)?.output;
          return output === undefined ? [] : [[path.join(root, file.path), output] as const];
        });

      before(function () {
        this.timeout(5 * MINUTES);
        outcomes = deidentify(root, path.join(scratch, recipe), recipe);
      });

      it('de-identifies every file or refuses it with a reason', () => {
        const unexplained = files.filter((file) => !isExplained(outcomes.get(file.path), file));
        assert.deepEqual(
          unexplained.map((file) => [file.path, outcomes.get(file.path)?.kind]),
          [],
        );
        assert.ok(written().length > files.length * 0.85, `only ${written().length} of ${files.length} written`);
      });

      it('leaves every original as it was', () => {
        const changed = files.filter((file) => sha256(path.join(root, file.path)) !== file.sha256);
        assert.deepEqual(
          changed.map((file) => file.path),
          [],
        );
      });

      it('writes what dcmjs opens, if it opened the original', async function () {
        this.timeout(3 * MINUTES);
        const reader = await loadSecondReader();
        const opens = (file: string): boolean => reader.read(readFileSync(file))?.lenient === false;
        const lost = written().filter(([original, output]) => !opens(output) && opens(original));
        assert.deepEqual(
          lost.map(([original]) => path.relative(root, original)),
          [],
        );
      });

      it('writes what dcmdump opens, if it opened the original', async function () {
        if (!hasDcmtk()) skip(this, 'no dcmtk');
        this.timeout(3 * MINUTES);
        const pairs = written();
        const [was, is] = [await originalsOpenedBy.dcmtk(), await openedByDcmtk(pairs.map(([, output]) => output))];
        const lost = pairs.filter(([original, output]) => was.has(original) && !is.has(output));
        assert.deepEqual(
          lost.map(([original]) => path.relative(root, original)),
          [],
        );
      });

      it('writes what pydicom opens, if it opened the original', async function () {
        if (!hasPydicom()) skip(this, 'no pydicom');
        this.timeout(3 * MINUTES);
        const pairs = written();
        const [was, is] = [await originalsOpenedBy.pydicom(), await openedByPydicom(pairs.map(([, output]) => output))];
        const lost = pairs.filter(([original, output]) => was.has(original) && !is.has(output));
        assert.deepEqual(
          lost.map(([original]) => path.relative(root, original)),
          [],
        );
      });

      it('writes nothing in which dciodvfy finds an error that the original had not', async function () {
        if (!hasDicom3tools()) skip(this, 'no dicom3tools');
        this.timeout(3 * MINUTES);
        const was = await originalsOpenedBy.dciodvfy();
        const pairs = written().filter(([original]) => !gaveUp(was.get(original) ?? new Set()));
        const is = await errorsByDciodvfy(pairs.map(([, output]) => output));
        const worse = pairs.flatMap(([original, output]) =>
          [...(is.get(output) ?? [])]
            .filter((error) => was.get(original)?.has(error) !== true)
            .map((error) => `${path.relative(root, original)}: ${error}`),
        );
        assert.equal(worse.length, 0, `\n${worse.join('\n')}`);
      });
    });
  }
});

function deidentify(root: string, output: string, recipe: string): Outcomes {
  assert.ok(existsSync(CLI), 'dist/cli.js is built before the tests');
  const run = spawnSync(
    process.execPath,
    // What is drawn into pixels has scores of its own (score:pixels, score:photos): looking into a thousand images takes an hour.
    [CLI, 'deidentify', root, '--output', output, '--recipe', recipe, '--json', '--quiet', '--pixels', 'none'],
    { encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 },
  );
  assert.ok(run.status === 0 || run.status === 1, `exit ${run.status}: ${run.stderr.slice(0, 2000)}`);
  const report: { files: Outcome[] } = JSON.parse(run.stdout);
  return new Map(report.files.map((file) => [path.relative(root, path.resolve(file.path)), file]));
}

/** Written, refused with a reason, or no DICOM at all in the eyes of others. */
function isExplained(outcome: Outcome | undefined, file: CorpusFile): boolean {
  if (outcome === undefined) return false;
  if (outcome.kind === 'written') return outcome.output !== undefined;
  if (outcome.kind === 'refused') return (outcome.refusal?.message ?? '') !== '';
  return (
    outcome.kind === 'not-dicom' && (file.kind !== 'dicom' || !opensElsewhere(path.join(corpusRoot() ?? '', file.path)))
  );
}

function opensElsewhere(file: string): boolean {
  try {
    execFileSync('dcmdump', ['-q', file], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** @throws what mocha takes for a skipped test */
function skip(context: Mocha.Context, why: string): void {
  process.stdout.write(`skipped: ${why}\n`);
  context.skip();
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
