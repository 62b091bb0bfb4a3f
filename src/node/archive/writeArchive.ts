// A new archive, written from its beginning to its end under a temporary name. It holds names and bytes and nothing else: no time, no
// owner, no comment, all of which may tell where a file came from. The same entries give the same bytes.
import { once } from 'node:events';
import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createGzip, deflateRawSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { writeAll } from '../writeAll.js';
import type { ArchiveKind } from './entries.js';
import { crc32 } from './readZip.js';

export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** Closes what is open; the file is the caller's to remove. */
  abort(): void;
}

export function writeArchive(file: Buffer, kind: ArchiveKind): ArchiveWriter {
  const descriptor = fs.openSync(file, 'wx');
  return kind === 'zip' ? zipWriter(descriptor) : tarWriter(descriptor, kind === 'tar.gz');
}

/** So much may wait between the packer and the file. */
const WAITING = 8 * 1024 * 1024;

function tarWriter(descriptor: number, gzip: boolean): ArchiveWriter {
  const output = fs.createWriteStream('', { fd: descriptor });
  const sink = gzip ? createGzip() : output;
  const tar = pack();
  let given = 0;
  let taken = 0;
  let fault: unknown;
  const pump = async () => {
    if (sink !== output) sink.pipe(output);
    for await (const piece of tar) {
      if (!(piece instanceof Uint8Array)) continue;
      taken += piece.length;
      if (!sink.write(piece)) await once(sink, 'drain');
    }
    sink.end();
    if (!output.closed) await once(output, 'close');
  };
  output.on('error', (error) => {
    fault = error;
    tar.destroy();
  });
  const pumped = pump().catch((error) => {
    fault ??= error;
  });
  return {
    async add(name, bytes) {
      if (fault !== undefined) throw fault;
      const header = { name, size: bytes.length, mode: 0o644, mtime: new Date(0), uid: 0, gid: 0 };
      tar.entry(header, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      given += bytes.length;
      while (given - taken > WAITING && fault === undefined) await setImmediate();
    },
    async end() {
      tar.finalize();
      await pumped;
      if (fault !== undefined) throw fault;
    },
    abort() {
      tar.destroy();
      output.destroy();
    },
  };
}

/** 1980-01-01, the first day that zip knows. */
const DAY_ONE = 0x0021;
const UTF8 = 0x0800;
const WIDE = 0xffffffff;

function zipWriter(descriptor: number): ArchiveWriter {
  const directory: Buffer[] = [];
  let at = 0;
  let closed = false;
  const put = (bytes: Uint8Array) => {
    writeAll(descriptor, bytes, at);
    at += bytes.length;
  };
  const close = () => {
    if (!closed) fs.closeSync(descriptor);
    closed = true;
  };
  return {
    async add(name, bytes) {
      const packed = deflateRawSync(bytes);
      const stored = packed.length >= bytes.length;
      const body = stored ? bytes : packed;
      const path = Buffer.from(name, 'utf8');
      const offset = at;
      const fields = Buffer.alloc(26);
      fields.writeUInt16LE(offset >= WIDE ? 45 : 20, 0);
      fields.writeUInt16LE(UTF8, 2);
      fields.writeUInt16LE(stored ? 0 : 8, 4);
      fields.writeUInt16LE(DAY_ONE, 8);
      fields.writeUInt32LE(crc32(bytes), 10);
      fields.writeUInt32LE(body.length, 14);
      fields.writeUInt32LE(bytes.length, 18);
      fields.writeUInt16LE(path.length, 22);
      put(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, path]));
      put(body);
      directory.push(centralHeader(fields, path, offset));
    },
    async end() {
      const start = at;
      for (const header of directory) put(header);
      put(endOfDirectory(directory.length, at - start, start));
      fs.fsyncSync(descriptor);
      close();
    },
    abort: close,
  };
}

function centralHeader(fields: Buffer, path: Buffer, offset: number): Buffer {
  const wide = offset >= WIDE;
  const extra = wide ? Buffer.alloc(12) : Buffer.alloc(0);
  if (wide) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(offset), 4);
  }
  const head = Buffer.alloc(6);
  head.write('PK\x01\x02', 'latin1');
  head.writeUInt16LE(wide ? 45 : 20, 4);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(wide ? WIDE : offset, 10);
  const own = Buffer.from(fields);
  own.writeUInt16LE(extra.length, 24);
  return Buffer.concat([head, own, rest, path, extra]);
}

/** With the wide records of zip64 where the numbers ask for them. */
function endOfDirectory(entries: number, size: number, start: number): Buffer {
  const wide = entries >= 0xffff || size >= WIDE || start >= WIDE;
  const parts: Buffer[] = [];
  if (wide) {
    const record = Buffer.alloc(56);
    record.write('PK\x06\x06', 'latin1');
    record.writeBigUInt64LE(44n, 4);
    record.writeUInt16LE(45, 12);
    record.writeUInt16LE(45, 14);
    record.writeBigUInt64LE(BigInt(entries), 24);
    record.writeBigUInt64LE(BigInt(entries), 32);
    record.writeBigUInt64LE(BigInt(size), 40);
    record.writeBigUInt64LE(BigInt(start), 48);
    const locator = Buffer.alloc(20);
    locator.write('PK\x06\x07', 'latin1');
    locator.writeBigUInt64LE(BigInt(start + size), 8);
    locator.writeUInt32LE(1, 16);
    parts.push(record, locator);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(entries, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries, 0xffff), 10);
  end.writeUInt32LE(Math.min(size, WIDE), 12);
  end.writeUInt32LE(Math.min(start, WIDE), 16);
  parts.push(end);
  return Buffer.concat(parts);
}
