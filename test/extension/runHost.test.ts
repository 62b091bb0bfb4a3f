import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { askHost, type HostAnswer, type HostCall } from '../../src/extension/run/hostProcess.js';
import type { HostRun, RunAnswer } from '../../src/extension/run/messages.js';
import { contents, put, tempFolder } from '../node/tempFolder.js';
import { ctImage, PATIENT } from '../support/objects.js';

const DIST = path.resolve(process.env['CLI_DIST'] ?? 'dist');
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 5 + 3);

describe('the run host', () => {
  const at = tempFolder();
  // The process is started as the extension starts it: from `dist` in its folder.
  const extension = (): string => {
    const folder = at('extension');
    if (!fs.existsSync(folder)) {
      fs.mkdirSync(folder);
      fs.symlinkSync(DIST, path.join(folder, 'dist'));
    }
    return folder;
  };

  before(() => {
    assert.ok(fs.existsSync(path.join(DIST, 'runHost.js')), 'build first');
  });

  function study(): void {
    for (const number of [1, 2, 3]) put(at(`w/study/CT/im${number}.dcm`), writeFile(ctImage(number)));
    put(at('w/study/notes.txt'), 'nothing');
  }

  function request(more: Partial<HostRun> = {}): HostCall['request'] {
    const policy = builtinPolicy('blank');
    assert.ok(policy !== undefined);
    const run: HostRun = {
      id: '00112233aabb',
      base: at('w'),
      paths: [at('w/study')],
      roots: [],
      folderName: 'deidentified',
      policy,
      key: KEY,
      dryRun: false,
      salvage: false,
      findingsUpTo: 0,
      record: true,
      ...more,
    };
    return { kind: 'run', run };
  }

  async function ask(more: Partial<HostCall> & { readonly run?: Partial<HostRun> } = {}): Promise<HostAnswer> {
    const { run, ...call } = more;
    const signal = new AbortController().signal;
    return await askHost({ extensionPath: extension(), request: request(run), signal, ...call });
  }

  function ran(answer: HostAnswer): RunAnswer {
    assert.equal(answer.kind, 'ran', JSON.stringify(answer));
    if (answer.kind !== 'ran') throw new Error('unreachable');
    return answer.answer;
  }

  it('writes clean copies beside the originals, which stay as they were', async () => {
    study();
    const originals = contents(at('w/study'));
    const answer = ran(await ask());
    assert.equal(answer.totals.kinds.written, 3);
    assert.deepEqual(answer.outputs, [at('w/deidentified/study')]);
    assert.deepEqual(Object.keys(contents(at('w/deidentified'))).sort(), [
      'study/CT/im1.dcm',
      'study/CT/im2.dcm',
      'study/CT/im3.dcm',
    ]);
    assert.deepEqual(contents(at('w/study')), originals);
  });

  it('leaves a record beside the originals that names files by their place and holds no value', async () => {
    study();
    const { recordFile = '' } = ran(await ask());
    assert.equal(path.dirname(recordFile), at('w/.medimagecleaner'));
    assert.match(path.basename(recordFile), /^\d{4}-\d\d-\d\d_[\d-]+\.deid-report\.json$/);
    assert.equal(fs.statSync(recordFile).mode & 0o077, 0);
    const text = fs.readFileSync(recordFile, 'utf8');
    for (const value of Object.values(PATIENT)) assert.equal(text.includes(value), false);
    const record = JSON.parse(text);
    assert.deepEqual(record.items, ['study']);
    assert.equal(record.files[0].path, 'study/CT/im1.dcm');
    assert.equal(record.files[0].output, 'deidentified/study/CT/im1.dcm');
    assert.ok(!Number.isNaN(Date.parse(record.started)));
  });

  it('puts the copies of a root of the workspace inside it, and skips them the next time', async () => {
    study();
    const root = { base: at('w'), paths: [at('w')], roots: [at('w')] };
    assert.equal(ran(await ask({ run: root })).totals.kinds.written, 3);
    assert.deepEqual(Object.keys(contents(at('w/deidentified/study/CT'))).sort(), ['im1.dcm', 'im2.dcm', 'im3.dcm']);
    const asked: number[][] = [];
    const again = await ask({
      run: root,
      present: async ({ copies, files }) => {
        asked.push([copies, files]);
        return { overwrite: false };
      },
    });
    assert.deepEqual(asked, [[3, 4]]);
    assert.equal(ran(again).totals.kinds.written, 0);
  });

  it('asks where copies exist, and does as it is told', async () => {
    study();
    await ask();
    const first = contents(at('w/deidentified'));
    fs.rmSync(at('w/deidentified/study/CT/im2.dcm'));
    fs.writeFileSync(at('w/deidentified/study/CT/im1.dcm'), 'old');
    assert.deepEqual(await ask({ present: async () => undefined }), {
      kind: 'failed',
      code: 'cancelled',
      message: 'the run was cancelled',
    });
    assert.equal(fs.existsSync(at('w/deidentified/study/CT/im2.dcm')), false);
    const skipped = ran(await ask({ present: async () => ({ overwrite: false }) }));
    assert.equal(skipped.totals.kinds.written, 1);
    assert.equal(fs.readFileSync(at('w/deidentified/study/CT/im1.dcm'), 'utf8'), 'old');
    const over = ran(await ask({ present: async () => ({ overwrite: true }) }));
    assert.equal(over.totals.kinds.written, 3);
    assert.deepEqual(contents(at('w/deidentified')), first);
  });

  it('makes the copy of an original that was changed since, and leaves the others, where copies are to stay', async () => {
    study();
    await ask();
    const first = contents(at('w/deidentified/study/CT'));
    put(at('w/study/CT/im2.dcm'), writeFile(ctImage(7)));
    const skip = async () => ({ overwrite: false });
    const again = ran(await ask({ present: skip }));
    assert.equal(again.totals.kinds.written, 1);
    // All of them made anew is no reason to forget what they were made of.
    assert.equal(ran(await ask({ present: async () => ({ overwrite: true }) })).totals.kinds.written, 3);
    assert.equal(ran(await ask({ present: skip })).totals.kinds.written, 0);
    put(at('w/study/CT/im3.dcm'), writeFile(ctImage(8)));
    assert.equal(ran(await ask({ present: skip })).totals.kinds.written, 1);
    const second = contents(at('w/deidentified/study/CT'));
    assert.equal(second['im1.dcm'], first['im1.dcm']);
    for (const name of ['im2.dcm', 'im3.dcm']) assert.notEqual(second[name], first[name]);
  });

  it('tries again what was refused only where it is told to', async () => {
    put(at('w/study/broken.dcm'), writeFile(ctImage(4)).subarray(0, 700));
    const skip = async () => ({ overwrite: false });
    assert.equal(ran(await ask({ run: { retryRefused: true } })).totals.kinds.refused, 1);
    const issues = async (retryRefused: boolean): Promise<string> => {
      const { recordFile = '' } = ran(await ask({ run: { retryRefused }, present: skip }));
      const record = JSON.parse(fs.readFileSync(recordFile, 'utf8'));
      return JSON.stringify(record.files[0]);
    };
    assert.match(await issues(false), /"refused".*done-before|done-before.*"refused"/);
    assert.doesNotMatch(await issues(true), /done-before/);
  });

  it('goes on with a run that was cancelled, under its key, to what it would have been', async () => {
    for (let number = 0; number < 40; number += 1) put(at(`w/study/im${number}.dcm`), writeFile(ctImage(number)));
    const abort = new AbortController();
    // Without a key of the workspace.
    const fresh = request();
    assert.ok(fresh.kind === 'run');
    const { key: _key, ...run } = fresh.run;
    const cancelled = await ask({
      request: { kind: 'run', run },
      signal: abort.signal,
      progress: ({ phase, filesDone }) => {
        if (phase === 'write' && filesDone > 0) abort.abort();
      },
    });
    const done = ran(cancelled).totals.kinds.written;
    assert.ok(done < 40, `${done} written before it was cancelled`);
    const before = contents(at('w/deidentified/study'));
    const asked: boolean[] = [];
    const present: HostCall['present'] = async ({ unfinished }) => {
      asked.push(unfinished);
      return { overwrite: false };
    };
    const again = ran(await ask({ request: { kind: 'run', run: { ...run, id: 'ffeeddccbbaa' } }, present }));
    assert.deepEqual(asked, done > 0 ? [true] : []);
    assert.equal(again.totals.kinds.written, 40 - done);
    const after = contents(at('w/deidentified/study'));
    for (const [name, bytes] of Object.entries(before)) assert.equal(after[name], bytes, name);
    // One study, one new UID: the second half was made under the key of the first.
    assert.equal(new Set(Object.values(after).map(studyUid)).size, 1);
    assert.deepEqual(
      fs.readdirSync(at('w/.medimagecleaner')).filter((name) => name.endsWith('.key')),
      [],
    );
  });

  it('takes several items in one run', async () => {
    study();
    put(at('w/a.dcm'), writeFile(ctImage(9)));
    const answer = ran(await ask({ run: { paths: [at('w/study'), at('w/a.dcm')] } }));
    assert.equal(answer.totals.kinds.written, 4);
    assert.ok(fs.existsSync(at('w/deidentified/a.dcm')));
  });

  it('gives the output folder another name', async () => {
    study();
    assert.deepEqual(ran(await ask({ run: { folderName: 'clean' } })).outputs, [at('w/clean/study')]);
    assert.ok(fs.existsSync(at('w/clean/study/CT/im1.dcm')));
  });

  it('writes nothing in a dry run, and gives findings without values where they are asked for', async () => {
    study();
    const before = contents(at('w'));
    const answer = ran(await ask({ run: { dryRun: true, record: false, findingsUpTo: 10 } }));
    assert.deepEqual(contents(at('w')), before);
    const file = answer.checked?.find((each) => each.path === at('w/study/CT/im1.dcm'));
    assert.ok((file?.findings.length ?? 0) > 5);
    assert.equal(JSON.parse(answer.recordText ?? '').dryRun, true);
    for (const value of Object.values(PATIENT)) assert.equal(JSON.stringify(answer).includes(value), false);
    const few = ran(await ask({ run: { dryRun: true, record: false, findingsUpTo: 2 } }));
    const counted = few.checked?.find((each) => each.path === at('w/study/CT/im1.dcm'));
    assert.equal(counted?.findings.length, 0);
    assert.ok((counted?.counts['emptied'] ?? 0) > 0);
  });

  it('says what can not be used, with the path and without a stack', async () => {
    const answer = await ask({ run: { base: at('.'), paths: [at('missing')] } });
    assert.deepEqual(answer, { kind: 'failed', code: 'not-found', message: 'no such file or folder', path: 'missing' });
  });

  it('verifies copies, and finds what is left over and what is missing', async () => {
    study();
    await ask();
    const policy = builtinPolicy('blank');
    assert.ok(policy !== undefined);
    const verify = { original: at('w/study'), output: at('w/deidentified/study'), policy, key: KEY };
    const clean = await ask({ request: { kind: 'verify', verify } });
    assert.deepEqual(clean.kind === 'verified' ? clean.verdicts.map(({ kind }) => kind) : clean, [
      'clean',
      'clean',
      'clean',
    ]);
    fs.copyFileSync(at('w/study/CT/im1.dcm'), at('w/deidentified/study/CT/im1.dcm'));
    fs.rmSync(at('w/deidentified/study/CT/im2.dcm'));
    const bad = await ask({ request: { kind: 'verify', verify } });
    assert.deepEqual(bad.kind === 'verified' ? bad.verdicts.map(({ kind }) => kind) : bad, [
      'residue',
      'missing',
      'clean',
    ]);
  });

  it('stops when it is cancelled and leaves whole files only', async () => {
    for (let number = 0; number < 200; number += 1) put(at(`w/study/im${number}.dcm`), writeFile(ctImage(number)));
    const abort = new AbortController();
    const answer = await ask({
      signal: abort.signal,
      progress: ({ phase, filesDone }) => {
        if (phase === 'write' && filesDone > 0) abort.abort();
      },
    });
    const { stopped, totals } = ran(answer);
    assert.equal(stopped?.code, 'cancelled');
    const written = Object.keys(contents(at('w/deidentified')));
    assert.equal(written.length, totals.kinds.written);
    assert.ok(
      written.every((name) => /^study\/im\d+\.dcm$/.test(name)),
      written.join(),
    );
  });
});

