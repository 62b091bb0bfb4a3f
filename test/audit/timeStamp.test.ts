// Time stamps of a service that the test itself is: asked for by address, checked, and found out when false.
import assert from 'node:assert/strict';
import type { webcrypto } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Integer, OctetString, Utf8String } from 'asn1js';
import { after, before, describe, it } from 'mocha';
import {
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PKIStatusInfo,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { verifyLog } from '../../src/node/audit/auditRead.js';
import { askForStamp, checkStamp } from '../../src/node/audit/timeStamp.js';
import { runCli } from '../cli/runCli.js';
import { tempFolder } from '../node/tempFolder.js';
import { writeLog } from './auditLog.js';

const TST = '1.2.840.113549.1.9.16.1.4';

interface Service {
  readonly certificate: Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function makeService(name: string): Promise<Service> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: 7 });
  for (const part of [certificate.issuer, certificate.subject])
    part.typesAndValues.push(new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }));
  certificate.notBefore.value = new Date(Date.UTC(2020, 0, 1));
  certificate.notAfter.value = new Date(Date.UTC(2040, 0, 1));
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  return { certificate, keys };
}

async function answer(
  body: ArrayBuffer,
  { certificate, keys }: Service,
  twist: (tst: TSTInfo) => void,
): Promise<Buffer> {
  const request = TimeStampReq.fromBER(body);
  const tst = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: request.messageImprint,
    serialNumber: new Integer({ value: 42 }),
    genTime: new Date(Date.UTC(2026, 4, 6, 7, 8, 9)),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
  });
  twist(tst);
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: TST,
      eContent: new OctetString({ valueHex: tst.toSchema().toBER(false) }),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
      }),
    ],
    certificates: [certificate],
  });
  await signed.sign(keys.privateKey, 0, 'SHA-256');
  const content = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  const response = new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }), timeStampToken: content });
  return Buffer.from(response.toSchema().toBER(false));
}

describe('time stamps', () => {
  const at = tempFolder();
  let service: Service;
  let server: http.Server;
  let url = '';
  let asked = 0;
  let twist: (tst: TSTInfo) => void = () => {};
  let raw: Buffer | undefined;

  before(async () => {
    service = await makeService('Stamp Office of the Test');
    server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        asked += 1;
        const body = new Uint8Array(Buffer.concat(parts)).buffer;
        void (raw === undefined ? answer(body, service, twist) : Promise.resolve(raw)).then((bytes) =>
          response.end(bytes),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/stamp`;
  });
  after(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const HEAD = {
    log: 'ab'.repeat(16),
    size: 3,
    root: 'cd'.repeat(32),
    time: '2026-01-01T00:00:00.000Z',
    run: '12'.repeat(16),
  };

  it('are asked for and checked, and hold for their head alone', async () => {
    const token = await askForStamp(url, HEAD);
    const { time, service: name } = await checkStamp(token, HEAD);
    assert.equal(time.toISOString(), '2026-05-06T07:08:09.000Z');
    assert.equal(name, 'Stamp Office of the Test');
    await assert.rejects(checkStamp(token, { ...HEAD, size: 4 }), /of another head/u);
    const bytes = Buffer.from(token, 'base64url');
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    await assert.rejects(checkStamp(bytes.toString('base64url'), HEAD), /does not hold/u);
  });

  it('must lead to the certificate that the user gives', async () => {
    const token = await askForStamp(url, HEAD);
    const pem = ({ certificate }: Service) =>
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate.toSchema().toBER(false)).toString('base64')}\n-----END CERTIFICATE-----\n`;
    await checkStamp(token, HEAD, pem(service));
    await assert.rejects(checkStamp(token, HEAD, pem(await makeService('Somebody Else'))), /does not hold/u);
  });

  it('of a service that answers wrongly are refused with a reason', async () => {
    twist = (tst) => {
      tst.nonce = new Integer({ value: 5 });
    };
    await assert.rejects(askForStamp(url, HEAD), /another request/u);
    twist = (tst) => {
      tst.messageImprint.hashedMessage = new OctetString({ valueHex: new ArrayBuffer(32) });
    };
    await assert.rejects(askForStamp(url, HEAD), /another head/u);
    twist = () => {};
    raw = Buffer.from('no answer');
    await assert.rejects(askForStamp(url, HEAD), /none of a time stamp service/u);
    raw = undefined;
    await assert.rejects(askForStamp('ftp://x', HEAD), /address/u);
    await assert.rejects(askForStamp('http://127.0.0.1:1/', HEAD), /can not be reached/u);
  });

  it('go into the log by audit stamp, and audit verify tells them without the network', async () => {
    const log = await writeLog(at('audit.jsonl'), 2);
    const stamped = await runCli(['audit', 'stamp', log, '--tsa', url], { cwd: at() });
    assert.equal(stamped.status, 0, stamped.err);
    const before = asked;
    assert.deepEqual(verifyLog(log).problems, []);
    const verified = await runCli(['audit', 'verify', log], { cwd: at() });
    assert.equal(verified.status, 0, verified.out);
    assert.match(verified.out, /time stamp of 2026-05-06T07:08:09.000Z by Stamp Office of the Test/u);
    assert.equal(asked, before);
    const text = fs.readFileSync(log, 'utf8');
    fs.writeFileSync(
      log,
      text.replace(/("token":")(.)/u, (_, head, letter) => `${head}${letter === 'N' ? 'M' : 'N'}`),
    );
    assert.equal((await runCli(['audit', 'verify', log], { cwd: at() })).status, 1);
  });
});
