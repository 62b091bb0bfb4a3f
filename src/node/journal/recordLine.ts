// What is written down of a file that is done.
import type { FileRecord } from '../fileRecord.js';
import type { JournalDigests } from './digests.js';
import type { KnownFile } from './knownFiles.js';
import type { JournalLine, RefusalReason } from './lines.js';

interface Finished {
  readonly path: string;
  readonly record: FileRecord;
  readonly known: KnownFile | undefined;
  readonly digests: JournalDigests;
  readonly evidence: string;
  /** What ties the file to others. */
  readonly facts: string;
  /** Of a file that no worker could tell of. */
  readonly stampNow: () => string | undefined;
}

export const NO_REASON: RefusalReason = { code: 'refused', message: 'it was refused' };

/** Undefined where there is nothing that a later session could build on. */
export function lineOf({ path, record, known, digests, evidence, facts, stampNow }: Finished): JournalLine | undefined {
  const stamp = record.stamp ?? stampNow();
  if (stamp === undefined) return undefined;
  const input = digests.input(stamp, evidence, record.content);
  const doubtful = record.content !== undefined;
  // An unchanged file that is no longer young: the next time its stamp will do.
  if (record.unchanged === true) return doubtful || known === undefined ? undefined : again(path, input, known);
  switch (record.outcome.kind) {
    case 'written': {
      if (record.outputStamp === undefined) return undefined;
      const output = digests.output(record.outputStamp);
      if (record.isDirectory) return { kind: 'directory', path, output };
      return { kind: 'written', path, input, output, doubtful, facts };
    }
    case 'refused': {
      const { code, message } = record.outcome.refusal ?? record.outcome.issues.at(-1) ?? NO_REASON;
      return { kind: 'refused', path, input, doubtful, facts, reason: { code, message } };
    }
    case 'not-dicom':
      return { kind: 'not-dicom', path, input, doubtful };
    case 'failed':
      return { kind: 'failed', path, output: known?.output ?? '-' };
    case 'skipped':
    case 'planned':
      return undefined;
  }
}

function again(path: string, input: string, { kind, output, reason = NO_REASON }: KnownFile): JournalLine | undefined {
  if (kind === 'written' && output !== undefined) return { kind, path, input, output, doubtful: false };
  if (kind === 'refused') return { kind, path, input, doubtful: false, reason };
  return kind === 'not-dicom' ? { kind, path, input, doubtful: false } : undefined;
}
