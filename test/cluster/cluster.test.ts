// Runs that several processes share over a real Redis: the same bytes as one process writes, whoever is killed, and nothing of a patient in Redis.
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { PATIENT } from '../../scripts/sampleObjects.js';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { verifyLog } from '../../src/node/audit/auditRead.js';
import { makeSigner } from '../../src/node/audit/signer.js';
import { type ClusterQueue, openClusterQueue, type RunStatus } from '../../src/node/cluster/clusterQueue.js';
import { redisFrom } from '../../src/node/cluster/redis.js';
import { makeIdentity } from '../../src/node/vault/recipients.js';
import { openVault } from '../../src/node/vault/vault.js';
import { type Ran, runCli } from '../cli/runCli.js';
import { contents, put, tempFolder } from '../node/tempFolder.js';
import { fullJpeg, fullPng } from '../photo/samples.js';
import { openHosts } from './namespaces.js';
import { freePort, hasRedis, startRedis, startWorker, type WorkerProcess } from './redisServer.js';

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const OTHER_KEY = 'ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100';
const FOLDER = 'Quillfeather_Ada';
const PATIENCE_MS = 200_000;
const STEPS: readonly RunStatus['step'][] = [
  'walk',
  'survey',
  'surveyed',
  'plan',
  'write',
  'written',
  'finish',
  'clean',
];

