// Finds objects that say they are the same, by SOP Instance UID (PS3.3 C.12.1): plain copies, and such as are not the same.
// Of a UID a digest is kept, in a table that others use as well, and a number with it.
import type { Issue } from '../core/kernel/issue.js';
import type { Digest64, DigestTable } from './digestTable.js';
import type { RawPath } from './rawPath.js';
import { sameBytes } from './sameBytes.js';

export interface Duplicates {
  /** In any order. @param index place in the walk @param sopInstanceUid digest of it */
  note(index: number, sopInstanceUid: Digest64): void;
  /**
   * An issue for each object whose UID one before it in the walk has.
   * @param inputOf the path of a file by its place in the walk
   * @param goOn asked while comparing
   */
  issues(inputOf: (index: number) => RawPath, goOn: () => boolean): Promise<ReadonlyMap<number, Issue>>;
}

/** @param known has words for each UID @param word that is ours */
export function gatherDuplicates(known: DigestTable, word: number): Duplicates {
  /** By the object that was met first, the others of its UID. */
  const others = new Map<number, number[]>();
  return {
    note(index, digest) {
      const slot = known.add(digest);
      const met = known.get(slot, word) - 1;
      if (met < 0) return known.set(slot, word, index + 1);
      const group = others.get(met);
      if (group === undefined) others.set(met, [index]);
      else group.push(index);
    },
    async issues(inputOf, goOn) {
      const issues = new Map<number, Issue>();
      for (const [met, more] of others) {
        const [earliest = met, ...rest] = [met, ...more].sort((a, b) => a - b);
        for (const index of rest) {
          if (!goOn()) return issues;
          const same = await sameBytes(inputOf(earliest), inputOf(index), goOn);
          // A comparison that was broken off says nothing.
          if (!goOn()) return issues;
          issues.set(index, same ? COPY : DIFFERENT);
        }
      }
      return issues;
    },
  };
}

const DIFFERENT: Issue = {
  code: 'duplicate-instance',
  severity: 'warning',
  message: 'another file of the run has the same SOP Instance UID and other content: their outputs share one new UID',
};

const COPY: Issue = {
  code: 'duplicate-content',
  severity: 'info',
  message: 'another file of the run has the same content: the object is in the output more than once',
};
