// What holds across the files of a run: one patient is one patient, a UID has become one UID and no other has become the same, and
// what was referred to is there. Digests in typed arrays: some thirty bytes for each UID. Of what something became 53 bits of a digest
// are kept: among a million UIDs two are taken for the same in one of ten thousand runs.
import type { Issue } from '../core/kernel/issue.js';
import type { Link, LinkKind, LinkReport } from '../core/study/links.js';
import { createDigestTable, type Digest64, type DigestTable } from './digestTable.js';

export interface LinkCheck {
  /** Links of one file; `written` is false where it has no copy. */
  add(links: readonly Link[], written: boolean): void;
  report(): LinkReport;
}

const KINDS: readonly LinkKind[] = ['patient', 'study', 'series', 'instance', 'frame', 'other'];

/** Words that go with an original: the upper half of what it became, the rest of that with marks, and one that is not ours. */
export const LINK_WORDS = 3;
/** What {@link gatherDuplicates} keeps of a UID lies beside what is kept here. */
export const DUPLICATE_WORD = 2;
const BECAME = 0;
const MARKS = 1;
// Marks of an original: what it is, and where it was seen.
const KIND_BITS = 0b111;
const OBJECT = 1 << 3;
const WRITTEN = 1 << 4;
const REFERRED = 1 << 5;
const SPLIT = 1 << 6;
const MERGED = 1 << 7;
const KEPT = 1 << 8;
const SEEN = 1 << 9;
/** The marks end here, and what something became begins. */
const REST = 1 << 11;

/** Values of what is beside the marks in a word. */
const BEYOND = 2 ** 21;

function restOf(word: number): number {
  return (word & -REST) >>> 0;
}

/** All 53 bits. */
function numberOf([high, rest]: Digest64): number {
  return high * BEYOND + rest / REST;
}

const WORDS: Readonly<Record<LinkKind, readonly [string, string]>> = {
  patient: ['patient', 'patients'],
  study: ['study', 'studies'],
  series: ['series', 'series'],
  instance: ['SOP instance', 'SOP instances'],
  frame: ['frame of reference', 'frames of reference'],
  other: ['other UID', 'other UIDs'],
};

