import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { DeidError } from '../../src/core/kernel/deidError.js';
import { readCrosswalk, writeCrosswalks } from '../../src/node/crosswalkFile.js';
import { KEY_VARIABLE, loadKey } from '../../src/node/keyStore.js';
import { KEY } from './requestOf.js';
import { put, tempFolder } from './tempFolder.js';

const HEX = 'ab12cd34ef56078900112233445566778899aabbccddeeff0123456789abcdef';

describe('loadKey', () => {
  const at = tempFolder();

  it('takes the file before the environment, and the environment before chance', () => {
    const keyFile = put(at('key'), `${HEX}\n`);
    fs.chmodSync(keyFile, 0o600);
    const file = loadKey({ keyFile, env: { [KEY_VARIABLE]: HEX.replaceAll('a', '5') } });
    assert.equal(Buffer.from(file.key).toString('hex'), HEX);
    assert.deepEqual([file.from, file.issues], ['file', []]);
    const environment = loadKey({ env: { [KEY_VARIABLE]: HEX } });
    assert.equal(Buffer.from(environment.key).toString('hex'), HEX);
    assert.equal(environment.from, 'environment');
    const fresh = loadKey({ env: {} });
    assert.equal(fresh.from, 'fresh');
    assert.equal(fresh.key.length, 32);
    assert.notDeepEqual(loadKey({ env: {} }).key, fresh.key);
  });

  it('warns of a key file that others can read', () => {
    const keyFile = put(at('key'), HEX);
    fs.chmodSync(keyFile, 0o640);
    assert.deepEqual(
      loadKey({ keyFile, env: {} }).issues.map((issue) => issue.code),
      ['key-file-open'],
    );
  });

  it('refuses an empty variable, a missing file, a folder and an image instead of a key', () => {
    assert.throws(() => loadKey({ env: { [KEY_VARIABLE]: '' } }), { code: 'bad-key' });
    assert.throws(() => loadKey({ keyFile: at('none'), env: {} }), { code: 'not-found' });
    assert.throws(() => loadKey({ keyFile: at(), env: {} }), DeidError);
    assert.throws(() => loadKey({ keyFile: put(at('big'), Buffer.alloc(1_000_000)), env: {} }), { code: 'bad-key' });
  });
});

describe('crosswalk files', () => {
  const at = tempFolder();
  const mappings = { uids: [['1.2.3', '2.25.1']], patients: [['ID, "7"', 'P-1']] } as const;

  it('are sealed, private, and open with the key only', async () => {
    const [uids = '', patients = ''] = await writeCrosswalks(mappings, { folder: at('x/y'), key: KEY, plain: false });
    assert.deepEqual([uids, patients], [at('x/y/uid_mapping.csv.enc'), at('x/y/patid_mapping.csv.enc')]);
    for (const file of [uids, patients]) {
      assert.equal(fs.statSync(file).mode & 0o777, 0o600);
      assert.ok(!fs.readFileSync(file, 'latin1').includes('1.2.3'));
    }
    assert.equal(readCrosswalk(uids, KEY), 'id_old,id_new\r\n1.2.3,2.25.1\r\n');
    assert.equal(readCrosswalk(patients, KEY), 'id_old,id_new\r\n"ID, ""7""",P-1\r\n');
    assert.throws(
      () =>
        readCrosswalk(
          uids,
          KEY.map((byte) => byte + 1),
        ),
      { code: 'bad-key' },
    );
  });

  it('are not opened after a change, nor under the name of the other', async () => {
    const [uids = '', patients = ''] = await writeCrosswalks(mappings, { folder: at(), key: KEY, plain: false });
    const bytes = fs.readFileSync(uids);
    fs.writeFileSync(patients, bytes);
    assert.throws(() => readCrosswalk(patients, KEY), { code: 'bad-key' });
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    fs.writeFileSync(uids, bytes);
    assert.throws(() => readCrosswalk(uids, KEY), { code: 'bad-key' });
  });

  it('that are cut are said to be, and tell nothing of what is in them', async () => {
    const [uids = ''] = await writeCrosswalks(mappings, { folder: at(), key: KEY, plain: false });
    const bytes = fs.readFileSync(uids);
    for (let length = 8; length < bytes.length; length++) {
      fs.writeFileSync(uids, bytes.subarray(0, length));
      assert.throws(
        () => readCrosswalk(uids, KEY),
        (error) =>
          error instanceof DeidError &&
          error.code === 'bad-key' &&
          (length >= 52 || /ends too early: use a copy/u.test(error.message)) &&
          !error.message.includes('1.2.3'),
        `${length} bytes`,
      );
    }
  });

  it('are plain when asked, still private, and replace those of an earlier run', async () => {
    put(at('uid_mapping.csv'), 'old');
    const [uids = ''] = await writeCrosswalks(mappings, { folder: at(), key: KEY, plain: true });
    assert.equal(readCrosswalk(uids, KEY), 'id_old,id_new\r\n1.2.3,2.25.1\r\n');
    assert.equal(fs.statSync(uids).mode & 0o777, 0o600);
    assert.deepEqual(fs.readdirSync(at()).sort(), ['patid_mapping.csv', 'uid_mapping.csv']);
  });
});
