// What a run did, for people. Values never; names of files, because they stay on the user's own screen.
import type { Effect } from '../core/kernel/finding.js';
import type { FileOutcome, RunResult } from '../node/runTypes.js';
import { printable } from './printable.js';
import { type Section, sectionsText } from './sections.js';
import type { Style } from './terminal.js';
import { counted, grouped, lasting, sized } from './units.js';

export interface SummaryRequest {
  readonly result: RunResult;
  readonly dryRun: boolean;
  /** Folders and files that hold the copies. */
  readonly outputs: readonly string[];
  readonly crosswalks: readonly string[];
  readonly freshKey: boolean;
  /** Name every file instead of the first few. */
  readonly details: boolean;
  readonly style: Style;
  readonly columns: number;
}

const EFFECTS: readonly (readonly [Effect, string])[] = [
  ['removed', 'removed'],
  ['emptied', 'emptied'],
  ['replaced', 'replaced'],
  ['mapped', 'UIDs mapped'],
  ['shifted', 'dates shifted'],
  ['cleaned', 'texts cleaned'],
  ['set', 'set'],
];
/** Issues with a section of their own. */
const TOLD: ReadonlySet<string> = new Set(['pixels-not-examined', 'file-name-identifies']);
const NOTES = 5;

/** Lines for the screen, ending in a line break. */
export function summaryText(request: SummaryRequest): string {
  const { result } = request;
  const clean = ofKind(result, 'written', 'planned');
  const sections = [
    ...outcome(request, clean),
    ...failures(result),
    ...attention(request, clean),
    ...leftAlone(request),
  ];
  if (request.freshKey && clean.length > 0 && !request.dryRun) {
    const text =
      "A fresh key was used and is gone: this output can't be linked with another run's. --key-file keeps one.";
    sections.push({ label: 'Key', tone: 'quiet', text });
  }
  return sectionsText(sections, request);
}

/** Such as `removed 12, emptied 40, UIDs mapped 9`. */
export function effectsText(files: readonly FileOutcome[]): string {
  const parts: string[] = [];
  for (const [effect, label] of EFFECTS) {
    const count = files.reduce((sum, file) => sum + file.effects[effect], 0);
    if (count > 0) parts.push(`${label} ${grouped(count)}`);
  }
  return parts.join(', ');
}

function outcome(request: SummaryRequest, clean: readonly FileOutcome[]): Section[] {
  const { result, dryRun } = request;
  const bytes = clean.reduce((sum, file) => sum + file.bytes, 0);
  const count = counted(clean.length, 'file');
  const sections: Section[] = [];
  if (clean.length === 0) {
    const found = result.files.some(
      (file) => file.kind === 'refused' || file.kind === 'failed' || file.kind === 'skipped',
    );
    const ended = found || result.totals.notReached > 0 || result.stopped !== undefined;
    const text = ended ? 'nothing was cleaned' : 'nothing was cleaned: there is no DICOM file';
    sections.push({ label: 'Result', tone: 'bad', text });
  } else {
    const text = `${count}, ${sized(bytes)}, in ${lasting(result.elapsedMs)}`;
    sections.push({ label: dryRun ? 'Would clean' : 'Cleaned', tone: 'good', text });
    const effects = effectsText(clean);
    if (effects !== '') sections.push({ label: '', tone: 'plain', text: effects });
  }
  if (!dryRun && clean.length > 0) {
    for (const [at, output] of request.outputs.entries()) {
      sections.push({ label: at === 0 ? 'Copies in' : '', tone: 'good', text: printable(output) });
    }
  }
  for (const [at, file] of request.crosswalks.entries()) {
    sections.push({ label: at === 0 ? 'Crosswalk' : '', tone: 'attention', text: printable(file) });
  }
  if (result.totals.notReached > 0) {
    const text = `${counted(result.totals.notReached, 'file')}: the run ended before. What is listed as cleaned is whole.`;
    sections.push({ label: 'Not reached', tone: 'bad', text });
  }
  return sections;
}

