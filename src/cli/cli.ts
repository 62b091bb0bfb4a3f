#!/usr/bin/env node
// The program's entry: streams, signals and exit status. Everything else is in main.ts.
import { describeFailure, trace } from './failure.js';
import { main } from './main.js';
import { complain, type Session } from './session.js';
import { makeTerminal } from './terminal.js';

const controller = new AbortController();
// Opened at the first question, so that no other command waits for standard input.
let lines: AsyncIterator<string> | undefined;
async function ask(prompt: string): Promise<string | undefined> {
  if (lines === undefined) {
    const { createInterface } = await import('node:readline');
    const reader = createInterface({ input: process.stdin });
    controller.signal.addEventListener('abort', () => reader.close());
    lines = reader[Symbol.asyncIterator]();
  }
  session.terminal.err(prompt);
  const { value, done } = await lines.next();
  return done === true ? undefined : value;
}

const session: Session = {
  terminal: makeTerminal(process.stdout, process.stderr, process.env),
  signal: controller.signal,
  environment: process.env,
  ask,
  askSecret: (prompt) => (process.stdin.isTTY ? readSecret(prompt) : ask(prompt)),
  now: () => performance.now(),
  date: () => new Date(),
};

/** One line from the keyboard that the screen does not show. */
function readSecret(prompt: string): Promise<string | undefined> {
  session.terminal.err(prompt);
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve) => {
    let typed = '';
    const end = (answer: string | undefined) => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      session.terminal.err('\n');
      resolve(answer);
    };
    const take = (text: string) => {
      for (const letter of text) {
        if (letter === '\r' || letter === '\n') return end(typed);
        if (letter === '\u0003' || (letter === '\u0004' && typed === '')) return end(undefined);
        typed = letter === '\u007f' || letter === '\b' ? typed.slice(0, -1) : typed + letter;
      }
    };
    stdin.on('data', take);
  });
}

// The first Ctrl-C lets what is being written be taken away; the second does not wait.
for (const [name, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(name, () => {
    if (controller.signal.aborted) process.exit(status);
    controller.abort();
  });
}

// A reader that closes early, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  fail(error);
  process.exit(2);
});
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  fail(error);
  process.exit(2);
});

function fail(error: unknown): void {
  const failure = describeFailure(error);
  process.exitCode = failure.exit;
  complain(session, failure.line);
  if ((process.env['MEDIMAGECLEANER_DEBUG'] ?? '') !== '') session.terminal.err(trace(error));
}

try {
  process.exitCode = await main(process.argv.slice(2), session);
} catch (error) {
  fail(error);
}
// Whoever asked is done: an open standard input keeps nobody waiting.
if (lines !== undefined) process.stdin.destroy();
