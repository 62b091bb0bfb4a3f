// What holds across the files of a run: one patient is one patient, a UID has become one UID and no other has become the same, and
// what was referred to is there. Digests in typed arrays: some forty bytes for each UID. Of what something became half a digest is
// kept: one in four thousand million splits is not seen.
import type { Issue } from '../core/kernel/issue.js';
import type { Link, LinkKind, LinkReport } from '../core/study/links.js';
import { createDigestTable } from './digestTable.js';

export interface LinkCheck {
  /** Links of one file; `written` is false where it has no copy. */
  add(links: readonly Link[], written: boolean): void;
  report(): LinkReport;
}

const KINDS: readonly LinkKind[] = ['patient', 'study', 'series', 'instance', 'frame', 'other'];

/** Word of the marks. */
const MARKS = 1;
// Marks of an original: what it is, and where it was seen.
const KIND_BITS = 0b111;
const OBJECT = 1 << 3;
const WRITTEN = 1 << 4;
const REFERRED = 1 << 5;
const SPLIT = 1 << 6;
const MERGED = 1 << 7;
const KEPT = 1 << 8;

const WORDS: Readonly<Record<LinkKind, readonly [string, string]>> = {
  patient: ['patient', 'patients'],
  study: ['study', 'studies'],
  series: ['series', 'series'],
  instance: ['SOP instance', 'SOP instances'],
  frame: ['frame of reference', 'frames of reference'],
  other: ['other UID', 'other UIDs'],
};

export function createLinkCheck(): LinkCheck {
  // From an original: half of what it became, and marks.
  const forward = createDigestTable(2);
  // From what it became: half of the original.
  const backward = createDigestTable(1);
  const originals = new Uint32Array(KINDS.length);
  const counts = { split: new Uint32Array(KINDS.length), merged: new Uint32Array(KINDS.length) };
  const kept = new Uint32Array(KINDS.length);
  let referredAndThere = 0;

  const mark = (slot: number, bit: number): boolean => {
    const marks = forward.get(slot, MARKS);
    if ((marks & bit) !== 0) return false;
    forward.set(slot, MARKS, marks | bit);
    return true;
  };
  const bind = (slot: number, { from, to }: Link, kind: number) => {
    if (to === undefined) return;
    if (mark(slot, KEPT)) {
      forward.set(slot, 0, to[0]);
      kept[kind] = (kept[kind] ?? 0) + 1;
    } else if (forward.get(slot, 0) !== to[0]) {
      if (mark(slot, SPLIT)) counts.split[kind] = (counts.split[kind] ?? 0) + 1;
    }
    const known = backward.find(to);
    if (known === -1) {
      const added = backward.add(to);
      backward.set(added, 0, from[0]);
    } else if (backward.get(known, 0) !== from[0]) {
      if (mark(slot, MERGED)) counts.merged[kind] = (counts.merged[kind] ?? 0) + 1;
    }
  };

  return {
    add(links, written) {
      for (const link of links) {
        const before = forward.size;
        const slot = forward.add(link.from);
        if (forward.size > before) {
          const kind = KINDS.indexOf(link.kind);
          forward.set(slot, MARKS, kind);
          originals[kind] = (originals[kind] ?? 0) + 1;
        }
        const kind = forward.get(slot, MARKS) & KIND_BITS;
        if (link.own && link.kind === 'instance') {
          mark(slot, OBJECT);
          if (written) mark(slot, WRITTEN);
        } else if (!link.own && link.kind === 'instance' && link.to !== undefined) mark(slot, REFERRED);
        if (written) bind(slot, link, kind);
      }
    },
    report() {
      let unresolved = 0;
      referredAndThere = 0;
      for (const slot of forward.slots()) {
        const marks = forward.get(slot, MARKS);
        if ((marks & REFERRED) === 0 || (marks & OBJECT) === 0) continue;
        if ((marks & WRITTEN) === 0) unresolved += 1;
        else referredAndThere += 1;
      }
      const issues: Issue[] = [];
      for (const [kind, name] of KINDS.entries()) {
        const [one, many] = WORDS[name];
        const split = counts.split[kind] ?? 0;
        if (split > 0) {
          const what = split === 1 ? `one ${one} has` : `${split} ${many} have`;
          issues.push({
            code: 'link-split',
            severity: 'warning',
            message: `${what} become more than one in the copies: a rule of the recipe gives different values in different places`,
          });
        }
        const merged = counts.merged[kind] ?? 0;
        if (merged > 0) {
          const what = merged === 1 ? `one ${one} has` : `${merged} ${many} have`;
          issues.push({
            code: 'link-merged',
            severity: 'warning',
            message: `${what} become the same as another in the copies: they can't be told apart there`,
          });
        }
      }
      if (unresolved > 0) {
        const what = unresolved === 1 ? 'one object that copies refer' : `${unresolved} objects that copies refer`;
        issues.push({
          code: 'reference-unresolved',
          severity: 'warning',
          message: `${what} to has no copy: it was refused or failed`,
        });
      }
      const count = (name: LinkKind) => {
        const kind = KINDS.indexOf(name);
        const all = originals[kind] ?? 0;
        return { originals: all, gone: all - (kept[kind] ?? 0) };
      };
      const kinds = {
        patient: count('patient'),
        study: count('study'),
        series: count('series'),
        instance: count('instance'),
        frame: count('frame'),
        other: count('other'),
      };
      return { kinds, references: { resolved: referredAndThere, unresolved }, issues };
    },
  };
}
