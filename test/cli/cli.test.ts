// The program from outside: exit status, standard output, standard error, and what lies on the disk.
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { type Ran, runCli } from './runCli.js';

let folder = '';
const at = (...names: string[]) => path.join(folder, ...names);
const cli = (...words: string[]) => runCli(words, { cwd: folder });

function json(ran: Ran): Record<string, unknown> {
  const parsed: unknown = JSON.parse(ran.out);
  assert.ok(typeof parsed === 'object' && parsed !== null);
  return { ...parsed };
}

async function filesUnder(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cli-'));
  await writeSampleStudy(at('study'));
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the program', () => {
  it('tells its version and its help, on standard output', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    for (const word of ['--version', '-V'])
      assert.deepEqual(await cli(word), { status: 0, out: `medimagecleaner ${version}\n`, err: '' });
    for (const words of [['--help'], ['help'], ['deidentify', '--help'], ['help', 'verify'], ['recipe', '-h']]) {
      const ran = await cli(...words);
      assert.equal(ran.status, 0);
      assert.match(ran.out, /Usage/);
      assert.equal(ran.err, '');
    }
  });

  it('answers wrong usage with status 2 and at most a line and a hint on standard error', async () => {
    await writeFile(at('note.txt'), 'not a report');
    const wrong: [RegExp, ...string[]][] = [
      [/unknown option --ouput \(did you mean --output\?\)/, 'deidentify', 'study', '--ouput', 'x'],
      [/no command 'inspct' \(did you mean inspect\?\)/, 'inspct', 'study'],
      [/needs a value/, 'deidentify', 'study', '-o'],
      [/deidentify needs PATH/, 'deidentify'],
      [/nope: no such file or folder/, 'deidentify', 'nope'],
      [/nope: no such file or folder/, 'inspect', 'nope'],
      [/did you mean research\?/, 'deidentify', 'study', '--recipe', 'reserch'],
      [/my\.deid: no such file/, 'deidentify', 'study', '--recipe', 'my.deid'],
      [/no such option/, 'deidentify', 'study', '--option', 'zebra'],
      [/is no attribute/, 'deidentify', 'study', '--keep', 'Zebra'],
      [/whole days/, 'deidentify', 'study', '--date-shift', 'soon'],
      [/contradict/, 'deidentify', 'study', '--date-shift', '-3', '--option', 'retain-full-dates'],
      [/--jobs takes a whole number/, 'deidentify', 'study', '--jobs', '0'],
      [/inside an? input/, 'deidentify', 'study', '-o', 'study/out'],
      [/lies in the output/, 'deidentify', 'study', '--report', 'deidentified/study/report.json'],
      [/lies in the output/, 'deidentify', 'study', '-o', 'given', '--report', 'given/report.json'],
      [/not a report of this program/, 'deidentify', 'study', '--report', 'note.txt'],
      [/add --key-file, or --crosswalk-plain/, 'deidentify', 'study', '--crosswalk', 'who'],
      [/lies in the output/, 'deidentify', 'study', '--crosswalk', 'deidentified/study', '--crosswalk-plain'],
      [/lies in the output/, 'deidentify', 'study', '-o', 'given', '--crosswalk', 'given/who', '--crosswalk-plain'],
      [/no such file/, 'deidentify', 'study', '--key-file', 'nope.key'],
      [/the key can't be used/, 'deidentify', 'study', '--key-file', 'note.txt'],
      [/two files or two folders/, 'verify', 'study', 'note.txt'],
      [/are the same folder/, 'verify', 'study', './study'],
      [/no recipe 'x'/, 'recipe', 'show', 'x'],
    ];
    for (const [line, ...words] of wrong) {
      const ran = await cli(...words);
      const lines = ran.err.split('\n').filter((each) => !each.startsWith('medimagecleaner: note:'));
      assert.equal(ran.status, 2, words.join(' '));
      assert.match(lines[0] ?? '', line, words.join(' '));
      assert.ok(lines.length <= 3, ran.err);
      assert.equal(ran.out, '', words.join(' '));
    }
    assert.deepEqual(
      await filesUnder(folder),
      [...(await filesUnder(at('study'))).map((name) => `study/${name}`), 'note.txt'].sort(),
    );
  });

  it('writes a name with control characters out', async () => {
    const ran = await cli('deidentify', 'no\n\x1b[31mpe');
    assert.equal(ran.status, 2);
    assert.equal(ran.err, "medimagecleaner: 'no\\n\\u{1b}[31mpe': no such file or folder; check the name\n");
  });
});

