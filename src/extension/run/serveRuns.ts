// The run host's side of the messages: one task per process, then it ends. No vscode here.
import { DeidError } from '../../core/kernel/deidError.js';
import { deidError, PathError } from '../../node/systemError.js';
import { answerRun } from './answerRun.js';
import { answerVerify } from './answerVerify.js';
import { answerWatch } from './answerWatch.js';
import type { HostTask } from './hostTask.js';
import type { FromRunHost, ToRunHost } from './messages.js';

export function serveRuns(): void {
  const abort = new AbortController();
  let decide: (answer: { readonly overwrite: boolean } | undefined) => void = () => {};
  const decision = new Promise<{ readonly overwrite: boolean } | undefined>((resolve) => {
    decide = resolve;
  });
  const stop = () => {
    abort.abort();
    decide(undefined);
  };
  let record: () => Promise<void> = async () => {};
  const task: HostTask = {
    signal: abort.signal,
    say: (message) => process.send?.(message),
    decision: () => decision,
    onRecord(act) {
      record = act;
    },
  };
  const work = (answer: Promise<FromRunHost>) => {
    void answer
      .catch(failure)
      // Ends when the message is out: nothing is left to do.
      .then((message) => process.send?.(message, undefined, {}, () => process.disconnect()));
  };
  process.on('disconnect', stop);
  process.on('message', (message: ToRunHost) => {
    switch (message.kind) {
      case 'run':
        return work(answerRun(message.run, task));
      case 'verify':
        return work(answerVerify(message.verify, task));
      case 'watch':
        return work(answerWatch(message.watch, task));
      case 'record':
        return void record();
      case 'go':
        return decide({ overwrite: message.overwrite });
      case 'cancel':
        return stop();
    }
  });
}

function failure(error: unknown): FromRunHost {
  const known = error instanceof DeidError ? error : deidError(error);
  const { code, message } = known;
  return { kind: 'failed', code, message, ...(known instanceof PathError ? { path: known.path } : {}) };
}
