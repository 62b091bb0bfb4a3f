// Entry of a worker thread: takes tasks, works on them one by one, answers each as soon as it is done.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { DeidError } from '../core/kernel/deidError.js';
import { createEngine, type Engine } from './engine.js';
import { processFile } from './fileTask.js';
import { takeMapped } from './mappedValues.js';
import { surveyFile } from './surveyFile.js';
import { type FromWorker, PULSE, type ToWorker, type WorkerSetup } from './workerProtocol.js';

async function main(port: MessagePort, setup: WorkerSetup): Promise<void> {
  const pulse = new Int32Array(setup.pulse);
  const say = (message: FromWorker) => port.postMessage(message);
  const engine = await createEngine(setup.engine);
  const queue: ToWorker[] = [];
  let busy = false;
  const drain = async () => {
    busy = true;
    for (let message = queue.shift(); message !== undefined; message = queue.shift())
      await obey(engine, message, pulse, say);
    busy = false;
  };
  port.on('message', (message: ToWorker) => {
    queue.push(message);
    if (!busy) void drain();
  });
  say({ kind: 'ready' });
}

async function obey(
  engine: Engine,
  message: ToWorker,
  pulse: Int32Array,
  say: (message: FromWorker) => void,
): Promise<void> {
  if (message.kind === 'write') {
    for (const patient of message.forget) engine.evidence.delete(patient);
    for (const [patient, items] of message.evidence) engine.evidence.set(patient, items);
  }
  const isOver = () => Atomics.load(pulse, PULSE.stop) !== 0;
  for (const task of message.tasks) {
    let bytes = 0;
    const moved = (count: number) => {
      bytes += count;
      Atomics.store(pulse, PULSE.kibibytes, Math.round(bytes / 1024));
      Atomics.add(pulse, PULSE.beat, 1);
      if (isOver()) throw new DeidError('cancelled', 'the run was cancelled');
    };
    if (isOver()) return;
    Atomics.store(pulse, PULSE.current, task.index);
    Atomics.add(pulse, PULSE.beat, 1);
    Atomics.store(pulse, PULSE.kibibytes, 0);
    if (message.kind === 'survey') {
      say({ kind: 'survey', index: task.index, outcome: await surveyFile(engine, task) });
    } else {
      const record = await processFile(engine, task, { moved });
      say({ kind: 'write', record, mapped: takeMapped(engine.mapped) });
    }
    Atomics.store(pulse, PULSE.current, -1);
  }
}

if (parentPort !== null) {
  // What is thrown here ends the thread: the main thread hears of it as an `error` event.
  await main(parentPort, workerData as WorkerSetup);
}