describe('deidentify', () => {
  it('writes nothing in a dry run, and says what it would do', async () => {
    const ran = await cli('deidentify', 'study', '--pixels', 'none', '-n', '--details');
    assert.equal(ran.status, 0);
    assert.match(ran.out, /\(0010,0010\) {2}PatientName/);
    assert.match(ran.out, /Would clean +8 files/);
    assert.match(ran.out, /study\/Thumbs\.db/);
    await assert.rejects(stat(at('deidentified')));
  });

  it('puts copies under the same names beside the originals and leaves the originals alone', async () => {
    await cp(at('study'), at('before'), { recursive: true });
    const ran = await cli('deidentify', 'study');
    assert.equal(ran.status, 0);
    assert.equal(ran.err, '');
    assert.match(ran.out, /Cleaned +8 files/);
    assert.match(ran.out, /Copies in +deidentified\/study/);
    assert.match(ran.out, /fresh key/);
    const originals = await filesUnder(at('study'));
    const clutter = ['Thumbs.db', 'readme.txt'];
    assert.deepEqual(
      await filesUnder(at('deidentified', 'study')),
      originals.filter((name) => !clutter.includes(name)),
    );
    for (const name of originals)
      assert.deepEqual(await readFile(at('study', name)), await readFile(at('before', name)));
    assert.equal((await cli('verify', 'study', 'deidentified/study')).status, 0);
    // The folder that all copies lie in can be named, too.
    assert.equal((await cli('inspect', 'deidentified')).status, 0);
    const above = await cli('verify', 'study', 'deidentified');
    assert.equal(above.status, 1);
    assert.match(above.err, /if the copies lie there, verify study deidentified\/study/u);
  });

  it('does not replace an earlier copy unless told to', async () => {
    const again = await cli('deidentify', 'study');
    assert.equal(again.status, 1);
    assert.match(again.out, /existed already/);
    assert.equal((await cli('deidentify', 'study', '--overwrite', '--verify', '--quiet')).out, '');
  });

  it('gives the same bytes under one key, and who is who only with that key', async () => {
    await writeFile(at('a.key'), '0123456789abcdef0123456789abcdee', { mode: 0o600 });
    await writeFile(at('b.key'), '0123456789abcdef0123456789abcdef', { mode: 0o600 });
    const words = ['deidentify', 'study', '--recipe', 'research', '--key-file', 'a.key', '--pixels', 'none'];
    assert.equal((await cli(...words, '-o', 'one', '--crosswalk', 'who')).status, 0);
    assert.equal((await cli(...words, '-o', 'two', '--jobs', '1')).status, 0);
    for (const name of await filesUnder(at('one')))
      assert.deepEqual(await readFile(at('one', name)), await readFile(at('two', name)), name);
    const opened = await cli('crosswalk', 'who/uid_mapping.csv.enc', '--key-file', 'a.key');
    assert.match(opened.out, /^id_old,id_new\r\n.+/);
    const closed = await cli('crosswalk', 'who/uid_mapping.csv.enc', '--key-file', 'b.key');
    assert.deepEqual([closed.status, closed.out], [2, '']);
  });

  it('says where the records of a run lie, and which points of a law are open', async () => {
    await writeFile(at('c.key'), '0123456789abcdef0123456789abcdec', { mode: 0o600 });
    const words = ['deidentify', 'study', '--pixels', 'none', '-o', 'lawful', '--key-file', 'c.key'];
    const { out, status } = await cli(...words, '--crosswalk', 'whoswho', '--audit', 'records', '--law', 'hipaa');
    assert.equal(status, 0);
    assert.match(out, /^Crosswalk +whoswho\/\S+$/m);
    assert.match(out, /^Audit log +records\/audit\.jsonl$/m);
    assert.match(out, /^Law +HIPAA: Safe Harbor: \d+ points met, \d+ to be checked by you, [1-9]\d* not\s+met$/m);
    assert.match(out, /^ +not met: R, Any other identifying number or code: /m);
    assert.doesNotMatch(out, /\| --- \||: met/);
  });

  it('tells what was done even where who is who can not be written', async () => {
    await writeFile(at('taken'), 'a file, not a folder');
    const ran = await cli(
      'deidentify',
      'study',
      '--pixels',
      'none',
      '-o',
      'told',
      '--crosswalk',
      'taken',
      '--crosswalk-plain',
    );
    assert.equal(ran.status, 2);
    assert.match(ran.out, /Cleaned +\d+ files/);
    assert.match(ran.err, /taken: the crosswalk was not written: .+; choose another place with --crosswalk/);
    assert.ok((await filesUnder(at('told'))).length > 0);
  });

  it('lists what it refuses with the reason, writes nothing for it, and ends with 1', async () => {
    await mkdir(at('broken'));
    await cp(at('study', 'CT', 'IM000001'), at('broken', 'cut'));
    await truncate(at('broken', 'cut'), 700);
    await cp(at('study', 'CT', 'IM000002'), at('broken', 'whole'));
    const ran = await cli('deidentify', 'broken');
    assert.equal(ran.status, 1);
    assert.match(ran.out, /Refused +1 file: nothing was written for it/);
    assert.match(ran.out, /broken\/cut/);
    assert.deepEqual(await filesUnder(at('deidentified', 'broken')), ['whole']);
  });

  it('ends with 1 where there is no DICOM at all', async () => {
    const ran = await cli('deidentify', 'study/readme.txt');
    assert.equal(ran.status, 1);
    assert.match(ran.out, /there is no DICOM file/);
  });

  it('with --json writes one document to standard output; --report writes the same; neither holds a value', async () => {
    const ran = await cli(
      'deidentify',
      'study',
      '--pixels',
      'none',
      '-o',
      'reported',
      '--json',
      '--report',
      'report.json',
    );
    assert.equal(ran.status, 0);
    const document = json(ran);
    assert.equal(document['schema'], 'medimagecleaner/report/1');
    assert.deepEqual(Object.keys(document).sort(), [
      'dates',
      'dryRun',
      'elapsedMs',
      'files',
      'issues',
      'keyFingerprint',
      'links',
      'options',
      'pixels',
      'policyDigest',
      'recipe',
      'rules',
      'schema',
      'tool',
      'totals',
      'verified',
    ]);
    assert.equal(ran.out, await readFile(at('report.json'), 'utf8'));
    for (const value of ['Lindqvist', 'SMP90210', 'Sample Valley']) assert.ok(!ran.out.includes(value), value);
    assert.equal(
      (
        await cli(
          'deidentify',
          'study',
          '--pixels',
          'none',
          '-o',
          'reported',
          '--overwrite',
          '--quiet',
          '--report',
          'report.json',
        )
      ).status,
      0,
    );
  });

  it('does as single rules say', async () => {
    const rules = [
      '--keep',
      'StudyDescription',
      '--remove',
      '0008,0070',
      '--set',
      'PatientID=CASE-1',
      '--empty',
      'Modality',
    ];
    assert.equal((await cli('deidentify', 'study/CT/IM000001', '-o', 'ruled', ...rules)).status, 0);
    const ran = await cli('inspect', 'ruled/IM000001', '--values');
    assert.match(ran.out, /StudyDescription.*\n +Control for/);
    assert.match(ran.out, /PatientID.*\n +CASE-1/);
    assert.ok(!ran.out.includes('(0008,0070)'));
    assert.match(ran.out, /\(0008,0060\) CS +0 /);
  });

  it('when interrupted leaves only whole copies and ends with 130', async () => {
    const original = await readFile(at('study', 'CT', 'IM000001'));
    const uid = Buffer.from('1500.20.3.1.1', 'latin1');
    await mkdir(at('many'));
    for (let index = 0; index < 1500; index += 1) {
      const bytes = Buffer.from(original);
      const number = Buffer.from(
        `1500.2${String(10000 + index).slice(1)}.1.1`.padEnd(uid.length, '1').slice(0, uid.length),
        'latin1',
      );
      for (let found = bytes.indexOf(uid); found >= 0; found = bytes.indexOf(uid, found + 1)) number.copy(bytes, found);
      await writeFile(at('many', `f${index}`), bytes);
    }
    const ran = await runCli(['deidentify', 'many'], {
      cwd: folder,
      started: (kill) => {
        const look = () =>
          void stat(at('deidentified', 'many')).then(
            () => kill('SIGINT'),
            () => setTimeout(look, 5),
          );
        look();
      },
    });
    assert.equal(ran.status, 130, ran.err);
    assert.match(ran.err, /cancelled/);
    const written = await filesUnder(at('deidentified', 'many'));
    assert.ok(written.length < 1500);
    for (const name of written) {
      assert.match(name, /^f\d+$/);
      assert.equal(
        (await readFile(at('deidentified', 'many', name))).subarray(-512).equals(original.subarray(-512)),
        true,
        name,
      );
    }
  });
});

