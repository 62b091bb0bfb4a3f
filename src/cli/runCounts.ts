// What the summary of a run says, counted as the files come: names of the first files of each kind, and numbers for all.
import type { Effect } from '../core/kernel/finding.js';
import type { Issue } from '../core/kernel/issue.js';
import type { FileOutcome } from '../node/fileOutcome.js';
import { countFindings, type FoundRow } from './foundTable.js';
import type { Group } from './sections.js';

export interface RunCounts {
  add(file: FileOutcome): void;
  /** Of files that were added before, or of the run as a whole. */
  addIssue(issue: Issue): void;
  readonly clean: {
    readonly count: number;
    readonly bytes: number;
    readonly effects: Readonly<Partial<Record<Effect, number>>>;
  };
  readonly refused: Grouped;
  /** A copy that an earlier run wrote is in the way. */
  readonly taken: Named;
  readonly unexamined: Named;
  /** Something in the image was found less surely than asked for. */
  readonly review: Named;
  readonly badNames: Named;
  readonly notDicom: Named;
  readonly skipped: Grouped;
  /** Done in an earlier session of the run, and unchanged. */
  readonly before: Named;
  /** Doubts, with how often there was each. */
  readonly notes: ReadonlyMap<string, number>;
  foundRows(): readonly FoundRow[];
}

interface Named {
  readonly count: number;
  readonly files: readonly string[];
}

interface Grouped {
  readonly count: number;
  /** The largest first. */
  groups(): Group[];
}

/** Issues with a section of their own. */
const TOLD: ReadonlySet<string> = new Set(['pixels-not-examined', 'file-name-identifies']);
/** So many names of a kind, and so many reasons and notes, are kept. */
const MOST_NAMES = 1000;
const MOST_REASONS = 200;

/** @param details keep names of files, and count findings */
export function countRun(details: boolean): RunCounts {
  const clean = names(false);
  const effects = new Map<Effect, number>();
  let bytes = 0;
  const refused = groups(true);
  const skipped = groups(details);
  const taken = names(true);
  const unexamined = names(details);
  const review = names(true);
  const badNames = names(true);
  const notDicom = names(details);
  const before = names(details);
  const notes = new Map<string, number>();
  const found = countFindings();
  const note = ({ code, severity, message }: Issue) => {
    if (severity === 'info' || TOLD.has(code)) return;
    if (notes.has(message) || notes.size < MOST_REASONS) notes.set(message, (notes.get(message) ?? 0) + 1);
  };
  const addClean = (file: FileOutcome) => {
    clean.add(file.path);
    bytes += file.bytes;
    for (const [effect, count] of Object.entries(file.effects) as [Effect, number][]) {
      effects.set(effect, (effects.get(effect) ?? 0) + count);
    }
    const isDoubt = ({ code, severity }: Issue) => code === 'pixels-not-examined' && severity === 'warning';
    if (file.issues.some(isDoubt)) unexamined.add(file.path);
    if (file.issues.some(({ code }) => code === 'review')) review.add(file.path);
    if ((file.categories['file-name'] ?? 0) > 0) badNames.add(file.path);
    for (const issue of file.issues) note(issue);
    if (details) for (const finding of file.findings) found.add(finding);
  };
  const addSkipped = (file: FileOutcome) => {
    if (file.issues.some(({ code }) => code === 'output-exists')) taken.add(file.path);
    else if (file.issues.some(({ code }) => code === 'done-before')) before.add(file.path);
    else skipped.add(reasonOf(file), file.path);
  };
  return {
    add(file) {
      if (file.kind === 'written' || file.kind === 'planned') addClean(file);
      else if (file.kind === 'refused' || file.kind === 'failed') refused.add(reasonOf(file), file.path);
      else if (file.kind === 'not-dicom') notDicom.add(file.path);
      else addSkipped(file);
    },
    addIssue: note,
    get clean() {
      return { count: clean.count, bytes, effects: Object.fromEntries(effects) };
    },
    refused,
    skipped,
    taken,
    unexamined,
    review,
    badNames,
    notDicom,
    before,
    notes,
    foundRows: () => found.rows(),
  };
}

function names(keep: boolean) {
  const list = {
    count: 0,
    files: [] as string[],
    add(file: string) {
      list.count += 1;
      if (keep && list.files.length < MOST_NAMES) list.files.push(file);
    },
  };
  return list;
}

function groups(keep: boolean) {
  const byReason = new Map<string, ReturnType<typeof names>>();
  const list = {
    count: 0,
    add(reason: string, file: string) {
      list.count += 1;
      const text = byReason.has(reason) || byReason.size < MOST_REASONS ? reason : 'other reasons';
      const group = byReason.get(text) ?? names(keep);
      byReason.set(text, group);
      group.add(file);
    },
    groups: (): Group[] =>
      [...byReason].map(([text, { count, files }]) => ({ text, files, count })).sort((a, b) => b.count - a.count),
  };
  return list;
}

function reasonOf(file: FileOutcome): string {
  const left = file.residue.map(({ message }) => message).join('; ');
  const told = file.refusal?.message ?? file.issues[0]?.message ?? 'it could not be written';
  return left === '' ? told : `${told}: ${left}`;
}
