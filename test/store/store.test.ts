// Objects of a store as inputs and outputs: signatures, lists, windows, conditions, parts, and what happens when store or network fail.
import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import http from 'node:http';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { bufferSource, concat } from '../../src/core/kernel/source.js';
import { rawPath } from '../../src/node/rawPath.js';
import { accessFrom, isReadByOthers } from '../../src/node/store/access.js';
import { addressOf, addressPath, isObject, objectPath } from '../../src/node/store/address.js';
import { openObjectOutput, sameAsObject } from '../../src/node/store/objectOutput.js';
import { openObject } from '../../src/node/store/objectSource.js';
import { type ObjectStore, openStore } from '../../src/node/store/objectStore.js';
import { keepOwnBytes } from '../../src/node/store/ownBytes.js';
import { sign } from '../../src/node/store/signature.js';
import { dropUploads } from '../../src/node/store/storedRecords.js';
import { walkObjects } from '../../src/node/store/walkObjects.js';
import { BUCKET, type Fault, type StandIn, startStandIn } from './standIn.js';

const MIB = 1024 * 1024;
const PATIENCE = { pauseMs: 1, silentMs: 20_000, slowMs: 60_000 } as const;
const pathOf = (key: string) => addressPath({ bucket: BUCKET, key });
/** The same for the same seed. */
const noise = (length: number, seed = 1): Uint8Array => {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return new Uint8Array(cipher.update(Buffer.alloc(length)));
};

