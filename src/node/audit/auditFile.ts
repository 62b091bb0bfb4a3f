// An audit log on disk: read line by line, and lines appended under a lock, so that several processes may write to one log. A line
// that a process did not finish is taken away by the next one, which notes it.

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { headMessage } from '../../core/audit/head.js';
import { AUDIT_SCHEMA, type AuditEntry, type AuditLine, lineText, readLine } from '../../core/audit/line.js';
import { growingTree, leafHash } from '../../core/audit/merkle.js';
import { toHex } from '../../core/identity/mac.js';
import { DeidError } from '../../core/kernel/deidError.js';
import { withLock } from '../fileLock.js';
import { pathError } from '../systemError.js';
import { writeAll } from '../writeAll.js';
import type { AuditSigner } from './signer.js';

const PIECE = 1024 * 1024;
const FIRST = '0'.repeat(64);

/** Calls `use` with every whole line of `file` from `offset` on; gives where the last one ends. */
function readLines(descriptor: number, offset: number, use: (line: Buffer) => void): number {
  const piece = Buffer.allocUnsafe(PIECE);
  let rest: Buffer = Buffer.alloc(0);
  let end = offset;
  for (let at = offset; ; ) {
    const count = fs.readSync(descriptor, piece, 0, PIECE, at);
    if (count === 0) return end;
    at += count;
    let bytes: Buffer = Buffer.concat([rest, piece.subarray(0, count)]);
    for (let stop = bytes.indexOf(10); stop >= 0; stop = bytes.indexOf(10)) {
      use(bytes.subarray(0, stop));
      end += stop + 1;
      bytes = bytes.subarray(stop + 1);
    }
    rest = Buffer.from(bytes);
  }
}

/**
 * Calls `use` with the text of every line, a torn last one included, and says whether it was torn.
 * @throws PathError of the operating system
 */
export function readLog(file: string, use: (text: string) => void): { readonly torn: boolean } {
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    throw pathError(error, file);
  }
  try {
    const end = readLines(descriptor, 0, (line) => use(line.toString('utf8')));
    const { size } = fs.fstatSync(descriptor);
    if (end < size) {
      const rest = Buffer.alloc(size - end);
      fs.readSync(descriptor, rest, 0, rest.length, end);
      use(rest.toString('utf8'));
    }
    return { torn: end < size };
  } catch (error) {
    throw pathError(error, file);
  } finally {
    fs.closeSync(descriptor);
  }
}

export interface AuditFile {
  /**
   * Writes entries one after the other as one piece.
   * @param sign whether a signed head follows, and the disk is waited for
   * @throws PathError, DeidError: nothing of the entries is in the log then
   */
  append(entries: readonly AuditEntry[], sign: boolean): Promise<void>;
}

interface AppendOptions {
  readonly file: string;
  readonly run: string;
  readonly signer: AuditSigner;
  readonly now: () => Date;
}

/** A log to append to; made where there is none. */
export function openAuditFile({ file, run, signer, now }: AppendOptions): AuditFile {
  const tree = growingTree();
  let offset = 0;
  let prev = FIRST;
  let log = '';

  const learn = (line: Buffer) => {
    if (tree.size === 0) {
      const first = readLine(line.toString('utf8'));
      if (first?.kind !== 'open')
        throw new DeidError('io', 'the file is no audit log of this program; choose another with --audit');
      log = first.log;
    }
    const leaf = leafHash(line);
    tree.append(leaf);
    prev = toHex(leaf);
  };
  const compose = (entries: readonly AuditEntry[], sign: boolean): Buffer => {
    const time = now().toISOString();
    const lines: Buffer[] = [];
    const add = (entry: AuditEntry) => {
      const line = { n: tree.size, prev, time, ...entry } satisfies AuditLine;
      const text = Buffer.from(lineText(line), 'utf8');
      lines.push(text, Buffer.from('\n'));
      learn(text);
    };
    if (tree.size === 0) add({ kind: 'open', schema: AUDIT_SCHEMA, log: randomBytes(16).toString('hex') });
    entries.forEach(add);
    if (sign) {
      const head = { log, size: tree.size, root: toHex(tree.root()), time, run };
      add({ kind: 'head', ...head, signer: signer.signer, signature: signer.sign(headMessage(head)) });
    }
    return Buffer.concat(lines);
  };
  const write = (entries: readonly AuditEntry[], sign: boolean) => {
    const descriptor = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
    try {
      offset = readLines(descriptor, offset, learn);
      const { size } = fs.fstatSync(descriptor);
      if (size < offset) throw new DeidError('changed', 'the audit log was cut while a run was writing to it');
      if (size > offset) fs.ftruncateSync(descriptor, offset);
      const torn: readonly AuditEntry[] = size > offset ? [{ kind: 'recovered', bytes: size - offset }] : [];
      const bytes = compose([...torn, ...entries], sign);
      try {
        writeAll(descriptor, bytes, offset);
        if (sign) fs.fsyncSync(descriptor);
      } catch (error) {
        fs.ftruncateSync(descriptor, offset);
        throw error;
      }
      offset += bytes.length;
    } finally {
      fs.closeSync(descriptor);
    }
  };
  let failed: unknown;
  return {
    append: (entries, sign) =>
      withLock(file, () => {
        // What was learnt in memory is ahead of the disk after a failure: nothing more can be written truthfully.
        if (failed !== undefined) throw failed;
        try {
          write(entries, sign);
        } catch (error) {
          failed = error instanceof DeidError ? error : pathError(error, file);
          throw failed;
        }
      }),
  };
}
