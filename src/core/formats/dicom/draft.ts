// A plan in the making: findings and the edits that they cause, in whatever order they turn up.
import type { Edit, LazyBytes } from '../../kernel/edit.js';
import type { Finding, Location } from '../../kernel/finding.js';
import type { Issue } from '../../kernel/issue.js';
import { concat } from '../../kernel/source.js';
import type { Override } from '../../policy/policy.js';

interface Change {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array | LazyBytes;
  readonly findings: readonly number[];
  readonly tag: number;
}

export interface Draft {
  readonly findings: Finding[];
  readonly changes: Change[];
  readonly issues: Issue[];
  /** Issues already said, so that ten thousand alike elements give one line. */
  readonly said: Map<string, number>;
  /** Dates as they are to stand in the output, by where their values end in the source. */
  readonly moved: Map<number, string>;
  /** Groups of values of which an attribute that stays held one, by where its value ends in the source. */
  readonly held: Map<number, readonly string[]>;
  /** Rules of the user's own that met a private attribute. */
  readonly privateRules: Set<Override>;
}

export function newDraft(): Draft {
  return {
    findings: [],
    changes: [],
    issues: [],
    said: new Map(),
    moved: new Map(),
    held: new Map(),
    privateRules: new Set(),
  };
}

/** Adds a finding; its index is what edits refer to. */
export function addFinding(draft: Draft, finding: Finding): number {
  return draft.findings.push(finding) - 1;
}

/** @param tag of an element that is put in: those of one place have to be in its order (PS3.5 7.1) */
export function addEdit(
  draft: Draft,
  offset: number,
  length: number,
  bytes: Uint8Array | LazyBytes,
  findings: readonly number[],
  tag = 0,
): void {
  draft.changes.push({ offset, length, bytes, findings, tag });
}

/** What was to be overwritten inside of a range goes with it, where the range is written anew. */
export function dropEdits(draft: Draft, start: number, end: number): void {
  const rest = draft.changes.filter(({ offset, length }) => offset < start || offset + length > end);
  if (rest.length !== draft.changes.length) draft.changes.splice(0, draft.changes.length, ...rest);
}

/** Adds an issue once per code, or per `about` where one code speaks of several things; with the first location. */
export function addIssue(draft: Draft, issue: Issue, about: string = issue.code): void {
  const count = draft.said.get(about) ?? 0;
  draft.said.set(about, count + 1);
  if (count === 0) draft.issues.push(issue);
}

/** The edits in order; those at one offset or that insert before another become one (see kernel/edit.ts). */
export function sealEdits(draft: Draft): Edit[] {
  // Sorting is stable: what has one place stays in the order in which it turned up.
  const sorted = [...draft.changes].sort((a, b) => a.offset - b.offset || a.length - b.length || a.tag - b.tag);
  const edits: Edit[] = [];
  for (const change of sorted) {
    const last = edits[edits.length - 1];
    const { bytes } = change;
    const both = last?.offset === change.offset && last.bytes instanceof Uint8Array && bytes instanceof Uint8Array;
    if (last !== undefined && both && last.bytes instanceof Uint8Array) {
      edits[edits.length - 1] = {
        offset: change.offset,
        length: last.length + change.length,
        bytes: concat([last.bytes, bytes]),
        findings: [...last.findings, ...change.findings],
      };
    } else {
      edits.push(change);
    }
  }
  return edits;
}

/** What is noted by where values end in the source, by where they end in the output of `edits`. */
export function inOutput<T>(noted: ReadonlyMap<number, T>, edits: readonly Edit[]): ReadonlyMap<number, T> {
  const moved = new Map<number, T>();
  let next = 0;
  let grown = 0;
  for (const [end, value] of [...noted].sort(([a], [b]) => a - b)) {
    for (let edit = edits[next]; edit !== undefined && edit.offset < end; edit = edits[++next]) {
      grown += edit.bytes.length - edit.length;
    }
    moved.set(end + grown, value);
  }
  return moved;
}

export function regionLocation(name: 'preamble' | 'file-meta' | 'trailing-bytes' | 'header'): Location {
  return { kind: 'region', name };
}
