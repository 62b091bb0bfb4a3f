// Vaults: written by those who can't read them, read by those they are sealed to, rotated, and made to forget.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import { before, describe, it } from 'mocha';
import { verifyLog } from '../../src/node/audit/auditRead.js';
import {
  makeIdentity,
  type Opener,
  openerFrom,
  passphraseRecipient,
  type Recipient,
  recipientFrom,
} from '../../src/node/vault/recipients.js';
import {
  createVault,
  findPatient,
  forgetPatient,
  openVault,
  rotateVault,
  writeToVault,
} from '../../src/node/vault/vault.js';
import { readVault } from '../../src/node/vault/vaultFile.js';
import type { PatientEntry } from '../../src/node/vault/vaultLines.js';
import { ctObject } from '../audit/ctFile.js';
import { runCli } from '../cli/runCli.js';
import { put, tempFolder } from '../node/tempFolder.js';

const PASSPHRASE = 'correct horse battery staple';
const ANNA: PatientEntry = {
  patient: 'ID-5521',
  codes: [['ID-5521', 'P-ANNA']],
  uids: [['1.2.3.5521', '2.25.1']],
  days: -40,
};
const BERT: PatientEntry = { patient: 'ID-5522', codes: [['ID-5522', 'P-BERT']], uids: [['1.2.3.5522', '2.25.2']] };

