// A journal on the disk: read line by line, appended in groups that are forced to the disk. A last line that was cut off is dropped.
import fs from 'node:fs';
import { promisify } from 'node:util';
import { nativePath, type RawPath } from '../rawPath.js';
import { writeAll } from '../writeAll.js';
import { type JournalLine, lineText, parseLine } from './lines.js';

const CHUNK = 256 * 1024;
/** A group of lines waits at most so long, or until there are so many. */
const GROUP_MS = 200;
const GROUP_LINES = 256;

/**
 * Tells each whole line. Lines whose checksum is wrong are passed over: what they were about is looked at again.
 * @param to end of what is read, behind a whole line
 * @returns how many bytes of the file are whole lines
 */
export function readJournal(
  file: RawPath,
  told: (line: JournalLine) => boolean | undefined,
  to = Number.POSITIVE_INFINITY,
): number {
  const descriptor = fs.openSync(nativePath(file), 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let whole = 0;
    let rest = '';
    for (;;) {
      const got = fs.readSync(descriptor, buffer, 0, Math.min(CHUNK, to - whole - rest.length), null);
      if (got === 0) return whole;
      // One byte is one character: lines are ASCII but for messages, which are not counted in characters.
      const text = rest + buffer.toString('latin1', 0, got);
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        const line = parseLine(Buffer.from(text.slice(from, end), 'latin1').toString('utf8'));
        whole += end + 1 - from;
        from = end + 1;
        if (line !== undefined && told(line) === false) return whole;
      }
      rest = text.slice(from);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

export interface JournalAppender {
  add(line: JournalLine): void;
  /** Resolves when every line so far is on the disk. @throws the first error that appending had */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const sync = promisify(fs.fdatasync);

/** @param from bytes that are kept; what is behind them was cut off */
export function appendJournal(file: RawPath, from: number): JournalAppender {
  const descriptor = fs.openSync(nativePath(file), fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
  fs.ftruncateSync(descriptor, from);
  let at = from;
  let lines: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let syncing: Promise<void> = Promise.resolve();
  let broken: unknown;

  const put = () => {
    clearTimeout(timer);
    timer = undefined;
    if (lines.length === 0 || broken !== undefined) return;
    const bytes = Buffer.from(lines.join(''));
    lines = [];
    syncing = syncing
      .then(async () => {
        writeAll(descriptor, bytes, at);
        at += bytes.length;
        await sync(descriptor);
      })
      .catch((error) => {
        broken ??= error;
      });
  };
  const flush = async () => {
    put();
    await syncing;
    if (broken !== undefined) throw broken;
  };
  return {
    add(line) {
      lines.push(lineText(line));
      if (lines.length >= GROUP_LINES) put();
      else timer ??= setTimeout(put, GROUP_MS);
    },
    flush,
    async close() {
      try {
        await flush();
      } finally {
        fs.closeSync(descriptor);
      }
    },
  };
}

/** Makes what was done to the names in a folder last. */
export function syncFolder(folder: RawPath): void {
  try {
    const descriptor = fs.openSync(nativePath(folder), 'r');
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    // Windows and some network file systems can't; the file itself is on the disk all the same.
  }
}
