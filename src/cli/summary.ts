// What a run did, for people. Values never; names of files, because they stay on the user's own screen.
import type { Effect } from '../core/kernel/finding.js';
import type { LawReport } from '../core/report/law.js';
import type { RunResult } from '../node/runTypes.js';
import { printable } from './printable.js';
import type { RunCounts } from './runCounts.js';
import { type Section, sectionsText } from './sections.js';
import type { Style } from './terminal.js';
import { counted, grouped, lasting, sized } from './units.js';

export interface SummaryRequest {
  readonly result: Pick<RunResult, 'totals' | 'elapsedMs' | 'stopped'>;
  readonly counts: RunCounts;
  readonly dryRun: boolean;
  /** Folders and files that hold the copies. */
  readonly outputs: readonly string[];
  /** Files about the run that lie elsewhere: a crosswalk, a vault, an audit log. */
  readonly records: readonly RunRecord[];
  /** What a law asks, where it was asked for. */
  readonly law?: LawReport;
  readonly freshKey: boolean;
  /** A run that ended early can be gone on with. */
  readonly resumable: boolean;
  /** Name every file instead of the first few. */
  readonly details: boolean;
  readonly style: Style;
  readonly columns: number;
}

export interface RunRecord {
  readonly kind: 'Crosswalk' | 'Vault' | 'Audit log';
  readonly file: string;
}

const EFFECTS: readonly (readonly [Effect, string])[] = [
  ['removed', 'removed'],
  ['emptied', 'emptied'],
  ['replaced', 'replaced'],
  ['mapped', 'UIDs mapped'],
  ['shifted', 'dates shifted'],
  ['cleaned', 'cleaned in part'],
  ['set', 'set'],
];
const NOTES = 5;

/** Lines for the screen, ending in a line break. */
export function summaryText(request: SummaryRequest): string {
  const sections = [
    ...outcome(request),
    ...failures(request.counts),
    ...attention(request),
    ...leftAlone(request),
    ...lawSections(request.law),
    ...keyOf(request),
  ];
  return sectionsText(sections, request);
}

/** Such as `removed 12, emptied 40, UIDs mapped 9`. */
export function effectsText(effects: Readonly<Partial<Record<Effect, number>>>): string {
  const parts: string[] = [];
  for (const [effect, label] of EFFECTS) {
    const count = effects[effect] ?? 0;
    if (count > 0) parts.push(`${label} ${grouped(count)}`);
  }
  return parts.join(', ');
}

function outcome(request: SummaryRequest): Section[] {
  const { result, counts, dryRun } = request;
  const { clean, before } = counts;
  const sections: Section[] = [];
  if (clean.count > 0) {
    const text = `${counted(clean.count, 'file')}, ${sized(clean.bytes)}, in ${lasting(result.elapsedMs)}`;
    sections.push({ label: dryRun ? 'Would clean' : 'Cleaned', tone: 'good', text });
    const effects = effectsText(clean.effects);
    if (effects !== '') sections.push({ label: '', tone: 'plain', text: effects });
  } else if (before.count === 0) {
    const found = counts.refused.count + counts.taken.count + counts.skipped.count > 0;
    const ended = found || result.totals.notReached > 0 || result.stopped !== undefined;
    const text = ended
      ? 'nothing was cleaned'
      : 'nothing was cleaned: there is no DICOM file and no photograph (JPEG, PNG)';
    sections.push({ label: 'Result', tone: 'bad', text });
  }
  if (before.count > 0) {
    const text = `${counted(before.count, 'file')}, cleaned by an earlier session of this run and unchanged since`;
    sections.push({ label: 'Done before', tone: 'good', text });
  }
  if (!dryRun && clean.count + before.count > 0) {
    for (const [at, output] of request.outputs.entries()) {
      sections.push({ label: at === 0 ? 'Copies in' : '', tone: 'good', text: printable(output) });
    }
  }
  for (const [at, { kind, file }] of request.records.entries()) {
    const label = kind === request.records[at - 1]?.kind ? '' : kind;
    sections.push({ label, tone: 'attention', text: printable(file) });
  }
  if (result.totals.notReached > 0) {
    const text = `${counted(result.totals.notReached, 'file')}: the run ended before. What is listed as cleaned is whole.`;
    sections.push({ label: 'Not reached', tone: 'bad', text });
  }
  return sections;
}