describe('vault', () => {
  const at = tempFolder();
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let age: { readonly identity: string; readonly recipient: string };
  let other: typeof age;
  let recipients: readonly Recipient[];
  before(async () => {
    age = await makeIdentity();
    other = await makeIdentity();
  });
  const byAge = (): Opener => ({ kind: 'age', identities: [age.identity] });
  const byRsa = (): Opener => ({ kind: 'rsa', key: rsa.privateKey });
  const file = () => at('who.vault');
  const time = new Date(Date.UTC(2026, 1, 3));
  const named = (given: string): Recipient => {
    const one = recipientFrom(given);
    assert.ok(one.kind !== 'passphrase');
    return one;
  };
  const noLog = async () => {};

  async function filled(): Promise<string> {
    put(at('public.pem'), rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString());
    recipients = [named(age.recipient), named(at('public.pem'))];
    await createVault(file(), recipients);
    await (await writeToVault(file())).append([ANNA]);
    const writer = await writeToVault(file());
    await writer.append([BERT]);
    await writer.append([{ ...ANNA, uids: [['1.2.3.9', '2.25.9']] }]);
    return file();
  }

  it('opens for each recipient and for nobody else, and shows nothing', async () => {
    await filled();
    for (const opener of [byAge(), byRsa()]) {
      const vault = await openVault(file(), opener);
      assert.deepEqual(vault.patients.get('ID-5521'), { ...ANNA, uids: [...ANNA.uids, ['1.2.3.9', '2.25.9']] });
      for (const value of ['ID-5522', 'P-BERT', '1.2.3.5522', '2.25.2'])
        assert.equal(findPatient(vault, value)?.patient, 'ID-5522');
      assert.equal(findPatient(vault, 'nobody'), undefined);
    }
    await assert.rejects(openVault(file(), { kind: 'age', identities: [other.identity] }), /sealed to others/u);
    await assert.rejects(openVault(file(), { kind: 'passphrase', passphrase: PASSPHRASE }), /does not open/u);
    const text = fs.readFileSync(file(), 'latin1');
    for (const value of ['ID-55', 'P-ANNA', '1.2.3.', '2.25.', '-40']) assert.ok(!text.includes(value), value);
    assert.equal(fs.statSync(file()).mode & 0o777, 0o600);
  });

  it('opens by a passphrase, beside others', async () => {
    await createVault(file(), [await passphraseRecipient(PASSPHRASE, 8), named(age.recipient)]);
    await (await writeToVault(file())).append([ANNA]);
    assert.equal((await openVault(file(), { kind: 'passphrase', passphrase: PASSPHRASE })).patients.size, 1);
    assert.equal((await openVault(file(), byAge())).patients.size, 1);
    await assert.rejects(openVault(file(), { kind: 'passphrase', passphrase: `${PASSPHRASE}!` }), /does not open/u);
  });

  it('forgets a patient: entries and keys are gone, the rest stays, and it says so', async () => {
    await filled();
    const before = readVault(file()).lines.filter(({ kind }) => kind === 'entry');
    let logged = 0;
    const done = await forgetPatient(file(), byRsa(), 'P-ANNA', time, async ({ entries }) => {
      logged = entries;
    });
    assert.deepEqual([done.entries, logged], [2, 2]);
    const after = readVault(file()).lines;
    const left = new Set(after.map((line) => (line.kind === 'entry' ? line.dataKey : '')));
    assert.deepEqual(
      before.map((line) => line.kind === 'entry' && left.has(line.dataKey)),
      [false, true, false],
    );
    const vault = await openVault(file(), byAge());
    assert.deepEqual([...vault.patients.keys()], ['ID-5522']);
    assert.deepEqual([vault.isForgotten('ID-5521'), vault.isForgotten('ID-5522')], [true, false]);
    assert.ok(!fs.readFileSync(file(), 'latin1').includes('5521'));
    await assert.rejects(forgetPatient(file(), byAge(), 'ID-5521', time, noLog), /no entry/u);
  });

  it('forgets nothing that no log could tell of', async () => {
    await filled();
    const before = fs.readFileSync(file());
    await assert.rejects(
      forgetPatient(file(), byAge(), 'ID-5521', time, () => Promise.reject(new Error('no log'))),
      /no log/u,
    );
    assert.deepEqual(fs.readFileSync(file()), before);
    assert.deepEqual(fs.readdirSync(at()).sort(), ['public.pem', 'who.vault']);
  });

  it('has other keys after a rotation, for whom the owner wants, and still knows whom it forgot', async () => {
    await filled();
    await forgetPatient(file(), byAge(), 'ID-5521', time, noLog);
    const old = readVault(file()).lines.flatMap((line) => (line.kind === 'entry' ? [line.dataKey, line.locked] : []));
    await rotateVault(file(), byAge(), [named(other.recipient)]);
    await assert.rejects(openVault(file(), byAge()), /sealed to others/u);
    const vault = await openVault(file(), { kind: 'age', identities: [other.identity] });
    assert.deepEqual(vault.patients.get('ID-5522'), BERT);
    assert.ok(vault.isForgotten('ID-5521'));
    const text = fs.readFileSync(file(), 'utf8');
    for (const one of old) assert.ok(!text.includes(one));
    await rotateVault(file(), { kind: 'age', identities: [other.identity] }, [
      named(other.recipient),
      named(age.recipient),
    ]);
    assert.equal((await openVault(file(), byAge())).patients.size, 1);
    await (await writeToVault(file())).append([ANNA]);
    assert.equal((await openVault(file(), byAge())).patients.size, 2);
  });

  it('survives a writer that was killed, and refuses what was tampered with', async () => {
    await filled();
    fs.appendFileSync(file(), '{"kind":"entry","key":"');
    assert.equal((await openVault(file(), byAge())).patients.size, 2);
    await (await writeToVault(file())).append([{ ...BERT, patient: 'ID-5523' }]);
    assert.equal((await openVault(file(), byAge())).patients.size, 3);
    const text = fs.readFileSync(file(), 'utf8');
    fs.writeFileSync(
      file(),
      text.replace(/("locked":"....)(.)/u, (_, head, letter) => head + (letter === 'A' ? 'B' : 'A')),
    );
    await assert.rejects(openVault(file(), byAge()), /changed/u);
    fs.writeFileSync(file(), text.replace('"kind":"entry"', '"kind":"other"'));
    await assert.rejects(openVault(file(), byAge()), /damaged/u);
  });

  it('says what is wrong with a recipient or an identity file', () => {
    put(at('private.pem'), rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    put(
      at('short.pem'),
      generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    );
    put(at('words'), 'no key');
    assert.throws(() => recipientFrom(at('private.pem')), /private key/u);
    assert.throws(() => recipientFrom(at('short.pem')), /2048/u);
    assert.throws(() => recipientFrom(at('words')), /recipient is/u);
    assert.throws(() => recipientFrom(at('nothing')), /no such file/u);
    assert.throws(() => openerFrom(at('words'), undefined), /identity file/u);
    assert.equal(openerFrom(at('private.pem'), undefined).kind, 'rsa');
  });

  it('is filled by a run, opened and made to forget by commands, and no file says whom', async () => {
    put(at('Quillfeather/a.dcm'), ctObject('Quillfeather^Anna', 'ID-5521', 1));
    put(at('Quillfeather/b.dcm'), ctObject('Larkspur^Bert', 'ID-5522', 2));
    put(at('project.key'), '6f1d02c85be94a7730e5c19f28ad4b6673908e1fd25ca4b7f00e16893dc275ab');
    fs.chmodSync(at('project.key'), 0o600);
    const cli = (...words: readonly string[]) => runCli(words, { cwd: at() });
    const made = await cli('vault', 'key', 'me.age');
    assert.equal(made.status, 0, made.err);
    const run = await cli(
      'deidentify',
      'Quillfeather',
      '-r',
      'research',
      '--key-file',
      'project.key',
      '--vault',
      'who.vault',
      '--recipient',
      made.out.trim(),
      '--audit',
      'records',
    );
    assert.equal(run.status, 0, run.err + run.out);
    const found = await cli('vault', 'lookup', 'who.vault', 'ID-5521', '--identity-file', 'me.age', '--json');
    const { patient, days, uids } = JSON.parse(found.out);
    assert.equal(patient, 'ID-5521');
    assert.ok(Number.isInteger(days) && days !== 0 && uids.length >= 3, found.out);
    assert.equal(
      (await cli('vault', 'lookup', 'who.vault', uids[0][1], '-i', 'me.age')).out.split('\n')[0],
      'patient ID-5521',
    );
    const forgotten = await cli(
      'vault',
      'forget',
      'who.vault',
      'ID-5521',
      '-i',
      'me.age',
      '--audit',
      'records',
      '--key-file',
      'project.key',
    );
    assert.equal(forgotten.status, 0, forgotten.err);
    assert.match(forgotten.err, /who has the originals and the run's key/u);
    put(at('who.csv'), 'of somebody else');
    fs.chmodSync(at('who.csv'), 0o644);
    const exportTo = (...more: readonly string[]) =>
      cli('vault', 'export', 'who.vault', '-i', 'me.age', '-o', 'who.csv', ...more);
    assert.equal((await exportTo()).status, 2);
    assert.equal(fs.readFileSync(at('who.csv'), 'utf8'), 'of somebody else');
    assert.equal((await exportTo('--overwrite')).status, 0);
    // What a look does not see: a link to nowhere is somebody's, too.
    if (process.platform !== 'win32') {
      fs.symlinkSync('nowhere', at('link.csv'));
      const linked = await cli('vault', 'export', 'who.vault', '-i', 'me.age', '-o', 'link.csv');
      assert.deepEqual([linked.status, fs.readlinkSync(at('link.csv'))], [2, 'nowhere']);
      assert.match(linked.err, /link\.csv exists already; --overwrite replaces it/u);
    }
    assert.equal((await cli('vault', 'export', 'who.vault', '-i', 'me.age', '-o', 'fresh.csv')).status, 0);
    assert.deepEqual(
      fs.readdirSync(at('.')).filter((name) => name.endsWith('.tmp')),
      [],
    );
    if (process.platform !== 'win32') assert.equal(fs.statSync(at('who.csv')).mode & 0o077, 0);
    put(at('cut.vault'), fs.readFileSync(at('who.vault')).subarray(0, -20));
    assert.match((await cli('vault', 'list', 'cut.vault')).err, /half a line/u);
    assert.doesNotMatch((await cli('vault', 'list', 'who.vault')).err, /half a line/u);
    const gone = await cli('vault', 'lookup', 'who.vault', 'ID-5521', '-i', 'me.age');
    assert.deepEqual([gone.status, gone.out], [1, 'forgotten\n']);
    assert.equal((await cli('vault', 'lookup', 'who.vault', 'ID-5522', '-i', 'me.age')).status, 0);
    assert.deepEqual(verifyLog(at('records/audit.jsonl')).problems, []);
    for (const name of ['who.vault', 'records/audit.jsonl']) {
      const text = fs.readFileSync(at(name), 'latin1');
      for (const value of ['Quillfeather', 'Larkspur', 'ID-552', uids[0][0], uids[0][1]])
        assert.ok(!text.includes(value), `${name}: ${value}`);
    }
    const strange = await cli(
      'deidentify',
      'Quillfeather',
      '-o',
      'again',
      '--vault',
      'who.vault',
      '--recipient',
      'passphrase',
    );
    assert.deepEqual([strange.status, /sealed to others/u.test(strange.err)], [2, true]);
  }).timeout(60_000);
});
