// A plan for a photograph in the making: what was found, and the edits that it causes.
import type { Edit } from '../../kernel/edit.js';
import type { ByteRange, Category, Effect, Finding } from '../../kernel/finding.js';
import type { Issue, Refusal } from '../../kernel/issue.js';

export interface Draft {
  readonly findings: Finding[];
  readonly edits: Edit[];
  readonly issues: Issue[];
  /** What the metadata say, to search pictures, names and colour profiles for. Values: memory only. */
  readonly told: Told[];
}

/** A text of the metadata and what kind of text it is. */
export interface Told {
  readonly category: Category;
  readonly text: string;
}

export interface Part {
  /** Stable id, such as `exif/gps`. */
  readonly rule: string;
  /** As in a location: known names only, because what files call their parts may say something. */
  readonly path: string;
  readonly range: ByteRange;
  readonly category: Category;
  readonly reason: string;
  readonly clause: string;
}

/** Why a file can't be made safe, or be read at all. */
export interface Refused {
  readonly kind: 'refusal';
  readonly refusal: Refusal;
}

/** So many parts are told one by one. */
const MOST_TOLD = 2000;
const LONGEST_TEXT = 4000;

export function newDraft(): Draft {
  return { findings: [], edits: [], issues: [], told: [] };
}

export function refused(code: string, message: string): Refused {
  return { kind: 'refusal', refusal: { code, message } };
}

/** Adds a finding about a part; what is beyond the limit is told by the one before it. */
export function addPart(draft: Draft, part: Part, effect: Effect = 'removed'): number {
  if (draft.findings.length >= MOST_TOLD) return MOST_TOLD - 1;
  const { rule, path, range, category, reason, clause } = part;
  const action = effect === 'kept' ? 'K' : effect === 'replaced' ? 'D' : 'X';
  const location = { kind: 'part', path } as const;
  const finding: Finding = { rule, location, range, category, action, effect, reason, clause, confidence: 1 };
  return draft.findings.push(finding) - 1;
}

/** A part goes, whole. */
export function removePart(draft: Draft, part: Part): void {
  addEdit(draft, part.range, new Uint8Array(0), [addPart(draft, part)]);
}

export function addEdit(
  draft: Draft,
  { offset, length }: ByteRange,
  bytes: Uint8Array,
  findings: readonly number[],
): void {
  draft.edits.push({ offset, length, bytes, findings: [...new Set(findings)] });
}

export function tell(draft: Draft, category: Category, text: string): void {
  const words = text.replace(/\0+/gu, ' ').trim().slice(0, LONGEST_TEXT);
  if (words !== '' && draft.told.length < MOST_TOLD) draft.told.push({ category, text: words });
}
