// A copy on its way into an archive: written and checked in memory like one that becomes a file.
import { bufferSink, bufferSource } from '../../core/kernel/source.js';
import type { AtomicOutput } from '../atomicOutput.js';

/** @param committed told of the whole copy once it is checked */
export function memoryOutput(committed: (bytes: Uint8Array) => void): AtomicOutput {
  const sink = bufferSink();
  let bytes: Uint8Array | undefined;
  const whole = () => {
    bytes ??= sink.bytes();
    return bytes;
  };
  return {
    write: sink.write,
    copy: sink.copy,
    source: () => bufferSource(whole(), 'written'),
    commit() {
      committed(whole());
      return '';
    },
    abort() {},
  };
}
