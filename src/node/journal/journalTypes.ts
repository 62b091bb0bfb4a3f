// What a run asks of its journal: what became of a file in an earlier session, and to note what became of it in this one.
import type { Issue } from '../../core/kernel/issue.js';
import type { Link } from '../../core/study/links.js';
import type { EvidenceItem } from '../../core/text/evidence.js';
import type { Digest64 } from '../digestTable.js';
import type { FileOutcome } from '../fileOutcome.js';
import type { FilePlace } from '../filePlace.js';
import type { Earlier, FileRecord, FileTask } from '../fileRecord.js';

/** What is known of a file before it is worked on. */
export type Look =
  /** Nothing, or nothing that holds any longer. */
  | { readonly kind: 'new' }
  /** It was done, neither it nor its output changed, and this is what is told of it. */
  | { readonly kind: 'settled'; readonly outcome: FileOutcome }
  /** It is worked on, with what is known of its output. */
  | { readonly kind: 'again'; readonly earlier: Earlier };

export interface RunJournal {
  /** Digest of what the files of a patient name: when it changes, what was cleaned with it is done again. */
  evidence(items: readonly EvidenceItem[]): string;
  look(task: FileTask, place: FilePlace, evidence: string): Look;
  /** Keyed digest of a UID, as ties of files have it. */
  uid(uid: string): Digest64;
  /** What is told of a file that turned out to be unchanged. */
  settled(task: FileTask, place: FilePlace): FileOutcome;
  done(task: FileTask, record: FileRecord, evidence: string): void;
  /**
   * What ties the files that are settled to others, as earlier sessions noted it. `index` is absent for what no one file says.
   */
  earlier(told: (links: readonly Link[], index: number | undefined, written: boolean) => void): void;
  /** Resolves when all is on the disk; the first call counts. `complete`: the run came to its end, and nothing of it is left to go on with. */
  close(complete: boolean): Promise<readonly Issue[]>;
}