/** @param known has {@link LINK_WORDS} words for each UID */
export function createLinkCheck(known: DigestTable = createDigestTable(LINK_WORDS)): LinkCheck {
  // What became more than one thing: the others, by what they are, with the original.
  const others = createDigestTable(2);
  const originals = new Uint32Array(KINDS.length);
  const counts = { split: new Uint32Array(KINDS.length), merged: new Uint32Array(KINDS.length) };
  const kept = new Uint32Array(KINDS.length);

  const mark = (slot: number, bit: number): boolean => {
    const marks = known.get(slot, MARKS);
    if ((marks & bit) !== 0) return false;
    known.set(slot, MARKS, (marks | bit) >>> 0);
    return true;
  };
  const kindAt = (slot: number) => known.get(slot, MARKS) & KIND_BITS;
  const count = (numbers: Uint32Array, kind: number) => {
    numbers[kind] = (numbers[kind] ?? 0) + 1;
  };
  const merge = (slot: number) => {
    if (slot >= 0 && mark(slot, MERGED)) count(counts.merged, kindAt(slot));
  };
  const becameAt = (slot: number): Digest64 => [known.get(slot, BECAME), restOf(known.get(slot, MARKS))];
  const bind = (slot: number, { from, to }: Link) => {
    if (to === undefined) return;
    const [high, rest] = [to[0], restOf(to[1]) || REST];
    if (mark(slot, KEPT)) {
      known.set(slot, BECAME, high);
      known.set(slot, MARKS, (known.get(slot, MARKS) | rest) >>> 0);
      count(kept, kindAt(slot));
      return;
    }
    const [before, more] = becameAt(slot);
    if (before === high && more === rest) return;
    if (mark(slot, SPLIT)) count(counts.split, kindAt(slot));
    const size = others.size;
    const other = others.add([high, rest]);
    if (others.size > size) {
      others.set(other, 0, from[0]);
      others.set(other, 1, from[1]);
    } else if (others.get(other, 0) !== from[0] || others.get(other, 1) !== from[1]) merge(slot);
  };
  /** Of those that became the same all but one are counted. */
  const findMerged = () => {
    const became = function* (): Generator<readonly [Digest64, slot: number]> {
      for (const slot of known.slots()) if ((known.get(slot, MARKS) & KEPT) !== 0) yield [becameAt(slot), slot];
      for (const other of others.slots())
        yield [others.digestAt(other), known.find([others.get(other, 0), others.get(other, 1)])];
    };
    const numbers = new Float64Array(known.size + others.size);
    let length = 0;
    for (const [digest] of became()) numbers[length++] = numberOf(digest);
    const sorted = numbers.subarray(0, length).sort();
    const shared = createDigestTable(1);
    for (let index = 1; index < length; index += 1) {
      const number = sorted[index] ?? 0;
      if (number === sorted[index - 1]) shared.add([Math.floor(number / BEYOND), (number % BEYOND) * REST]);
    }
    if (shared.size === 0) return;
    for (const [digest, slot] of became()) {
      const at = shared.find(digest);
      if (at < 0) continue;
      if (shared.get(at, 0) === 0) shared.set(at, 0, 1);
      else merge(slot);
    }
  };

  return {
    add(links, written) {
      for (const link of links) {
        const slot = known.add(link.from);
        if (mark(slot, SEEN)) {
          const kind = KINDS.indexOf(link.kind);
          known.set(slot, MARKS, known.get(slot, MARKS) | kind);
          count(originals, kind);
        }
        if (link.own && link.kind === 'instance') {
          mark(slot, OBJECT);
          if (written) mark(slot, WRITTEN);
        } else if (!link.own && link.kind === 'instance' && link.to !== undefined) mark(slot, REFERRED);
        if (written) bind(slot, link);
      }
    },
    report() {
      findMerged();
      let unresolved = 0;
      let referredAndThere = 0;
      for (const slot of known.slots()) {
        const marks = known.get(slot, MARKS);
        if ((marks & REFERRED) === 0 || (marks & OBJECT) === 0) continue;
        if ((marks & WRITTEN) === 0) unresolved += 1;
        else referredAndThere += 1;
      }
      const countOf = (name: LinkKind) => {
        const kind = KINDS.indexOf(name);
        const all = originals[kind] ?? 0;
        return { originals: all, gone: all - (kept[kind] ?? 0) };
      };
      const kinds = {
        patient: countOf('patient'),
        study: countOf('study'),
        series: countOf('series'),
        instance: countOf('instance'),
        frame: countOf('frame'),
        other: countOf('other'),
      };
      const issues = [...KINDS.entries()].flatMap(([kind, name]) => [
        ...splitIssue(name, counts.split[kind] ?? 0),
        ...mergedIssue(name, counts.merged[kind] ?? 0),
      ]);
      issues.push(...unresolvedIssue(unresolved));
      return { kinds, references: { resolved: referredAndThere, unresolved }, issues };
    },
  };
}

function splitIssue(name: LinkKind, count: number): readonly Issue[] {
  if (count === 0) return [];
  const [one, many] = WORDS[name];
  const what = count === 1 ? `one ${one} has` : `${count} ${many} have`;
  const message = `${what} become more than one in the copies: a rule of the recipe gives different values in different places`;
  return [{ code: 'link-split', severity: 'warning', message }];
}

function mergedIssue(name: LinkKind, count: number): readonly Issue[] {
  if (count === 0) return [];
  const [one, many] = WORDS[name];
  const what = count === 1 ? `one ${one} has` : `${count} ${many} have`;
  const message = `${what} become the same as another in the copies: they can't be told apart there`;
  return [{ code: 'link-merged', severity: 'warning', message }];
}

function unresolvedIssue(count: number): readonly Issue[] {
  if (count === 0) return [];
  const what = count === 1 ? 'one object that copies refer' : `${count} objects that copies refer`;
  const message = `${what} to has no copy: it was refused or failed`;
  return [{ code: 'reference-unresolved', severity: 'warning', message }];
}