describe('the cluster', function () {
  this.timeout(300_000);
  const at = tempFolder();
  let port = 0;
  let redis: ChildProcess | undefined;
  let queue: ClusterQueue;
  let workers: WorkerProcess[] = [];

  before(function () {
    if (hasRedis) return;
    console.log('      skipped: no redis-server');
    this.skip();
  });
  beforeEach(async () => {
    port = await freePort();
    redis = await startRedis(port, at('redis'));
    queue = await openClusterQueue(redisFrom({ given: url(), env: {} }));
    await writeSampleStudy(at('share', FOLDER, 'study1'));
  });
  afterEach(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    workers = [];
    await queue?.close();
    redis?.kill('SIGKILL');
  });

  const url = () => `redis://127.0.0.1:${port}`;
  const env = (key = KEY) => ({ MEDIMAGECLEANER_REDIS: url(), MEDIMAGECLEANER_KEY: key });
  const input = () => at('share', FOLDER);
  const RULES = ['--recipe', 'research', '--pixels', 'none'];

  /** Each has the shared folder at a place of its own. */
  function work(key = KEY, words: readonly string[] = [], more: Readonly<Record<string, string>> = {}): WorkerProcess {
    const mount = at(`mount${workers.length}`);
    fs.symlinkSync(at('share'), mount);
    const worker = startWorker(['--root', `data=${mount}`, '--jobs', '1', '--lease', '6', ...words], {
      ...env(key),
      ...more,
    });
    workers.push(worker);
    return worker;
  }
  const cluster = (words: readonly string[]): Promise<Ran> => runCli(['cluster', ...words], { cwd: at(), env: env() });
  async function submit(more: readonly string[] = []): Promise<string> {
    const ran = await cluster(['submit', input(), '--root', `data=${at('share')}`, '--chunk', '4', ...RULES, ...more]);
    assert.equal(ran.status, 0, ran.err);
    assert.match(ran.out, /^[0-9a-f]{12}\n$/);
    return ran.out.trim();
  }
  async function until(run: string, wanted: (status: RunStatus) => boolean): Promise<RunStatus> {
    const from = performance.now();
    for (;;) {
      const status = await queue.statusOf(run);
      if (status !== undefined && wanted(status)) return status;
      // A wait that does not end tells what it waited for.
      if (performance.now() - from > PATIENCE_MS) {
        const said = workers.map((worker) => worker.said()).join('\n');
        assert.fail(`the run stands at ${JSON.stringify(status)}; its workers said:\n${said}`);
      }
      await delay(50);
    }
  }
  /** Some of a step's chunks are done, or the run is further on: a step may be over between two looks. */
  const reached = (step: RunStatus['step']) => (status: RunStatus) =>
    isOver(status) ||
    STEPS.indexOf(status.step) > STEPS.indexOf(step) ||
    (status.step === step && status.chunksDone > 0);
  const isOver = ({ end, state }: RunStatus) => end !== undefined || state === 'failed';
  async function reference(jobs: string): Promise<Readonly<Record<string, string>>> {
    const folder = `reference${jobs}`;
    const words = ['deidentify', input(), '-o', folder, '--jobs', jobs, '--journal', 'off', '-q', ...RULES];
    const ran = await runCli(words, { cwd: at(), env: env() });
    assert.equal(ran.status, 0, ran.err);
    return contents(at(folder, FOLDER));
  }
  const records = () =>
    fs
      .readdirSync(at('share/.medimagecleaner'), { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.endsWith('.journal'));

  it('writes what one process writes, while workers and Redis are killed, and keeps patients out of Redis', async () => {
    for (const name of ['study2', 'study3']) await writeSampleStudy(at('share', FOLDER, name));
    put(at('share', FOLDER, 'study2', 'wound.jpg'), fullJpeg());
    put(at('share', FOLDER, 'study3', 'screen.PNG'), fullPng());
    const one = await reference('1');
    assert.ok(Object.keys(one).length >= 26);
    for (const name of ['study2/wound.jpg', 'study3/screen.PNG']) {
      const bytes = Buffer.from(one[name] ?? '', 'hex');
      assert.ok(bytes.length > 0 && !bytes.includes('Lindqvist'), name);
    }
    assert.deepEqual(await reference('2'), one);
    const [first] = [work(), work(), work()];
    const run = await submit();
    await until(run, reached('surveyed'));
    first?.child.kill('SIGKILL');
    await until(run, reached('written'));
    redis?.kill('SIGKILL');
    await delay(300);
    workers[1]?.child.kill('SIGKILL');
    redis = await startRedis(port, at('redis'));
    const { end, dead, reason } = await until(run, isOver);
    assert.equal(end?.state, 'done', reason);
    assert.equal(end?.kinds?.written, Object.keys(one).length);
    assert.equal((end?.kinds?.failed ?? 0) + (end?.kinds?.refused ?? 0) + (end?.kinds?.skipped ?? 0), 0);
    assert.deepEqual(dead, []);
    assert.deepEqual(contents(at('share/deidentified', FOLDER)), one);
    assert.deepEqual(records().sort(), ['cluster', `cluster-${run}.report.json`]);
    // A run of one process knows what the cluster did.
    const again = await runCli(['deidentify', input(), ...RULES], { cwd: at(), env: env() });
    const directories = Object.keys(one).filter((name) => name.endsWith('DICOMDIR')).length;
    assert.match(again.out, new RegExp(`^Done before\\s+${Object.keys(one).length - directories} files`, 'm'));
    const kept = Object.values(contents(at('redis'))).map((hex) => Buffer.from(hex, 'hex').toString('latin1'));
    assert.ok(kept.some((text) => text.includes(run)));
    const planted = [FOLDER, 'IM000001', 'study1', path.basename(at()), KEY, ...Object.values(PATIENT)];
    for (const text of kept)
      for (const word of planted) assert.ok(!text.includes(word), 'Redis holds a name or a value');
  });

  it('tells an audit log of every file once, and keeps who became who in a vault, whoever did the work', async () => {
    const me = await makeIdentity();
    put(at('me.age'), `${me.identity}\n`);
    const [log, vault] = [at('share/log/audit.jsonl'), at('share/who.vault')];
    const accounts = ['--audit', log, '--vault', vault];
    work();
    work();
    const run = await submit([...accounts, '--recipient', me.recipient]);
    const { end, reason } = await until(run, isOver);
    assert.equal(end?.state, 'done', reason);
    const written = end?.kinds?.written ?? 0;
    assert.ok(written > 4);
    assert.deepEqual(verifyLog(log).problems, []);
    const lines = fs
      .readFileSync(log, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const of = (kind: string) => lines.filter((line) => line.kind === kind);
    assert.deepEqual([of('run').length, of('end').length], [1, 1]);
    assert.equal(of('file').filter(({ outcome }) => outcome === 'written').length, written);
    assert.ok(of('file').every(({ outcome, input, output }) => outcome !== 'written' || (input && output)));
    // What one process tells a log and a vault of its own.
    const own = ['--audit', at('own.jsonl'), '--vault', at('own.vault'), '--recipient', me.recipient];
    const words = ['deidentify', input(), '-o', at('own'), '--journal', 'off', '-q', ...RULES, ...own];
    assert.equal((await runCli(words, { cwd: at(), env: env() })).status, 0);
    const opener = { kind: 'age', identities: [me.identity] } as const;
    const kept = await openVault(vault, opener);
    const expected = await openVault(at('own.vault'), opener);
    const sorted = ({ patients }: typeof kept) =>
      [...patients].map(([name, { codes, uids, days }]) => [name, [...codes].sort(), [...uids].sort(), days]);
    assert.ok(expected.patients.size > 0);
    assert.deepEqual(sorted(kept), sorted(expected));
    // Nothing of it is told to anybody.
    const redisHolds = Object.values(contents(at('redis'))).map((hex) => Buffer.from(hex, 'hex').toString('latin1'));
    const texts = [...redisHolds, fs.readFileSync(log, 'latin1'), fs.readFileSync(vault, 'latin1')];
    for (const text of texts)
      for (const word of [FOLDER, 'IM000001', 'who.vault', 'audit.jsonl', KEY, ...Object.values(PATIENT)])
        assert.ok(!text.includes(word), 'a record holds a name or a value');
    // A run with nothing to do is told as well; a log outside of what all machines share is not taken.
    assert.equal((await until(await submit(accounts), isOver)).end?.state, 'done');
    assert.deepEqual(verifyLog(log).problems, []);
    assert.equal(fs.readFileSync(log, 'utf8').match(/"kind":"end"/g)?.length, 2);
    const outside = ['submit', input(), '--root', `data=${at('share')}`, '--audit', at('elsewhere.jsonl'), ...RULES];
    const refused = await cluster(outside);
    assert.equal(refused.status, 2);
    assert.match(refused.err, /lies in no --root/);
  });

  it('writes who is who, signs with a key of its own and encrypts attributes as one process does, and tells Redis no secret', async function () {
    if (spawnSync('openssl', ['version']).error !== undefined) {
      console.log('      skipped: no openssl');
      return this.skip();
    }
    const words = `req -x509 -newkey rsa:2048 -nodes -keyout ${at('rsa.key')} -out ${at('rsa.pem')} -subj /CN=Test`;
    execFileSync('openssl', words.split(' '), { stdio: 'ignore' });
    const { signer } = makeSigner(at('sign.key'));
    const passphrase = 'a lantern over the harbour';
    const secrets = { MEDIMAGECLEANER_ATTRIBUTES_PASSPHRASE: passphrase };
    const sealing = ['--encrypt-attributes', at('rsa.pem'), '--encrypt-attributes', 'passphrase'];
    const own = ['deidentify', input(), '-o', 'own', '--journal', 'off', '-q', ...RULES, ...sealing];
    const alone = await runCli([...own, '--crosswalk', at('who'), '--crosswalk-plain'], {
      cwd: at(),
      env: { ...env(), ...secrets },
    });
    assert.equal(alone.status, 0, alone.err);
    const [log, who] = [at('share/log/audit.jsonl'), at('share/who')];
    const without = work();
    const other = work(KEY, [], { MEDIMAGECLEANER_ATTRIBUTES_PASSPHRASE: 'a lantern over another' });
    const asked = [...sealing, '--audit', log, '--audit-key', signer, '--crosswalk', who];
    const submitted = await runCli(
      ['cluster', 'submit', input(), '--root', `data=${at('share')}`, '--chunk', '6', ...RULES, ...asked],
      { cwd: at(), env: { ...env(), ...secrets } },
    );
    assert.equal(submitted.status, 0, submitted.err);
    const run = submitted.out.trim();
    await until(run, ({ refusals }) => refusals.some((reason) => reason.includes('passphrase')));
    for (const each of [without, other]) {
      while (!/can't take part in run .*passphrase/.test(each.said())) await delay(50);
      each.child.kill('SIGTERM');
      assert.equal(await each.ended, 0);
    }
    // It has what the parts need, and not what the end does.
    const unsigned = work(KEY, [], secrets);
    while (!/can't take part in run .*--audit-key/.test(unsigned.said())) await delay(50);
    work(KEY, ['--audit-key', at('sign.key')], secrets);
    const { end, reason } = await until(run, isOver);
    assert.equal(end?.state, 'done', reason);
    assert.deepEqual(contents(at('share/deidentified', FOLDER)), contents(at('own', FOLDER)));
    const { lastHead, problems } = verifyLog(log, { trusted: new Set([signer]) });
    assert.deepEqual(problems, []);
    assert.ok(lastHead !== undefined);
    for (const name of ['uid_mapping.csv', 'patid_mapping.csv']) {
      const opened = await runCli(['crosswalk', `${who}/${name}.enc`], { cwd: at(), env: env() });
      assert.equal(opened.out, fs.readFileSync(at('who', name), 'utf8'));
      assert.ok(opened.out.split('\n').length > 2);
    }
    const pem = (file: string) => fs.readFileSync(file, 'latin1').split('\n')[2] ?? '';
    const planted = [
      passphrase,
      signer,
      pem(at('rsa.pem')),
      pem(at('rsa.key')),
      FOLDER,
      KEY,
      ...Object.values(PATIENT),
    ];
    const [, seed = ''] = fs.readFileSync(at('sign.key'), 'latin1').split('\n');
    assert.ok(seed.length > 40);
    for (const hex of Object.values(contents(at('redis')))) {
      const text = Buffer.from(hex, 'hex').toString('latin1');
      for (const word of [...planted, seed, 'who', 'audit.jsonl'])
        assert.ok(!text.includes(word), 'Redis holds a secret');
    }
    // What was asked lies sealed, and goes with its run.
    assert.ok(
      !JSON.stringify(contents(at('share/.medimagecleaner'))).includes(Buffer.from(passphrase).toString('hex')),
    );
    const outside = ['submit', input(), '--root', `data=${at('share')}`, '--crosswalk', at('elsewhere'), ...RULES];
    assert.match((await cluster(outside)).err, /lies in no --root/);
  });

  it('runs on hosts that share a folder and nothing else, one of which loses its network', async function () {
    for (const name of ['study2', 'study3', 'study4']) await writeSampleStudy(at('share', FOLDER, name));
    const one = await reference('1');
    const made = openHosts(3);
    if (made === undefined) {
      process.stdout.write('      skipped: no network namespaces can be made\n');
      return this.skip();
    }
    try {
      redis?.kill('SIGKILL');
      const seen = made.hosts.map(({ gateway }) => gateway);
      redis = await startRedis(port, at('redis'), seen);
      for (const { words, gateway } of made.hosts) {
        const here = { ...env(), MEDIMAGECLEANER_REDIS: `redis://${gateway}:${port}` };
        workers.push(startWorker(['--root', `data=${at('share')}`, '--jobs', '1', '--lease', '6'], here, words));
      }
      const run = await submit();
      await until(run, reached('surveyed'));
      made.hosts[0]?.wire(false);
      assert.ok(!(await queue.statusOf(run))?.end, 'the run was over before the wire was cut');
      const { end } = await until(run, isOver);
      assert.equal(end?.state, 'done', end?.reason);
      assert.equal(end?.kinds?.written, Object.keys(one).length);
      assert.deepEqual(contents(at('share/deidentified', FOLDER)), one);
    } finally {
      made.close();
    }
  });

  it('leaves work to others that have the key, and says why', async () => {
    const other = work(OTHER_KEY);
    const run = await submit();
    const { refusals } = await until(run, (status) => status.refusals.length > 0);
    assert.match(refusals[0] ?? '', /another key/);
    while (!/can't take part in run [0-9a-f]{12}: it has another key/.test(other.said())) await delay(50);
    work();
    assert.equal((await until(run, isOver)).end?.state, 'done');
    assert.deepEqual(contents(at('share/deidentified', FOLDER)), await reference('1'));
    other.child.kill('SIGTERM');
    assert.equal(await other.ended, 0);
  });

  it('cancels, and tells with its code what fails on every attempt', async () => {
    const run = await submit();
    const broken = await submit();
    fs.writeFileSync(
      at('share/.medimagecleaner/cluster', `${broken}.request`),
      'no request, though long enough to hold a tag',
    );
    const told = await cluster(['cancel', run]);
    assert.equal(told.status, 0, told.err);
    work();
    const cancelled = await until(run, isOver);
    assert.equal(cancelled.end?.state, 'cancelled', cancelled.reason);
    const { reason, state } = await until(broken, isOver);
    assert.equal(state, 'failed');
    assert.match(reason ?? '', /^io: a record of the run in the shared folder was changed/);
    assert.match((await cluster(['status', broken])).out, /failed[\s\S]*io: a record/);
    assert.deepEqual(contents(at('share/deidentified')), {});
    const nobody = await cluster(['cancel', run]);
    assert.equal(nobody.status, 2);
    assert.match(nobody.err, /no such run, or it is over/);
  });

  it('says why Redis refuses what the work needs, and goes on when it does not', async () => {
    const worker = work();
    const told = async (what: string) => {
      while (!worker.said().includes(what)) await delay(50);
    };
    await told('waiting for work');
    const limit = (bytes: string) => spawnSync('redis-cli', ['-p', String(port), 'CONFIG', 'SET', 'maxmemory', bytes]);
    const run = await submit();
    limit('1');
    await told('Redis refuses what the work needs (OOM)');
    const refused = await cluster(['schedule', 'add', '0 2 * * *', input(), '--root', `data=${at('share')}`, ...RULES]);
    const sealed = () => records().filter((name) => name.endsWith('.request'));
    const asked = sealed();
    const words = [input(), '--root', `data=${at('share')}`, ...RULES];
    for (const ran of [refused, await cluster(['submit', ...words])]) {
      assert.equal(ran.status, 2);
      assert.match(ran.err, /: Redis refuses what is needed \(OOM\): see to its memory/);
    }
    assert.deepEqual(sealed(), asked);
    assert.equal(asked.length, 1);
    limit('0');
    assert.equal((await until(run, isOver)).end?.state, 'done');
  });

  it('runs by a schedule, and takes only what is new the next time', async () => {
    work();
    const words = ['schedule', 'add', '*/4 * * * * *', input(), '--root', `data=${at('share')}`, ...RULES];
    const added = await cluster(words);
    assert.equal(added.status, 0, added.err);
    const ended = async () => (await queue.status()).filter((run) => run.end?.state === 'done').reverse();
    while ((await ended()).length < 2) await delay(200);
    const [first, second] = await ended();
    // A DICOMDIR is made anew each time: what it names may have changed.
    const [all = 0, anew = 0] = [first?.end?.kinds?.written, second?.end?.kinds?.written];
    assert.equal(anew, 1);
    assert.equal(second?.end?.kinds?.skipped, all - anew);
    const id = added.out.trim();
    assert.match((await cluster(['schedule', 'list'])).out, new RegExp(`schedule ${id}  \\*/4`));
    assert.equal((await cluster(['schedule', 'remove', id])).status, 0);
    assert.deepEqual(await queue.schedules(), []);
    const wrong = await cluster([...words.slice(0, 2), 'at night', ...words.slice(3)]);
    assert.equal(wrong.status, 2);
    assert.match(wrong.err, /no cron pattern/);
  });

  it('keeps passwords off the command line, and says what is missing', async () => {
    const wrong = async (words: readonly string[]) => {
      const ran = await runCli(['cluster', ...words], { cwd: at(), env: { MEDIMAGECLEANER_KEY: KEY } });
      assert.equal(ran.status, 2);
      return ran.err;
    };
    assert.match(await wrong(['status']), /say which Redis/);
    assert.match(await wrong(['status', '--redis', 'redis://:sesame@127.0.0.1:1']), /password on the command line/);
    assert.match(await wrong(['status', '--redis', 'redis://127.0.0.1:1']), /can't be used: no answer/);
    assert.match(await wrong(['submit', input(), '--redis', url()]), /--root NAME=PATH/);
    assert.match(await wrong(['submit', at(), '--redis', url(), '--root', `data=${at('share')}`]), /lies in no --root/);
    const redisCli = (...words: readonly string[]) => spawnSync('redis-cli', ['-p', String(port), ...words]);
    redisCli('CONFIG', 'SET', 'requirepass', 'sesame');
    assert.match(
      await wrong(['status', '--redis', url()]),
      /wants another password \(MEDIMAGECLEANER_REDIS_PASSWORD\)/,
    );
    redisCli('-a', 'sesame', 'CONFIG', 'SET', 'requirepass', '');
  });
});
