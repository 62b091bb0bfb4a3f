import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseKey } from '../../src/core/identity/parseKey.js';
import { DeidError } from '../../src/core/kernel/deidError.js';

const text = (value: string) => new TextEncoder().encode(value);
const KEY = Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 5) & 0xff);
const hex = Buffer.from(KEY).toString('hex');

describe('identity: key files', () => {
  it('hexadecimal digits, in either case, with the line end of an editor', () => {
    for (const value of [hex, hex.toUpperCase(), `${hex}\n`, `  ${hex}\r\n`, `\ufeff${hex}`]) {
      assert.deepEqual(parseKey(text(value)), KEY);
    }
    assert.deepEqual(parseKey(text(hex.slice(0, 32))), KEY.slice(0, 16));
  });

  it('UTF-16 as Windows writes it', () => {
    assert.deepEqual(parseKey(Uint8Array.from(Buffer.from(`\ufeff${hex}\r\n`, 'utf16le'))), KEY);
  });

  it('base64 and base64url', () => {
    const long = Uint8Array.from({ length: 64 }, (_, at) => (at * 91 + 3) & 0xff);
    for (const key of [KEY, long]) {
      assert.deepEqual(parseKey(text(`${Buffer.from(key).toString('base64')}\n`)), key);
      assert.deepEqual(parseKey(text(Buffer.from(key).toString('base64url'))), key);
    }
  });

  it('bytes as they are', () => {
    const binary = Uint8Array.from({ length: 16 }, (_, at) => 255 - at * 7);
    assert.deepEqual(parseKey(binary), binary);
    assert.notEqual(parseKey(binary), binary, 'a copy');
  });

  it('a passphrase through scrypt: known answer', () => {
    const expected = '37faba8e123a27344cae3b08fa6d81a3d36f545a466cec5f60f995f4216f5ed6';
    assert.equal(Buffer.from(parseKey(text('correct horse battery staple\n'))).toString('hex'), expected);
  }).timeout(20_000);

  it('refuses what is empty, short, repetitive or no key, in words, and tells none of it', () => {
    const bad: readonly (readonly [Uint8Array, RegExp])[] = [
      [text(''), /empty/],
      [text(' \r\n'), /empty/],
      [text('swordfish'), /fewer than 16 characters/],
      [text('äöüäöüäöüäöü'), /fewer than 16 characters/],
      [text('0123456789abcdef'.slice(0, 14)), /fewer than 16 characters/],
      [Uint8Array.from([0xff, 0, 1, 2, 3]), /fewer than 16 bytes/],
      [text('a'.repeat(40)), /repeats/],
      [text('0'.repeat(64)), /repeats/],
      [text('01'.repeat(32)), /repeats/],
      [new Uint8Array(32), /repeats/],
      [text(`${'A'.repeat(43)}=`), /repeats/],
      [new Uint8Array(5000), /another file/],
    ];
    for (const [bytes, words] of bad) {
      assert.throws(
        () => parseKey(bytes),
        (error) => {
          assert.ok(error instanceof DeidError);
          assert.equal(error.code, 'bad-key');
          assert.match(error.message, words);
          assert.match(error.message, /openssl rand/);
          assert.doesNotMatch(error.message, /swordfish|äöü|aaaa|0000/);
          return true;
        },
      );
    }
  });
});