function failures(result: RunResult): Section[] {
  const refused = ofKind(result, 'refused', 'failed');
  const sections: Section[] = [];
  if (refused.length > 0) {
    const text = `${counted(refused.length, 'file')}: nothing was written for ${refused.length === 1 ? 'it' : 'them'}`;
    sections.push({ label: 'Refused', tone: 'bad', text, groups: grouping(refused, reasonOf) });
  }
  const taken = ofKind(result, 'skipped').filter(isTaken);
  if (taken.length > 0) {
    const text = `${counted(taken.length, 'copy', 'copies')} existed already and stayed as they were; --overwrite replaces them`;
    sections.push({
      label: 'Not written',
      tone: 'bad',
      text,
      groups: [{ text: '', files: taken.map(({ path }) => path) }],
    });
  }
  return sections;
}

// What the user must look at: pixels that were not examined, names that identify, warnings.
function attention(request: SummaryRequest, clean: readonly FileOutcome[]): Section[] {
  const sections: Section[] = [];
  const unexamined = clean.filter((file) => file.issues.some((issue) => issue.code === 'pixels-not-examined'));
  if (unexamined.length > 0) {
    const text =
      `${counted(unexamined.length, 'file')} with images that may have text burned in. This version does not look at pixels: ` +
      'look at them yourself, or say --pixels none where you know that there is none.';
    const groups = request.details ? [{ text: '', files: unexamined.map(({ path }) => path) }] : [];
    sections.push({ label: 'Not examined', tone: 'attention', text, groups });
  }
  const named = clean.filter((file) => (file.categories['file-name'] ?? 0) > 0);
  if (named.length > 0) {
    const text = `${counted(named.length, 'name')} may identify, and the copies have the same names`;
    sections.push({
      label: 'File names',
      tone: 'attention',
      text,
      groups: [{ text: '', files: named.map(({ path }) => path) }],
    });
  }
  const notes = new Map<string, number>();
  for (const { issues } of [request.result, ...clean]) {
    for (const { code, severity, message } of issues) {
      if (severity !== 'info' && !TOLD.has(code)) notes.set(message, (notes.get(message) ?? 0) + 1);
    }
  }
  const sorted = [...notes].sort((a, b) => b[1] - a[1]);
  const shown = request.details ? sorted : sorted.slice(0, NOTES);
  for (const [at, [message, count]] of shown.entries()) {
    const text = count === 1 ? message : `${message} (${grouped(count)} times)`;
    sections.push({ label: at === 0 ? 'Notes' : '', tone: 'attention', text });
  }
  if (shown.length < sorted.length) {
    sections.push({
      label: '',
      tone: 'quiet',
      text: `and ${counted(sorted.length - shown.length, 'more note')} (--details)`,
    });
  }
  return sections;
}

function leftAlone(request: SummaryRequest): Section[] {
  const sections: Section[] = [];
  const clutter = ofKind(request.result, 'not-dicom');
  if (clutter.length > 0) {
    const text = `${counted(clutter.length, 'file')}: not DICOM, not copied`;
    const groups = request.details ? [{ text: '', files: clutter.map(({ path }) => path) }] : [];
    sections.push({ label: 'Left alone', tone: 'quiet', text, groups });
  }
  const skipped = ofKind(request.result, 'skipped').filter((file) => !isTaken(file));
  if (skipped.length > 0) {
    const groups = grouping(skipped, reasonOf).map(({ text, files }) => ({
      text,
      files,
      named: request.details,
    }));
    sections.push({ label: 'Not entered', tone: 'quiet', text: counted(skipped.length, 'name'), groups });
  }
  return sections;
}

/** A copy that an earlier run wrote is in the way. */
export function isTaken(file: FileOutcome): boolean {
  return file.kind === 'skipped' && file.issues.some((issue) => issue.code === 'output-exists');
}

function ofKind(result: RunResult, ...kinds: readonly FileOutcome['kind'][]): readonly FileOutcome[] {
  return result.files.filter((file) => kinds.includes(file.kind));
}

function reasonOf(file: FileOutcome): string {
  const left = file.residue.map(({ message }) => message).join('; ');
  const told = file.refusal?.message ?? file.issues[0]?.message ?? 'it could not be written';
  return left === '' ? told : `${told}: ${left}`;
}

function grouping(
  files: readonly FileOutcome[],
  keyOf: (file: FileOutcome) => string,
): { text: string; files: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const key = keyOf(file);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file.path]);
    else group.push(file.path);
  }
  return [...groups].map(([text, paths]) => ({ text, files: paths })).sort((a, b) => b.files.length - a.files.length);
}
