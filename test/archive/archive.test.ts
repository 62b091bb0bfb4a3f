// Archives as input: every object cleaned, into an archive of the same kind or a folder, with tricks and bombs refused.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import type { ArchiveKind } from '../../src/node/archive/entries.js';
import { readTar } from '../../src/node/archive/readTar.js';
import { crc32, readZip } from '../../src/node/archive/readZip.js';
import { archivesAmong, runAll } from '../../src/node/archive/runAll.js';
import { writeArchive } from '../../src/node/archive/writeArchive.js';
import type { RunRequest } from '../../src/node/runTypes.js';
import { cleaning, realRequestOf, requestOf } from '../node/requestOf.js';
import { standInFile } from '../node/standIn.js';
import { contents, names, put, tempFolder } from '../node/tempFolder.js';
import { ctImage, PATIENT } from '../support/objects.js';

const KINDS: readonly ArchiveKind[] = ['zip', 'tar', 'tar.gz'];

async function pack(file: string, kind: ArchiveKind, entries: Readonly<Record<string, Uint8Array | string>>) {
  const writer = writeArchive(Buffer.from(file), kind);
  for (const [name, bytes] of Object.entries(entries)) await writer.add(name, Buffer.from(bytes));
  await writer.end();
}

async function unpack(file: string, kind: ArchiveKind): Promise<Readonly<Record<string, string>>> {
  const descriptor = fs.openSync(file, 'r');
  const { size } = fs.fstatSync(descriptor);
  const found: Record<string, string> = {};
  for await (const entry of kind === 'zip' ? readZip(descriptor) : readTar(descriptor, size, kind === 'tar.gz')) {
    if (entry.kind === 'file') found[entry.name] = Buffer.from(await entry.read()).toString('hex');
  }
  fs.closeSync(descriptor);
  return found;
}