describe('inspect', () => {
  it('marks what identifies, says why, and shows no value unless asked', async () => {
    const plain = await cli('inspect', 'study/CT/IM000001');
    assert.equal(plain.status, 0);
    assert.match(plain.out, /! \(0010,0010\) PN +\d+ {2}PatientName +emptied +\w {2}PS3\.15 Table E\.1-1/);
    assert.match(plain.out, / {2}\(0008,0060\) CS +2 {2}Modality\n/);
    assert.ok(!plain.out.includes('Lindqvist'));
    assert.ok((await cli('inspect', 'study/CT/IM000001', '--values')).out.includes('Lindqvist'));
    const only = await cli('inspect', 'study/CT/IM000001', '--findings');
    assert.ok(!only.out.includes('Modality') && only.out.includes('PatientName'));
  });

  it('tells a folder file by file, and other files apart', async () => {
    const ran = await cli('inspect', 'study');
    assert.equal(ran.status, 0);
    assert.match(ran.out, /! +\d+ {2}study\/CT\/IM000001/);
    assert.match(ran.out, /- {2}study\/readme\.txt +not DICOM/);
    assert.match((await cli('inspect', 'study/readme.txt')).out, /not DICOM/);
  });

  it('writes JSON without values', async () => {
    const ran = await cli('inspect', 'study/CT/IM000001', '--json');
    const document = json(ran);
    assert.equal(document['schema'], 'medimagecleaner/inspect/1');
    assert.ok(Array.isArray(document['rows']) && document['rows'].length > 30);
    assert.ok(Array.isArray(document['findings']) && document['findings'].length > 20);
    assert.ok(!ran.out.includes('Lindqvist'));
    assert.equal(json(await cli('inspect', 'study', '--json'))['schema'], 'medimagecleaner/report/1');
  });
});