describe('an object store', function () {
  this.timeout(60_000);
  let standIn: StandIn;
  let store: ObjectStore;

  beforeEach(async () => {
    standIn = await startStandIn();
    store = openStore(accessFrom(standIn.env()), PATIENCE);
  });
  afterEach(() => standIn.close());

  const open = (key: string) => openObject(pathOf(key), undefined, store);
  const output = (key: string) => openObjectOutput({ path: pathOf(key), moved: () => {}, store });
  const walked = async (root: string) => {
    const found: string[] = [];
    for await (const entry of walkObjects(objectPath(root), store)) {
      const { key } = addressOf(entry.path);
      found.push(
        entry.kind === 'file'
          ? `${key}${entry.twin ? ' twin' : ''}`
          : `${key} ${entry.kind === 'left' ? entry.code : ''}`,
      );
    }
    return found;
  };
  /** The first `count` requests that fit fail so. */
  const failing = (fault: Fault, fits: (method: string) => boolean, count = 1) => {
    let left = count;
    standIn.fault = ({ method }) => {
      if (left === 0 || !fits(method)) return undefined;
      left -= 1;
      return fault;
    };
  };

  it('is asked with the signatures that its documentation shows', () => {
    const access = {
      keyId: 'AKIAIOSFODNN7EXAMPLE',
      secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
    };
    const at = new Date('2013-05-24T00:00:00Z');
    const host = 'examplebucket.s3.amazonaws.com';
    const signatureOf = (more: {
      path: string;
      method?: string;
      headers?: Record<string, string>;
      query?: Record<string, string>;
      body?: string;
    }) => {
      const { authorization = '' } = sign(
        { method: 'GET', query: {}, headers: {}, host, ...more, body: Buffer.from(more.body ?? '') },
        access,
        at,
      );
      return authorization.slice(-64);
    };
    const get = { path: '/test.txt', headers: { range: 'bytes=0-9' } };
    assert.equal(signatureOf(get), 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
    const list = { path: '/', query: { 'max-keys': '2', prefix: 'J' } };
    assert.equal(signatureOf(list), '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
    const lifecycle = { path: '/', query: { lifecycle: '' } };
    assert.equal(signatureOf(lifecycle), 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543');
    const put = {
      method: 'PUT',
      path: '/test%24file.text',
      body: 'Welcome to Amazon S3.',
      headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    };
    assert.equal(signatureOf(put), '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd');
  });

  it('says what the name of a bucket may be where one is none', () => {
    for (const given of ['s3://b/p', 's3://Bucket/p', 's3://my_bucket'])
      assert.throws(() => objectPath(given), /3 to 63 small letters/u, given);
  });

  it('is named by s3://BUCKET/PREFIX, and nothing else is', () => {
    assert.ok(isObject('s3://a-b/c') && !isObject('/s3://a') && !isObject('s3:/a'));
    assert.deepEqual(addressOf(objectPath('s3://bucket/a b/ü%2F/')), { bucket: 'bucket', key: 'a b/ü%2F' });
    assert.deepEqual(addressOf(objectPath('s3://bucket')), { bucket: 'bucket', key: '' });
    for (const wrong of [
      's3://',
      's3://B/x',
      's3://bucket//x',
      's3://bucket/../x',
      's3://bucket/a/./b',
      's3://bucket/a//b',
    ])
      assert.throws(() => objectPath(wrong), { code: 'usage' });
  });

  it('is listed page by page, with keys of any characters, as a folder is walked', async () => {
    const plain = Array.from({ length: 17 }, (_, at) => `in/s/${String(at).padStart(2, '0')}`);
    const odd = ['in/a b+c', 'in/ü&<>"\'', 'in/\u0001x', 'in/%2F', 'in/(1)*!'];
    for (const key of [...plain, ...odd, 'other', 'inside', 'in/A', 'in/a', 'in/B/x', 'in/b/x'])
      standIn.put(key, noise(1));
    for (const key of ['in/', 'in/s/']) standIn.put(key, noise(0));
    for (const key of ['in//x', 'in/../x', 'in/q/./x', 'in/tail/']) standIn.put(key, noise(1));
    for (const key of ['in/deidentified/x', 'in/deidentified/y', 'in/s/.medimagecleaner/z']) standIn.put(key, noise(1));
    const found = await walked(`s3://${BUCKET}/in`);
    const expected = [
      ...plain,
      ...odd,
      'in/A',
      'in/a twin',
      'in/B/x',
      'in/b/x twin',
      ...['in//x', 'in/../x', 'in/q/./x', 'in/tail/'].map((key) => `${key} odd-key`),
      'in/deidentified output-folder',
      'in/s/.medimagecleaner output-folder',
    ];
    assert.deepEqual([...found].sort(), [...expected].sort());
    assert.ok(standIn.asked.length > 4);
    assert.equal((await walked(`s3://${BUCKET}`)).length, found.length + 2);
    // An object and a prefix of one name are no twins of one another; a third, written otherwise, is one of both.
    for (const key of ['both/N', 'both/N/x', 'both/n']) standIn.put(key, noise(1));
    assert.deepEqual(await walked(`s3://${BUCKET}/both`), ['both/N', 'both/N/x', 'both/n twin']);
  });

  it('is not taken for empty where something else answers, and no list for ended that is not', async () => {
    const answers = [
      '<html><body>Sign in</body></html>',
      '',
      '<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>in/a</Key><Size>1</Size></Contents></ListBucketResult>',
    ];
    for (const answer of answers) {
      const server = http.createServer((_, response) => response.end(answer));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      const other = openStore(
        { ...accessFrom(standIn.env()), endpoint: new URL(`http://127.0.0.1:${address.port}`) },
        PATIENCE,
      );
      const keys: string[] = [];
      const listing = async () => {
        for await (const { key } of other.list({ bucket: BUCKET, key: 'in/' })) keys.push(key);
      };
      await assert.rejects(listing(), { code: 'io', message: /no whole list of objects/ });
      // Nothing of a list that does not end is walked.
      assert.deepEqual(keys, []);
      server.closeAllConnections();
      server.close();
    }
  });

  it('gives windows, and never bytes of another version', async () => {
    const bytes = noise(3 * MIB + 5);
    standIn.put('a b/ü+', bytes);
    const source = await open('a b/ü+');
    assert.equal(source.size, bytes.length);
    for (const [offset, length] of [
      [0, 10],
      [200_000, 100_000],
      [bytes.length - 3, 10],
      [5, 2 * MIB],
      [bytes.length, 1],
    ] as const)
      assert.deepEqual(
        Buffer.from(await source.read(offset, length)),
        Buffer.from(bytes.subarray(offset, offset + length)),
      );
    const before = standIn.asked.length;
    for (const at of [0, 1000, 200_000]) await source.read(at, 100);
    assert.equal(standIn.asked.length, before);
    assert.ok(await source.unchanged());
    standIn.put('a b/ü+', noise(3 * MIB + 5, 2));
    assert.equal(await source.unchanged(), false);
    await assert.rejects(async () => await source.read(2 * MIB, 10), { code: 'changed' });
    standIn.put('none', noise(0));
    assert.equal((await open('none')).size, 0);
    await assert.rejects(open('nothing'), { code: 'not-found' });
  });

  it('takes a small copy in one piece, and leaves what is there unless it is told', async () => {
    standIn.put('in', noise(300_000));
    const source = await open('in');
    const write = async (key: string, overwrite: boolean) => {
      const out = output(key);
      await out.write(Buffer.from('new'));
      await out.copy(source, 3, source.size - 3);
      const seen = await out.source().read(0, source.size);
      const stamp = await out.commit(overwrite);
      out.abort();
      return { seen, stamp };
    };
    const { seen, stamp } = await write('out', false);
    const expected = concat([Buffer.from('new'), noise(300_000).subarray(3)]);
    assert.deepEqual(Buffer.from(seen), Buffer.from(expected));
    assert.deepEqual(standIn.objects.get('out')?.bytes, Buffer.from(expected));
    assert.equal(await sameAsObject(bufferSource(expected), pathOf('out'), store), stamp);
    assert.equal(await sameAsObject(bufferSource(noise(300_000)), pathOf('out'), store), undefined);
    standIn.put('out', noise(1));
    await assert.rejects(write('out', false), { code: 'output-exists' });
    assert.equal(standIn.objects.get('out')?.bytes.length, 1);
    await write('out', true);
    assert.equal(standIn.objects.get('out')?.bytes.length, expected.length);
    // A store that knows no conditions.
    standIn.plain = true;
    await write('plain', false);
    assert.ok(standIn.objects.has('plain'));
    standIn.put('plain', noise(1));
    await assert.rejects(write('plain', false), { code: 'output-exists' });
    // One that is put there between the look and the copy stays where the store knows conditions.
    standIn.plain = false;
    standIn.objects.delete('plain');
    standIn.fault = ({ method }) => {
      if (method === 'PUT') standIn.put('plain', noise(1));
      return undefined;
    };
    await assert.rejects(write('plain', false), { code: 'output-exists' });
    assert.equal(standIn.objects.get('plain')?.bytes.length, 1);
  });

  it('copies the rest of a large object by itself, and shows nothing before all of it is there', async () => {
    const bytes = noise(20 * MIB);
    standIn.put('in', bytes);
    const source = await open('in');
    const out = output('out');
    await out.write(noise(1000, 3));
    await out.copy(source, 2000, source.size - 2000);
    assert.ok(!standIn.objects.has('out'));
    const sent = () => standIn.asked.reduce((sum, { bytes: count }) => sum + count, 0);
    await out.commit(false);
    const expected = concat([noise(1000, 3), bytes.subarray(2000)]);
    assert.ok(standIn.objects.get('out')?.bytes.equals(expected));
    assert.ok(sent() < 9 * MIB, 'all of it went through this machine');
    assert.equal(standIn.uploads.size, 0);
    // Where the store does not copy, the bytes go through this machine.
    for (const status of [403, 501]) {
      standIn.fault = ({ headers }) => (headers['x-amz-copy-source'] === undefined ? undefined : status);
      const other = output(`other${status}`);
      await other.copy(source, 0, source.size);
      await other.commit(false);
      assert.ok(standIn.objects.get(`other${status}`)?.bytes.equals(bytes));
    }
  });

  it('is left as it was where the original changes, the store fails in the middle, or the run is ended', async () => {
    standIn.put('in', noise(20 * MIB));
    const attempt = async (during: () => void) => {
      const out = output('out');
      const source = await open('in');
      await out.copy(source, 0, source.size);
      during();
      try {
        await out.commit(false);
      } finally {
        out.abort();
      }
    };
    await assert.rejects(
      attempt(() => standIn.put('in', noise(20 * MIB, 2))),
      { code: 'changed' },
    );
    let parts = 0;
    standIn.fault = ({ query }) => {
      if (!query.has('partNumber')) return undefined;
      parts += 1;
      return 503;
    };
    await assert.rejects(
      attempt(() => {}),
      { code: 'target-gone' },
    );
    assert.ok(parts > 1);
    standIn.fault = () => undefined;
    const source = await open('in');
    const ended = openObjectOutput({
      path: pathOf('out'),
      store,
      moved: (count) => {
        if (count > 0) throw new Error('ended');
      },
    });
    await ended.copy(source, 0, source.size);
    await assert.rejects(ended.commit(false), /ended/);
    assert.deepEqual([standIn.objects.has('out'), standIn.uploads.size], [false, 0]);
  });

  it('is asked again where it is busy, is silent or cuts its answer, and a copy whose answer was lost is known again', async () => {
    standIn.put('in', noise(2 * MIB));
    for (const fault of ['drop', 'cut', 503, 500] as const) {
      failing(fault, () => true, 2);
      const source = await open('in');
      assert.deepEqual(Buffer.from(await source.read(MIB, MIB)), Buffer.from(noise(2 * MIB).subarray(MIB)));
    }
    for (const [key, size, method] of [
      ['small', 10, 'PUT'],
      ['large', 20 * MIB, 'POST'],
    ] as const) {
      const out = output(key);
      await out.write(noise(size));
      let lost = 0;
      standIn.fault = (asked) => {
        if (asked.method !== method || asked.query.has('uploads')) return undefined;
        lost += 1;
        return lost === 1 ? 'lost' : undefined;
      };
      assert.match(await out.commit(false), /^object:"/);
      assert.ok(standIn.objects.get(key)?.bytes.equals(noise(size)));
      assert.ok(lost > 1);
      // As well where it takes the place of another.
      lost = 0;
      const over = output(key);
      await over.write(noise(size, 4));
      assert.match(await over.commit(true), /^object:"/);
      assert.ok(standIn.objects.get(key)?.bytes.equals(noise(size, 4)));
      assert.ok(lost > 1);
    }
    assert.equal(standIn.uploads.size, 0);
  });

  it('has uploads that a run left open ended, and not those of others', async () => {
    const at = (key: string) => ({ bucket: BUCKET, key });
    await store.beginParts(at('out/old'));
    await store.beginParts(at('out/a&b'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const since = Date.now();
    // The answer to the first is lost: there are two then.
    failing('lost', (method) => method === 'POST');
    for (const key of ['out/a&b', 'out', 'out/of others', 'outside', 'in/x']) await store.beginParts(at(key));
    assert.equal(standIn.uploads.size, 8);
    let asked = 0;
    const own = async function* () {
      asked += 1;
      for (const key of ['out', 'out/a&b', 'out/old', 'out/none']) yield pathOf(key);
    };
    const run = { places: [pathOf('out'), pathOf('out')], since, own };
    await dropUploads(run, store);
    const left = () => [...standIn.uploads.values()].map(({ key }) => key).sort();
    assert.deepEqual(left(), ['in/x', 'out/a&b', 'out/of others', 'out/old', 'outside']);
    // Where nothing is open, or may be listed, nobody asks what is the run's own.
    await dropUploads({ ...run, places: [pathOf('nowhere')] }, store);
    for (const status of [403, 501]) {
      standIn.fault = () => status;
      await dropUploads(run, store);
    }
    assert.equal(asked, 1);
    assert.equal(left().length, 5);
  });

  it('does not hold a request up without end by answering byte by byte', async () => {
    standIn.put('in', noise(MIB));
    const hasty = openStore(accessFrom(standIn.env()), { pauseMs: 1, silentMs: 30, slowMs: 60_000 });
    standIn.fault = () => 'trickle';
    await assert.rejects(openObject(pathOf('in'), undefined, hasty), { code: 'target-gone' });
    assert.equal(standIn.asked.length, 6);
    // What the store does by itself may take its time, but not for ever.
    const whole = openStore(accessFrom(standIn.env()), { pauseMs: 1, silentMs: 20_000, slowMs: 30 });
    const id = { bucket: BUCKET, key: 'out' };
    await assert.rejects(whole.endParts(id, 'x', [], true), { code: 'target-gone' });
    // Whoever waits can end it.
    let told = 0;
    const beat = () => {
      told += 1;
      if (told > 5) throw new Error('ended');
    };
    await assert.rejects(openObject(pathOf('in'), beat, store), /^Error: ended$/);
    assert.equal(standIn.asked.length, 13);
    standIn.fault = () => undefined;
    assert.equal((await openObject(pathOf('in'), undefined, hasty)).size, MIB);
  });

  it('tells a copy of somebody else, put in the same moment, from an original that changed', async () => {
    const conflict = (method: string, then: () => void) => {
      let left = 1;
      standIn.fault = (asked) => {
        if (left === 0 || asked.method !== method || asked.query.has('uploads')) return undefined;
        left -= 1;
        then();
        return 409;
      };
    };
    const write = async (key: string, size: number, seed = 1) => {
      const out = output(key);
      await out.write(noise(size, seed));
      return await out.commit(false);
    };
    for (const [method, size] of [
      ['PUT', 10],
      ['POST', 9 * MIB],
    ] as const) {
      // Nobody put anything in the end.
      conflict(method, () => {});
      assert.match(await write(`a${method}`, size), /^object:/);
      // Another has put something else.
      conflict(method, () => standIn.put(`b${method}`, noise(1)));
      await assert.rejects(write(`b${method}`, size), { code: 'output-exists' });
      // Another has put the same.
      conflict(method, () => standIn.put(`c${method}`, noise(size)));
      assert.match(await write(`c${method}`, size), /^object:/);
      // It never ends.
      standIn.fault = (asked) => (asked.method === method && !asked.query.has('uploads') ? 409 : undefined);
      await assert.rejects(write(`d${method}`, size), { code: 'io', message: /another writes the same object/ });
    }
    // The store forgot the upload.
    conflict('POST', () => standIn.uploads.clear());
    await assert.rejects(write('e', 9 * MIB), { code: 'io', message: /another writes the same object/ });
    assert.ok(!standIn.objects.has('e'));
  });

  it('is known to be read by others on the way where that is not encrypted', () => {
    const isRead = (url: string) => isReadByOthers(accessFrom({ ...standIn.env(), AWS_ENDPOINT_URL_S3: url }));
    for (const open of [
      'http://minio.local:9000',
      'http://10.0.0.1',
      'http://localhost.example',
      'http://127.0.0.1.example',
    ])
      assert.ok(isRead(open), open);
    for (const closed of ['https://minio.local', 'http://127.0.0.1:9000', 'http://[::1]:9000', 'http://LOCALHOST'])
      assert.ok(!isRead(closed), closed);
  });

  it('says in one line what is wrong, and names no object', async () => {
    standIn.put('Quillfeather', noise(1));
    const told = async (env: Readonly<Record<string, string>>, path = pathOf('Quillfeather')) => {
      try {
        await openObject(path, undefined, openStore(accessFrom({ ...standIn.env(), ...env }), PATIENCE));
        return '';
      } catch (error) {
        assert.ok(error instanceof Error && 'code' in error);
        assert.ok(!/Quillfeather|AKID|stand\/in|\n/.test(error.message), error.message);
        return `${error.code}: ${error.message}`;
      }
    };
    assert.equal(await told({}), '');
    assert.match(await told({ AWS_ACCESS_KEY_ID: '' }), /^usage: .*AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
    assert.match(
      await told({ AWS_ACCESS_KEY_ID: 'AKIDOTHER' }),
      /^no-permission: .*does not know the AWS_ACCESS_KEY_ID/,
    );
    assert.match(await told({ AWS_SECRET_ACCESS_KEY: 'x' }), /^no-permission: .*AWS_SECRET_ACCESS_KEY/);
    assert.match(await told({ AWS_REGION: 'eu-other-1' }), /^usage: .*AWS_REGION/);
    assert.match(await told({ AWS_ENDPOINT_URL_S3: 'nonsense' }), /^usage: .*endpoint/);
    assert.match(await told({}, rawPath('s3://nobucket/x')), /^not-found: .*no such bucket/);
    standIn.fault = () => 403;
    assert.match(await told({}), /^no-permission: .*denies access/);
    standIn.fault = () => undefined;
    standIn.skewMs = 3_600_000;
    assert.match(await told({}), /^no-permission: .*clock/);
    await standIn.close();
    assert.match(await told({}), /^target-gone: .*can not be reached \(ECONNREFUSED\)/);
  });
});

describe('bytes of a copy that wait to be sent', () => {
  it('are the same in memory and in a file without a name', () => {
    const own = keepOwnBytes(100);
    const all = noise(1000);
    for (let at = 0; at < all.length; at += 30) own.add(all.subarray(at, Math.min(all.length, at + 30)));
    for (const [offset, length] of [
      [0, 1000],
      [5, 20],
      [950, 50],
      [880, 115],
    ] as const)
      assert.deepEqual(Buffer.from(own.read(offset, length)), Buffer.from(all.subarray(offset, offset + length)));
    assert.equal(own.length, 1000);
    own.close();
  });
});