describe('an archive', () => {
  const at = tempFolder();
  const request = (path: string, more: Partial<RunRequest> = {}) => realRequestOf([path], { pixels: 'none', ...more });
  const run = (wanted: RunRequest, unpacked = false) => runAll(wanted, archivesAmong(wanted, unpacked));

  for (const kind of KINDS) {
    it(`becomes one of the same kind, with the same bytes as a folder gives: ${kind}`, async () => {
      const objects = {
        'CT/1.dcm': writeFile(ctImage(1)),
        'CT/2.dcm': writeFile(ctImage(2)),
        'notes.txt': PATIENT.name,
      };
      const file = at(`study.${kind}`);
      await pack(file, kind, objects);
      const before = fs.readFileSync(file);
      for (const [name, bytes] of Object.entries(objects)) put(at('study', name), bytes);
      const result = await run(request(file));
      await run(request(at('study')));
      assert.equal(result.totals.kinds.written, 2);
      assert.equal(result.totals.kinds['not-dicom'], 1);
      assert.deepEqual(await unpack(at('deidentified', `study.${kind}`), kind), contents(at('deidentified', 'study')));
      assert.deepEqual(fs.readFileSync(file), before);
      const output = fs.readFileSync(at('deidentified', `study.${kind}`));
      for (const bytes of [output, kind === 'tar.gz' ? gunzipSync(output) : output]) {
        for (const value of [PATIENT.id, 'Lindqvist', 'root']) assert.equal(bytes.includes(value), false, value);
      }
      await run(request(file, { overwrite: true }));
      assert.deepEqual(fs.readFileSync(at('deidentified', `study.${kind}`)), output);
      assert.deepEqual(fs.readdirSync(at('deidentified')).sort(), [`study`, `study.${kind}`].sort());
    });

    it(`is unpacked into a folder where that is wanted: ${kind}`, async () => {
      await pack(at(`study.${kind}`), kind, { 'a/1.dcm': writeFile(ctImage(1)) });
      await run(request(at(`study.${kind}`)), true);
      assert.deepEqual(names(at('deidentified')), ['study/a/1.dcm']);
    });

    it(`that is cut off is refused, and leaves nothing: ${kind}`, async () => {
      await pack(at('whole'), kind, { '1.dcm': writeFile(ctImage(1)), '2.dcm': writeFile(ctImage(2)) });
      put(at(`cut.${kind}`), fs.readFileSync(at('whole')).subarray(0, kind === 'tar.gz' ? 700 : 1800));
      const { files, totals } = await run(request(at(`cut.${kind}`)));
      const last = files.at(-1);
      assert.deepEqual([last?.refusal?.code, last?.path], ['archive-damaged', at(`cut.${kind}`)]);
      assert.equal(totals.kinds.written, 0);
      assert.deepEqual(names(at('deidentified')), []);
    });
  }

  it('that can not be read is told of, and others are cleaned', async () => {
    for (const name of ['a', 'c']) await pack(at(`${name}.zip`), 'zip', { '1.dcm': writeFile(ctImage(1)) });
    put(at('b.zip'), fs.readFileSync(at('a.zip')).subarray(0, 300));
    const indices: number[] = [];
    const wanted = {
      ...request(at('a.zip'), { onFile: ({ index }) => void indices.push(index) }),
      paths: ['a', 'b', 'c'].map((name) => at(`${name}.zip`)),
    };
    const { files, stopped } = await run(wanted);
    assert.deepEqual(
      files.map(({ kind }) => kind),
      ['written', 'refused', 'written'],
    );
    assert.deepEqual([stopped, indices], [undefined, [0, 1, 2]]);
    assert.deepEqual(names(at('deidentified')), ['a.zip', 'c.zip']);
  });

  it('that was not finished is told of as such: no copy in it counts as written', async () => {
    const objects = Object.fromEntries([1, 2, 3].map((number) => [`${number}.dcm`, writeFile(ctImage(number))]));
    await pack(at('study.zip'), 'zip', objects);
    const abort = new AbortController();
    const told: string[] = [];
    const result = await run(
      request(at('study.zip'), {
        signal: abort.signal,
        onProgress: ({ filesDone }) => {
          if (filesDone === 2) abort.abort();
        },
        onFile: ({ outcome }) => {
          told.push(outcome.kind);
        },
      }),
    );
    assert.equal(result.stopped?.code, 'cancelled');
    assert.deepEqual([result.totals.kinds.written, result.totals.notReached, told], [0, 2, []]);
    assert.deepEqual(names(at('deidentified')), []);
  });

  it('is not finished without its DICOMDIR', async () => {
    await pack(at('study.zip'), 'zip', {
      DICOMDIR: standInFile('directory'),
      a: standInFile(''),
      z: standInFile('refuse'),
    });
    const abort = new AbortController();
    const { stopped } = await run(
      requestOf([at('study.zip')], {
        signal: abort.signal,
        onFile: ({ outcome }) => {
          if (outcome.kind === 'refused') abort.abort();
        },
      }),
    );
    assert.equal(stopped?.code, 'cancelled');
    assert.deepEqual(names(at('deidentified')), []);
  });

  it('searches texts for what the same patient is called in other objects, whatever their order', async () => {
    const study = { 'a.dcm': writeFile(ctImage(1)), 'b.dcm': writeFile(ctImage(2)) };
    await pack(at('study.zip'), 'zip', study);
    for (const [name, bytes] of Object.entries(study)) put(at('study', name), bytes);
    const { policy } = cleaning();
    await run(request(at('study.zip'), { policy }));
    await run(request(at('study'), { policy }));
    assert.deepEqual(await unpack(at('deidentified', 'study.zip'), 'zip'), contents(at('deidentified', 'study')));
  });

  it('is asked again for an entry that could not be read for a moment', async () => {
    for (const kind of KINDS) {
      const words = `patient=P1 name=Quill survey-fails-once=${at(`once.${kind}`)}`;
      await pack(at(`study.${kind}`), kind, { a: standInFile(words), b: standInFile('patient=P1') });
      const { issues } = await run(requestOf([at(`study.${kind}`)], cleaning()));
      assert.ok(fs.existsSync(at(`once.${kind}`)));
      assert.ok(issues.every(({ code }) => code !== 'evidence-incomplete'));
    }
  });

  it('says that what an entry names is not known where it can not be read', async () => {
    await pack(at('a.zip'), 'zip', { 'a.dcm': writeFile(ctImage(1)), 'b.dcm': writeFile(ctImage(2)) });
    const damaged = fs.readFileSync(at('a.zip'));
    damaged.writeUInt32LE(crc32(Buffer.from('other')), damaged.indexOf('PK\x01\x02', 0, 'latin1') + 16);
    put(at('damaged.zip'), damaged);
    await pack(at('trick.zip'), 'zip', { '../out.dcm': writeFile(ctImage(1)), 'in.dcm': writeFile(ctImage(2)) });
    for (const [name, expected] of [
      ['a', []],
      ['damaged', ['evidence-incomplete']],
      ['trick', ['evidence-incomplete']],
    ]) {
      const { issues } = await run(request(at(`${name}.zip`), cleaning()));
      const told = issues.flatMap(({ code }) => (code.startsWith('evidence') ? [code] : []));
      assert.deepEqual(told, expected);
    }
  });

  it('refuses names that lead out of it, and takes the others', async () => {
    const bytes = writeFile(ctImage(1));
    await pack(at('trick.zip'), 'zip', {
      '../out.dcm': bytes,
      '/root.dcm': bytes,
      'C:\\x.dcm': bytes,
      'in.dcm': bytes,
    });
    const result = await run(request(at('trick.zip')), true);
    assert.deepEqual(
      result.files.map(({ kind, refusal }) => refusal?.code ?? kind),
      ['archive-name', 'archive-name', 'archive-name', 'written'],
    );
    assert.deepEqual(names(at('deidentified')), ['trick/in.dcm']);
    assert.equal(fs.existsSync(at('out.dcm')), false);
  });

  it('takes no second file of one name', async () => {
    const twice = writeArchive(Buffer.from(at('twice.zip')), 'zip');
    await twice.add('1.dcm', writeFile(ctImage(1)));
    await twice.add('1.dcm', writeFile(ctImage(2)));
    await twice.end();
    const result = await run(request(at('twice.zip')));
    assert.deepEqual(
      result.files.map(({ kind }) => kind),
      ['written', 'refused'],
    );
  });

  it('refuses an entry that grows beyond belief, and one whose bytes are not what it says', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    await pack(at('a.zip'), 'zip', { 'bomb.dcm': zeros, 'good.dcm': writeFile(ctImage(1)) });
    // A few bytes that claim to be more than what deflate can make of them.
    const bytes = fs.readFileSync(at('a.zip'));
    const packed = deflateRawSync(zeros).length;
    const central = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    bytes.writeUInt32LE(Math.floor(packed / 100), central + 20);
    put(at('bomb.zip'), bytes);
    const result = await run(request(at('bomb.zip')));
    assert.equal(result.files[0]?.refusal?.code, 'archive-bomb');
    assert.equal(result.files[1]?.kind, 'written');
    const object = writeFile(ctImage(1));
    await pack(at('b.zip'), 'zip', { 'x.dcm': object });
    const changed = fs.readFileSync(at('b.zip'));
    changed.writeUInt32LE(crc32(Buffer.from('other')), changed.indexOf('PK\x01\x02', 0, 'latin1') + 16);
    put(at('wrong.zip'), changed);
    assert.equal((await run(request(at('wrong.zip')))).files[0]?.kind, 'refused');
  });

  it('leaves what is in the way as it is, and a gzip of something else is no archive', async () => {
    await pack(at('study.zip'), 'zip', { '1.dcm': writeFile(ctImage(1)) });
    put(at('deidentified', 'study.zip'), 'mine');
    const result = await run(request(at('study.zip')));
    assert.equal(result.files[0]?.issues[0]?.code, 'output-exists');
    assert.equal(fs.readFileSync(at('deidentified', 'study.zip'), 'utf8'), 'mine');
    put(at('volume.nii.gz'), gzipSync(Buffer.alloc(4000)));
    assert.deepEqual(archivesAmong(request(at('volume.nii.gz')), false), []);
  });

  it('is told of where it lies in a folder', async () => {
    fs.mkdirSync(at('export'));
    await pack(at('export', 'a.zip'), 'zip', { '1.dcm': writeFile(ctImage(1)) });
    const result = await run(request(at('export')));
    assert.equal(result.files[0]?.issues[0]?.code, 'archive');
  });

  it('can be read by others', async function () {
    if (spawnSync('python3', ['--version']).status !== 0) {
      console.log('      skipped: no python3');
      this.skip();
    }
    const entries = { 'Ä/1.dcm': writeFile(ctImage(1)), [`${'long/'.repeat(40)}2.dcm`]: writeFile(ctImage(2)) };
    for (const kind of KINDS) await pack(at(`x.${kind}`), kind, entries);
    const script =
      'import zipfile,tarfile,sys,os\n' +
      'z=zipfile.ZipFile(sys.argv[1]+"/x.zip");assert z.testzip() is None\n' +
      'names=set(z.namelist());assert all(i.date_time[0]==1980 for i in z.infolist())\n' +
      'for k in ("x.tar","x.tar.gz"):\n' +
      '  t=tarfile.open(sys.argv[1]+"/"+k);m=t.getmembers();assert set(i.name for i in m)==names;assert all(i.mtime==0 and i.uid==0 and i.uname=="" for i in m)\n' +
      'print(len(names))';
    assert.equal(execFileSync('python3', ['-c', script, at()], { encoding: 'utf8' }).trim(), '2');
  });
});