describe('verify', () => {
  it('finds what was left over, what is missing, and what no original stands for', async () => {
    await cp(at('study'), at('faked'), { recursive: true });
    await rm(at('faked', 'MR'), { recursive: true });
    await writeFile(at('faked', 'extra'), 'x');
    const ran = await cli('verify', 'study', 'faked', '--json');
    assert.equal(ran.status, 1);
    const document = json(ran);
    assert.equal(document['schema'], 'medimagecleaner/verify/1');
    assert.deepEqual(document['totals'], { clean: 0, residue: 7, unreadable: 0, missing: 1, extra: 3 });
    assert.ok(!ran.out.includes('Lindqvist'));
    const text = await cli('verify', 'study', 'faked');
    assert.equal(text.status, 1);
    for (const label of ['Left over', 'Missing', 'Not checked']) assert.ok(text.out.includes(label), label);
  });
});

describe('recipe', () => {
  it('lists the recipes and shows each', async () => {
    const recipes = json(await cli('recipe', 'list', '--json'))['recipes'];
    assert.ok(Array.isArray(recipes));
    assert.deepEqual(
      recipes.map((each: { name: string }) => each.name),
      ['blank', 'basic', 'research'],
    );
    for (const name of ['blank', 'basic', 'research']) {
      assert.equal(json(await cli('recipe', 'show', name, '--json'))['name'], name);
      assert.match((await cli('recipe', 'show', name)).out, new RegExp(`^${name}: `));
    }
  });
});
