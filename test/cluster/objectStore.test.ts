// A run of the cluster over an object store alone: the same bytes as over folders, nothing half-written or left where a worker is killed
// in the middle of a copy and the store fails, and neither keys of objects nor credentials in Redis.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { EXPLICIT_LE, SYNTAX, writeElement, writeFile } from '../../scripts/dicomWriter.js';
import { el, PATIENT, sampleObjects } from '../../scripts/sampleObjects.js';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { type ClusterQueue, openClusterQueue, type RunStatus } from '../../src/node/cluster/clusterQueue.js';
import { redisFrom } from '../../src/node/cluster/redis.js';
import { type Ran, runCli } from '../cli/runCli.js';
import { contents, put, tempFolder } from '../node/tempFolder.js';
import { BUCKET, CREDENTIALS, type StandIn, startStandIn } from '../store/standIn.js';
import { freePort, hasRedis, startRedis, startWorker, type WorkerProcess } from './redisServer.js';

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const FOLDER = 'Quillfeather_Ada';
const RULES = ['--recipe', 'research', '--pixels', 'none'];
const ROOT = `data=s3://${BUCKET}/archive`;
const INPUT = `s3://${BUCKET}/archive/${FOLDER}`;

describe('the cluster over an object store', function () {
  this.timeout(300_000);
  const at = tempFolder();
  let redis: ChildProcess | undefined;
  let queue: ClusterQueue;
  let standIn: StandIn;
  let port = 0;
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
    standIn = await startStandIn();
    await writeSampleStudy(at('share', FOLDER, 'study 1+'));
    put(at('share', FOLDER, 'large'), large());
    for (const [name, hex] of Object.entries(contents(at('share', FOLDER))))
      standIn.put(`archive/${FOLDER}/${name}`, Buffer.from(hex, 'hex'));
  });
  afterEach(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    workers = [];
    await queue?.close();
    redis?.kill('SIGKILL');
    await standIn?.close();
  });

  const url = () => `redis://127.0.0.1:${port}`;
  const env = () => ({ MEDIMAGECLEANER_REDIS: url(), MEDIMAGECLEANER_KEY: KEY, ...standIn.env() });
  const work = () => {
    const worker = startWorker(['--root', ROOT, '--jobs', '1', '--lease', '8'], env());
    workers.push(worker);
    return worker;
  };
  const cluster = (words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    runCli(['cluster', ...words], { cwd: at(), env: { ...env(), ...more } });
  async function submit(input = INPUT): Promise<string> {
    const ran = await cluster(['submit', input, '--root', ROOT, '--chunk', '4', ...RULES]);
    assert.equal(ran.status, 0, ran.err);
    return ran.out.trim();
  }
  async function over(run: string): Promise<RunStatus> {
    for (let looks = 0; looks < 2000; looks += 1) {
      const status = await queue.statusOf(run);
      if (status?.end !== undefined || status?.state === 'failed') return status;
      await delay(100);
    }
    return assert.fail(workers.map((worker) => worker.said()).join('\n'));
  }
  const outputs = () => {
    const prefix = `archive/deidentified/${FOLDER}/`;
    const found = [...standIn.objects].filter(([key]) => key.startsWith(prefix));
    return Object.fromEntries(
      found.map(([key, { bytes }]) => [key.slice(prefix.length), bytes.toString('hex')] as const).sort(),
    );
  };

  it('writes what one process writes over folders, while a worker is killed in a copy and the store fails', async () => {
    const words = ['deidentify', at('share', FOLDER), '-o', 'own', '--jobs', '1', '--journal', 'off', '-q', ...RULES];
    const alone = await runCli(words, { cwd: at(), env: { MEDIMAGECLEANER_KEY: KEY } });
    assert.equal(alone.status, 0, alone.err);
    const expected = contents(at('own', FOLDER));
    const originals = [...standIn.objects].map(([key, { bytes }]) => [key, bytes] as const);
    let killed = 0;
    let busy = 0;
    standIn.fault = ({ query }) => {
      if (query.has('partNumber') && killed === 0 && standIn.uploads.size > 0) {
        killed += 1;
        // Whoever it is: the other goes on.
        workers[0]?.child.kill('SIGKILL');
        workers[1]?.child.kill('SIGKILL');
        return 'drop';
      }
      busy += 1;
      return busy % 9 === 0 ? 503 : undefined;
    };
    work();
    work();
    const run = await submit();
    while (killed === 0) await delay(50);
    assert.equal(standIn.uploads.size, 1);
    const other = { key: `archive/deidentified/${FOLDER}/of others`, begun: new Date(), parts: new Map() };
    standIn.uploads.set('of others', other);
    work();
    const { end, dead, reason } = await over(run);
    assert.equal(end?.state, 'done', reason);
    assert.equal(end?.kinds?.written, Object.keys(expected).length);
    assert.deepEqual([(end?.kinds?.failed ?? 0) + (end?.kinds?.refused ?? 0), dead], [0, []]);
    assert.deepEqual(outputs(), Object.fromEntries(Object.entries(expected).sort()));
    assert.deepEqual([...standIn.uploads.values()], [other]);
    for (const [key, bytes] of originals) assert.ok(standIn.objects.get(key)?.bytes.equals(bytes));
    const records = [...standIn.objects.keys()].filter((key) => key.includes('/.medimagecleaner/'));
    assert.deepEqual(records, [`archive/.medimagecleaner/cluster-${run}.report.json`]);
    const report = JSON.parse(String(standIn.objects.get(records[0] ?? '')?.bytes));
    assert.ok(JSON.stringify(report).includes(`data/deidentified/${FOLDER}/large`));
    // The rest of the large one never went through a worker.
    const sent = standIn.asked.filter(({ key }) => key.endsWith('deidentified/Quillfeather_Ada/large'));
    assert.ok(sent.some(({ headers }) => headers['x-amz-copy-source'] !== undefined));
    assert.ok(sent.every(({ bytes }) => bytes < 9 * 1024 * 1024));
    const kept = Object.values(contents(at('redis'))).map((hex) => Buffer.from(hex, 'hex').toString('latin1'));
    assert.ok(kept.some((text) => text.includes(run)));
    const { keyId, secret } = CREDENTIALS;
    for (const text of kept)
      for (const word of [FOLDER, 'study 1', BUCKET, keyId, secret, KEY, ...Object.values(PATIENT)])
        assert.ok(!text.includes(word), 'Redis holds a name or a secret');
    // Once more: all is there, and is what comes out. What is meant lies under a name that an object has as well.
    standIn.put(`archive/${FOLDER}`, Buffer.from('an object'));
    const again = await over(await submit(`${INPUT}/`));
    assert.equal(again.end?.state, 'done', again.reason);
    assert.deepEqual([again.end?.state, again.end?.kinds?.written], ['done', Object.keys(expected).length]);
  });

  it('says what can not be, in one line', async () => {
    const refused = async (words: readonly string[], more: Readonly<Record<string, string>>, expected: RegExp) => {
      const { status, err } = await cluster(words, more);
      assert.deepEqual([status, err.trim().split('\n').length < 3], [2, true], err);
      assert.match(err, expected);
    };
    const asked = ['submit', INPUT, '--root', ROOT, ...RULES];
    await refused(asked, { AWS_ACCESS_KEY_ID: '' }, /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
    await refused(asked, { AWS_SECRET_ACCESS_KEY: 'x' }, /AWS_SECRET_ACCESS_KEY/);
    await refused(['submit', `${INPUT}/nothing`, '--root', ROOT, ...RULES], {}, /nothing of this name/);
    await refused(
      ['submit', `s3://${BUCKET}/other`, '--root', ROOT, ...RULES],
      {},
      /nothing of this name|lies in no --root/,
    );
    await refused(['worker', '--root', 'data=s3://no-such-bucket/x'], {}, /no such bucket/);
    await refused([...asked, '--audit', `s3://${BUCKET}/archive/log`], {}, /--audit takes a place in a shared folder/);
    const plain = await runCli(['deidentify', INPUT, ...RULES], { cwd: at(), env: env() });
    assert.equal(plain.status, 2);
    assert.match(plain.err, /cluster submit/);
  });
});

/** A CT object of 24 MiB. */
function large(): Uint8Array {
  const [first] = sampleObjects();
  if (first === undefined) throw new Error('no object');
  const changed = new Map([
    [0x00080018, el(0x00080018, 'UI', '1.2.826.0.1.3680043.10.999.77')],
    [0x00280010, el(0x00280010, 'US', 4096)],
    [0x00280011, el(0x00280011, 'US', 3072)],
  ]);
  const elements = first.elements.filter(({ tag }) => tag !== 0x7fe00010).map((each) => changed.get(each.tag) ?? each);
  const pixels = writeElement(
    { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(24 * 1024 * 1024).fill(7) },
    EXPLICIT_LE,
  );
  return Buffer.concat([writeFile(elements, { syntax: SYNTAX.explicit }), pixels]);
}