/** Of a copy as hexadecimal digits, explicit VR little endian. */
function studyUid(bytes: string): string {
  const [, digits = ''] = /20000d005549(....)/.exec(bytes) ?? [];
  const length = Buffer.from(digits, 'hex').readUInt16LE();
  const from = bytes.indexOf(`20000d005549${digits}`) + 16;
  return Buffer.from(bytes.slice(from, from + 2 * length), 'hex').toString('latin1');
}

describe('a run host that goes wrong', () => {
  const at = tempFolder();

  async function askProgram(program: string, signal = new AbortController().signal): Promise<HostAnswer> {
    put(at('extension/package.json'), '{"type":"module"}');
    put(at('extension/dist/runHost.js'), program);
    const policy = builtinPolicy('blank');
    assert.ok(policy !== undefined);
    const verify = { original: at('a'), output: at('b'), policy };
    return await askHost({ extensionPath: at('extension'), request: { kind: 'verify', verify }, signal });
  }

  it('is told as a crash', async () => {
    assert.deepEqual(await askProgram('process.exit(3);'), { kind: 'died', cancelled: false, memory: false });
    assert.deepEqual(await askProgram('process.abort();'), { kind: 'died', cancelled: false, memory: true });
    assert.deepEqual(await askProgram('throw new Error("secret");'), { kind: 'died', cancelled: false, memory: false });
  });

  it('is ended where it does not hear a cancel', async () => {
    const abort = new AbortController();
    const answer = askProgram('process.on("message", () => {}); setInterval(() => {}, 1000);', abort.signal);
    abort.abort();
    assert.deepEqual(await answer, { kind: 'died', cancelled: true, memory: false });
  });
});