function failures({ refused, taken }: RunCounts): Section[] {
  const sections: Section[] = [];
  if (refused.count > 0) {
    const text = `${counted(refused.count, 'file')}: nothing was written for ${refused.count === 1 ? 'it' : 'them'}`;
    sections.push({ label: 'Refused', tone: 'bad', text, groups: refused.groups() });
  }
  if (taken.count > 0) {
    const text = `${counted(taken.count, 'copy', 'copies')} existed already and stayed as they were; --overwrite replaces them`;
    sections.push({ label: 'Not written', tone: 'bad', text, groups: [{ text: '', ...taken }] });
  }
  return sections;
}

// What the user must look at: pixels that were not examined, names that identify, warnings.
function attention({ counts, details }: SummaryRequest): Section[] {
  const sections: Section[] = [];
  const { unexamined, review, badNames } = counts;
  if (unexamined.count > 0) {
    const text = `${counted(unexamined.count, 'file')} with images that may have text burned in and were not looked into: look at them yourself`;
    const groups = details ? [{ text: '', ...unexamined }] : [];
    sections.push({ label: 'Not examined', tone: 'attention', text, groups });
  }
  if (review.count > 0) {
    const text = `${counted(review.count, 'file')} with something in the image that was found less surely than you asked for`;
    sections.push({ label: 'Review', tone: 'attention', text, groups: [{ text: '', ...review }] });
  }
  if (badNames.count > 0) {
    const text = `${counted(badNames.count, 'name')} may identify, and the copies have the same names`;
    sections.push({ label: 'File names', tone: 'attention', text, groups: [{ text: '', ...badNames }] });
  }
  const sorted = [...counts.notes].sort((a, b) => b[1] - a[1]);
  const shown = details ? sorted : sorted.slice(0, NOTES);
  for (const [at, [message, count]] of shown.entries()) {
    const text = count === 1 ? message : `${message} (${grouped(count)} times)`;
    sections.push({ label: at === 0 ? 'Notes' : '', tone: 'attention', text });
  }
  if (shown.length < sorted.length) {
    const text = `and ${counted(sorted.length - shown.length, 'more note')} (--details)`;
    sections.push({ label: '', tone: 'quiet', text });
  }
  return sections;
}

function leftAlone({ counts, details }: SummaryRequest): Section[] {
  const { notDicom, skipped } = counts;
  const sections: Section[] = [];
  if (notDicom.count > 0) {
    const text = `${counted(notDicom.count, 'file')}: not DICOM and no photographs, not copied`;
    const groups = details ? [{ text: '', ...notDicom }] : [];
    sections.push({ label: 'Left alone', tone: 'quiet', text, groups });
  }
  if (skipped.count > 0) {
    const groups = skipped.groups().map((group) => ({ ...group, named: details, noun: 'name' }));
    sections.push({ label: 'Not entered', tone: 'quiet', text: counted(skipped.count, 'name'), groups });
  }
  return sections;
}

// What is met needs no attention: the report and `recipe show --law` have every point.
function lawSections(law: LawReport | undefined): Section[] {
  if (law === undefined) return [];
  const open = law.items.filter(({ status }) => status !== 'met');
  const missed = open.filter(({ status }) => status === 'not-met').length;
  const text = [
    `${law.title}: ${counted(law.items.length - open.length, 'point')} met`,
    `${open.length - missed} to be checked by you`,
    `${missed} not met`,
  ].join(', ');
  const lines = open.map(({ id, title, status, text: how }): Section => {
    const said = status === 'not-met' ? 'not met' : 'check';
    return { label: '', tone: 'plain', text: `${said}: ${id === '' ? title : `${id}, ${title}`}: ${how}` };
  });
  const advice: Section = { label: '', tone: 'quiet', text: 'no legal advice; --report has every point' };
  return [{ label: 'Law', tone: missed > 0 ? 'bad' : 'attention', text }, ...lines, advice];
}

function keyOf({ freshKey, counts, dryRun, result, resumable }: SummaryRequest): Section[] {
  if (!freshKey || dryRun || counts.clean.count + counts.before.count === 0) return [];
  const text =
    resumable && result.stopped !== undefined
      ? 'The key of the run is kept beside the originals until the run is complete: the same command goes on with it, --fresh forgets it.'
      : "A fresh key was used and is gone: this output can't be linked with another run's. --key-file keeps one.";
  return [{ label: 'Key', tone: 'quiet', text }];
}
