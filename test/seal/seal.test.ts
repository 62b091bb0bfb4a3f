// The reversible form: there and back, with gdcmanon in both directions, and nothing to read in between.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { type FileOptions, SYNTAX } from '../../scripts/dicomWriter.js';
import { opener, type Unsealer } from '../../src/node/cms/open.js';
import { type SealChoice, sealer } from '../../src/node/cms/seal.js';
import { reidentify } from '../../src/node/reidentify.js';
import { run } from '../../src/node/run.js';
import type { RunRequest } from '../../src/node/runTypes.js';
import { ctObject } from '../audit/ctFile.js';
import { runCli } from '../cli/runCli.js';
import { cleaning, realRequestOf } from '../node/requestOf.js';
import { put, tempFolder } from '../node/tempFolder.js';
import { find, type ReadElement, readFile } from '../support/read.js';

const RUN_KEY = new Uint8Array(32).map((_, at) => at + 1);
const PASSPHRASE = 'correct horse battery staple';
const NATIVE = (['implicit', 'explicit', 'deflated', 'bigEndian'] as const).map(
  (name) => [name, SYNTAX[name]] as const,
);
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

describe('encrypted attributes', () => {
  const at = tempFolder();
  let certificate = '';
  let pem = '';
  before(function () {
    if (!has('openssl')) this.skip();
    const folder = fs.mkdtempSync('/tmp/seal-');
    const words = `req -x509 -newkey rsa:2048 -nodes -keyout ${folder}/k -out ${folder}/c -subj /CN=Test -days 3650`;
    execFileSync('openssl', words.split(' '), { stdio: 'ignore' });
    certificate = fs.readFileSync(`${folder}/c`, 'utf8');
    pem = fs.readFileSync(`${folder}/k`, 'utf8');
    fs.rmSync(folder, { recursive: true });
  });
  const byKey = (): Unsealer => ({ kind: 'key', key: createPrivateKey(pem) });
  const NAMED = ['Quillfeather', 'ID-5521', 'Lindqvist', 'ACC90210', 'Okafor'];

  async function sealed(options: FileOptions = {}, more: Partial<RunRequest> = {}): Promise<Buffer> {
    put(at('in/a.dcm'), ctObject('Quillfeather^Anna', 'ID-5521', 1, options));
    const result = await run(
      realRequestOf([at('in')], { output: at('out'), sealTo: { certificates: [certificate] }, ...more }),
    );
    assert.equal(
      result.totals.kinds.written,
      1,
      JSON.stringify(result.files.map(({ refusal, issues, residue }) => [refusal, issues, residue])),
    );
    return fs.readFileSync(at('out/in/a.dcm'));
  }

  async function back(unsealer: Unsealer, paths = [at('out/in')]): Promise<Buffer> {
    const files = await reidentify({
      paths,
      output: at('back'),
      overwrite: false,
      unseal: opener(unsealer),
      producer: 'test 1',
    });
    assert.deepEqual(
      files.map(({ kind, message }) => [kind, message]),
      [['written', undefined]],
    );
    return fs.readFileSync(at('back/in/a.dcm'));
  }

  const text = (element: ReadElement | undefined) => Buffer.from(element?.bytes ?? []).toString('latin1');

  /** The data set, element by element, but for what says that it was de-identified. */
  const dataset = (bytes: Uint8Array) =>
    readFile(bytes)
      .elements.filter(({ tag }) => tag !== 0x00120062)
      .map(({ tag, vr, bytes: value }) => `${tag.toString(16)} ${vr} ${Buffer.from(value).toString('hex')}`);

  for (const recipe of ['blank', 'research'] as const) {
    for (const [name, syntax] of NATIVE) {
      it(`brings a ${recipe} copy back, ${name}`, async () => {
        const copy = await sealed({ syntax }, { verify: true, ...(recipe === 'research' ? cleaning() : {}) });
        if (!/deflate/iu.test(name)) for (const value of NAMED) assert.ok(!copy.includes(value), value);
        const restored = await back(byKey());
        assert.deepEqual(dataset(restored), dataset(fs.readFileSync(at('in/a.dcm'))));
        assert.equal(text(find(readFile(restored).elements, 0x00120062)).trim(), 'NO');
      });
    }
  }

  it('opens for each who was named, and for nobody else', async () => {
    const dataset = new TextEncoder().encode('of Quillfeather '.repeat(9));
    const choice: SealChoice = { certificates: [certificate], passphrase: PASSPHRASE };
    const bytes = await sealer(choice, RUN_KEY)(dataset);
    assert.ok(!Buffer.from(bytes).includes('Quillfeather'));
    assert.deepEqual(await opener(byKey())(bytes), dataset);
    assert.deepEqual(await opener({ kind: 'passphrase', passphrase: PASSPHRASE })(bytes), dataset);
    assert.equal(await opener({ kind: 'passphrase', passphrase: 'another one' })(bytes), undefined);
    assert.equal(await opener(byKey())(bytes.slice(0, -20)), undefined);
    assert.equal(await opener(byKey())(new Uint8Array(40)), undefined);
    put(at('sealed'), bytes);
    put(at('key'), pem);
    const plain = execFileSync('openssl', [
      'cms',
      '-decrypt',
      '-inform',
      'DER',
      '-in',
      at('sealed'),
      '-inkey',
      at('key'),
    ]);
    assert.deepEqual(new Uint8Array(plain), dataset);
  });

  it('does not open what was damaged anywhere in what is encrypted', async () => {
    const dataset = new TextEncoder().encode('of Quillfeather '.repeat(9));
    const bytes = await sealer({ certificates: [certificate] }, RUN_KEY)(dataset);
    const open = opener(byKey());
    const answers = await Promise.all(
      Array.from({ length: dataset.length + 40 }, (_, back) => {
        const damaged = bytes.slice();
        const place = damaged.length - 1 - back;
        damaged[place] = (damaged[place] ?? 0) ^ 1;
        return open(damaged);
      }),
    );
    for (const answer of answers) if (answer !== undefined) assert.deepEqual(answer, dataset);
    assert.ok(answers.filter((answer) => answer !== undefined).length < 60);
  });

  it('what is brought back is for the eyes of its owner alone', async function () {
    if (process.platform === 'win32') this.skip();
    await sealed();
    await back(byKey());
    assert.equal(fs.statSync(at('back/in/a.dcm')).mode & 0o077, 0);
    assert.equal(fs.statSync(at('back/in')).mode & 0o077, 0);
  });

  it('gives the same bytes to whoever does an object again under the same key, and to nobody else', async () => {
    const encode = (text: string) => new TextEncoder().encode(text);
    const choice: SealChoice = { certificates: [certificate], passphrase: PASSPHRASE };
    const one = await sealer(choice, RUN_KEY)(encode('of Quillfeather'));
    assert.deepEqual(await sealer(choice, RUN_KEY)(encode('of Quillfeather')), one);
    const unlike = [
      await sealer(choice, RUN_KEY)(encode('of Quillfeathes')),
      await sealer(
        choice,
        RUN_KEY.map((byte) => byte ^ 1),
      )(encode('of Quillfeather')),
    ];
    // The key of the content, given by RSA, and the content itself have nothing in common.
    for (const other of unlike) assert.notDeepEqual(other.slice(-16), one.slice(-16));
    const chosen: SealChoice = { certificates: [certificate] };
    const [a, b] = [await sealer(chosen, RUN_KEY)(encode('a')), await sealer(chosen, RUN_KEY)(encode('b'))];
    assert.notDeepEqual(a.slice(-300, -200), b.slice(-300, -200));
  });

  it('is read by gdcmanon, and reads gdcmanon', async function () {
    if (!has('gdcmanon')) {
      console.log('      skipped: no gdcmanon');
      this.skip();
    }
    put(at('key.pem'), pem);
    put(at('cert.pem'), certificate);
    for (const syntax of [SYNTAX.explicit, SYNTAX.implicit]) {
      fs.rmSync(at('out'), { recursive: true, force: true });
      fs.rmSync(at('back'), { recursive: true, force: true });
      await sealed({ syntax });
      execFileSync(
        'gdcmanon',
        ['-d', '-k', at('key.pem'), '-c', at('cert.pem'), at('out/in/a.dcm'), at('theirs.dcm')],
        { stdio: 'pipe' },
      );
      const theirs = fs.readFileSync(at('theirs.dcm'));
      for (const value of NAMED) assert.ok(theirs.includes(value), value);
      fs.mkdirSync(at('gdcm/in'), { recursive: true });
      execFileSync('gdcmanon', ['-e', '-c', at('cert.pem'), at('in/a.dcm'), at('gdcm/in/a.dcm')], { stdio: 'pipe' });
      assert.ok(!fs.readFileSync(at('gdcm/in/a.dcm')).includes('Quillfeather'));
      const ours = await back(byKey(), [at('gdcm/in')]);
      for (const value of NAMED) assert.ok(ours.includes(value), value);
      fs.rmSync(at('back'), { recursive: true, force: true });
      execFileSync('gdcmanon', ['-e', '-p', PASSPHRASE, at('in/a.dcm'), at('gdcm/in/a.dcm')], { stdio: 'pipe' });
      const byPassphrase = await back({ kind: 'passphrase', passphrase: PASSPHRASE }, [at('gdcm/in')]);
      for (const value of NAMED) assert.ok(byPassphrase.includes(value), value);
      fs.rmSync(at('back'), { recursive: true, force: true });
    }
  });

  it('works by commands; another key is told, and nothing is written', async () => {
    put(at('in/a.dcm'), ctObject('Quillfeather^Anna', 'ID-5521'));
    put(at('cert.pem'), certificate);
    put(at('key.pem'), pem);
    const env = { MEDIMAGECLEANER_ATTRIBUTES_PASSPHRASE: PASSPHRASE };
    const cli = (...words: readonly string[]) => runCli(words, { cwd: at(), env });
    const made = await cli(
      'deidentify',
      'in',
      '-o',
      'out',
      '--encrypt-attributes',
      'cert.pem',
      '--encrypt-attributes',
      'passphrase',
    );
    assert.equal(made.status, 0, made.err + made.out);
    const restored = await cli('reidentify', 'out/in', '-o', 'back');
    assert.equal(restored.status, 0, restored.err);
    assert.ok(fs.readFileSync(at('back/in/a.dcm')).includes('Quillfeather'));
    assert.equal((await cli('reidentify', 'out/in', '-o', 'back2', '--key', 'key.pem')).status, 0);
    const wrong = await runCli(['reidentify', 'out/in', '-o', 'wrong'], {
      cwd: at(),
      env: { MEDIMAGECLEANER_ATTRIBUTES_PASSPHRASE: 'some other words' },
    });
    assert.deepEqual([wrong.status, /does not open/u.test(wrong.err), fs.existsSync(at('wrong'))], [1, true, false]);
    const none = await cli('reidentify', 'in', '-o', 'none', '--key', 'key.pem');
    assert.match(none.err, /no encrypted attributes/u);
    put(at('words.pem'), 'no certificate');
    assert.match(
      (await cli('deidentify', 'in', '-o', 'no', '--encrypt-attributes', 'words.pem')).err,
      /certificate in PEM/u,
    );
    assert.deepEqual(
      fs.readdirSync(at()).filter((name) => path.extname(name) === ''),
      ['back', 'back2', 'in', 'out'],
    );
  }).timeout(30_000);
});
