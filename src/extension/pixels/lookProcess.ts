// Keeps the look host of one editor: started by the first question, ended by a cancel, by a while without questions, and with the editor.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { FromLookHost, LookAnswer, ToLookHost } from './lookMessages.js';

/** The process ended without an answer. */
export type Ended = { readonly kind: 'ended'; readonly cancelled: boolean; readonly memory: boolean };

export type Question = ToLookHost extends infer T ? (T extends { readonly id: number } ? Omit<T, 'id'> : never) : never;

export interface LookProcess {
  ask(question: Question, progress?: (done: number, total: number) => void): Promise<LookAnswer | Ended>;
  /** Ends what is under way, and what is kept in memory with it. */
  stop(): void;
}

interface Waiting {
  readonly done: (answer: LookAnswer | Ended) => void;
  readonly progress: ((done: number, total: number) => void) | undefined;
}

const IDLE_MS = 300_000;

export function lookProcess(extensionPath: string, idleMs = IDLE_MS): LookProcess {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | undefined;
  let last = 0;
  let idle: NodeJS.Timeout | undefined;

  const ended = (own: ChildProcess, cancelled: boolean, memory: boolean): void => {
    if (child !== own) return;
    child = undefined;
    clearTimeout(idle);
    const all = [...waiting.values()];
    waiting.clear();
    for (const { done } of all) done({ kind: 'ended', cancelled, memory });
  };
  const stop = (): void => {
    const own = child;
    if (own === undefined) return;
    ended(own, true, false);
    own.kill('SIGKILL');
  };
  const rest = (): void => {
    clearTimeout(idle);
    if (waiting.size > 0) return;
    idle = setTimeout(stop, idleMs);
    idle.unref();
  };
  const started = (): ChildProcess => {
    const { NODE_OPTIONS: _options, ...env } = process.env;
    const own = fork(path.join(extensionPath, 'dist', 'lookHost.js'), [], {
      // Of the desktop editor the executable is not Node unless told so.
      env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
      execArgv: [],
      serialization: 'advanced',
      // What a crash prints may quote anything: nobody reads it.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    own.on('message', (message: FromLookHost) => {
      const asked = waiting.get(message.id);
      if (message.kind === 'progress') asked?.progress?.(message.done, message.total);
      else if (waiting.delete(message.id)) {
        asked?.done(message.answer);
        rest();
      }
    });
    own.on('error', () => ended(own, false, false));
    // V8 ends a process that is out of memory by an abort; the system by a kill.
    own.on('exit', (code, signal) => ended(own, false, signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134));
    child = own;
    return own;
  };
  return {
    ask: (question, progress) =>
      new Promise((done) => {
        clearTimeout(idle);
        const id = ++last;
        waiting.set(id, { done, progress });
        (child ?? started()).send({ ...question, id } satisfies ToLookHost);
      }),
    stop,
  };
}
