// The user's own ffmpeg: found on the PATH, or named. Streams go through pipes, so that nothing of them comes to lie on a disk, and what
// ffmpeg says is not repeated, because it names what is in the stream.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';

const LONGEST_LINE = 4096;

/** What it wrote, piece by piece, and how it ended. */
export interface Running {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Undefined where the program is not there; null where it was ended. */
  readonly status: Promise<number | null | undefined>;
  /** Of what it reads, once it has ended: how many streams there are, and how many of pictures. */
  readonly streams: { all: number; pictures: number };
  end(): void;
}

export function start(program: string, args: readonly string[], input: Uint8Array): Running {
  // With FFREPORT it would write a log with the stream's metadata into the folder that one is in.
  const { FFREPORT: _report, ...env } = process.env;
  const child = spawn(program, ['-hide_banner', '-nostats', '-v', 'info', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    env,
  });
  const status = new Promise<number | null | undefined>((resolve) => {
    child.on('error', () => resolve(undefined));
    child.on('close', resolve);
  });
  // It may stop reading before all is written; its status tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return { chunks: child.stdout, status, streams: countStreams(child.stderr), end: () => void child.kill('SIGKILL') };
}

/** Only numbers are taken from what it says. What it writes is listed behind what it reads. */
function countStreams(told: Readable): Running['streams'] {
  const streams = { all: 0, pictures: 0 };
  let [line, reading] = ['', true];
  told.setEncoding('latin1').on('data', (text: string) => {
    const lines = (line + text).split('\n');
    line = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const one of lines) {
      if (/^(?:Output #|Stream mapping:)/u.test(one)) reading = false;
      if (!reading || !/^ *Stream #0:\d+/u.test(one)) continue;
      streams.all += 1;
      if (one.includes(': Video: ')) streams.pictures += 1;
    }
  });
  return streams;
}

/** The whole path of a program on the PATH; the folder that one is in by chance is not looked into. */
export function onPath(name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    for (const ending of endings) {
      const file = path.join(folder, `${name}${ending}`);
      if (isProgram(file)) return file;
    }
  }
  return undefined;
}

export function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
