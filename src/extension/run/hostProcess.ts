// Starts the run host, asks it one thing and hears its answer. A host that dies is a clear message; one that does not stop when
// asked is ended.
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Progress } from '../../node/runTypes.js';
import type { FromRunHost, ToRunHost, WatchStatus, WrittenRecord } from './messages.js';

export type HostAnswer =
  | Exclude<FromRunHost, { kind: 'progress' | 'present' | 'watching' | 'recorded' | 'stopped' }>
  /** The process ended without an answer: by its own fault, or because it was ended after a cancel. */
  | { readonly kind: 'died'; readonly cancelled: boolean; readonly memory: boolean };

/** What there is already before a run. */
export interface Present {
  readonly copies: number;
  readonly files: number;
  /** A run of the same settings was interrupted, and can be gone on with. */
  readonly unfinished: boolean;
}

export interface HostCall {
  readonly extensionPath: string;
  readonly request: Extract<ToRunHost, { kind: 'run' | 'verify' | 'watch' }>;
  readonly progress?: (progress: Progress) => void;
  /** Copies are there already; undefined cancels. */
  readonly present?: (there: Present) => Promise<{ readonly overwrite: boolean } | undefined>;
  readonly watching?: (status: WatchStatus) => void;
  readonly recorded?: (record: WrittenRecord) => void;
  readonly signal: AbortSignal;
}

/** From a cancel to the end by force: a run that is asked to stop does so sooner. */
const PATIENCE_MS = 900;

export function askHost(call: HostCall): Promise<HostAnswer> {
  return openHost(call).answer;
}

export interface HostTalk {
  readonly answer: Promise<HostAnswer>;
  /** Asks a watch for its record: `recorded` hears it. */
  record(): void;
}

export function openHost(call: HostCall): HostTalk {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = fork(path.join(call.extensionPath, 'dist', 'runHost.js'), [], {
    // Of the desktop editor the executable is not Node unless told so.
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    serialization: 'advanced',
    // What a crash prints may quote anything: nobody reads it.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const tell = (message: ToRunHost) => {
    if (child.connected) child.send(message);
  };
  const answered = new Promise<HostAnswer>((resolve) => {
    let answer: HostAnswer | undefined;
    let timer: NodeJS.Timeout | undefined;
    const cancel = () => {
      tell({ kind: 'cancel' });
      timer ??= setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    };
    const end = (code: number | null, signal: string | null) => {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', cancel);
      // V8 ends a process that is out of memory by an abort; the system by a kill.
      const memory = signal === 'SIGABRT' || code === 134 || (signal === 'SIGKILL' && !call.signal.aborted);
      resolve(answer ?? { kind: 'died', cancelled: call.signal.aborted, memory });
    };
    child.on('message', (message: FromRunHost) => {
      if (message.kind === 'progress') call.progress?.(message.progress);
      else if (message.kind === 'present') void decide(message);
      else if (message.kind === 'watching') call.watching?.(message.status);
      else if (message.kind === 'recorded') call.recorded?.(message.record);
      else if (message.kind === 'stopped') clearTimeout(timer);
      else answer = message;
    });
    const decide = async (there: Present) => {
      const decision = await call.present?.(there);
      tell(decision === undefined ? { kind: 'cancel' } : { kind: 'go', overwrite: decision.overwrite });
    };
    child.on('error', () => end(null, null));
    child.on('exit', end);
    call.signal.addEventListener('abort', cancel);
    tell(call.request);
    if (call.signal.aborted) cancel();
  });
  return { answer: answered, record: () => tell({ kind: 'record' }) };
}
