// What a check of copies found: for the screen, and as JSON (medimagecleaner/verify/1). No value.
import type { CompiledPolicy } from '../core/policy/policy.js';
import type { Verdict } from '../node/verdict.js';
import { type Section, sectionsText } from './sections.js';
import type { Style } from './terminal.js';
import { counted } from './units.js';
import { version } from './version.js';

/** So many attributes on which the rules had no effect are no slip: the copy was made by other rules. */
const OTHER_RULES = 3;

export function verdictsText(verdicts: readonly Verdict[], style: Style, columns: number): string {
  const of = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict.kind === kind);
  const clean = of('clean');
  const sections: Section[] = [];
  if (clean.length > 0) {
    sections.push({
      label: 'Clean',
      tone: 'good',
      text: `${counted(clean.length, 'copy', 'copies')}: nothing of the original was found`,
    });
  }
  const residue = of('residue');
  if (residue.length > 0) {
    const groups = new Map<string, string[]>();
    for (const verdict of residue) {
      for (const { message } of verdict.residue) groups.set(message, [...(groups.get(message) ?? []), verdict.name]);
    }
    sections.push({
      label: 'Left over',
      tone: 'bad',
      text: `${counted(residue.length, 'copy', 'copies')} did not pass`,
      groups: [...groups].map(([text, files]) => ({ text, files })),
    });
    const unapplied = residue.flatMap((verdict) => verdict.residue).filter(({ code }) => code === 'action-not-applied');
    if (new Set(unapplied.map(({ message }) => message)).size >= OTHER_RULES) {
      const text = 'give the recipe and options that the copy was made with';
      sections.push({ label: 'Hint', tone: 'attention', text });
    }
  }
  for (const [kind, label, text] of [
    ['unreadable', 'Unreadable', 'not readable, so not checked'],
    ['missing', 'Missing', 'of the originals without a copy'],
    ['extra', 'Not checked', 'in the output without an original of a known format by that name'],
  ] as const) {
    const found = of(kind);
    if (found.length === 0) continue;
    const files = found.map(({ name }) => name);
    sections.push({
      label,
      tone: 'bad',
      text: `${counted(files.length, 'file')} ${text}`,
      groups: [{ text: '', files }],
    });
  }
  const notes = new Map<string, string[]>();
  for (const { name, issues } of verdicts) {
    for (const { message, severity } of issues) {
      if (severity !== 'info') notes.set(message, [...(notes.get(message) ?? []), name]);
    }
  }
  if (notes.size > 0) {
    const groups = [...notes].map(([text, files]) => ({ text, files }));
    sections.push({ label: 'Notes', tone: 'attention', text: 'Some could be checked only in part', groups });
  }
  return sectionsText(sections, { style, columns, details: false });
}

export function verdictsJson(verdicts: readonly Verdict[], policy: CompiledPolicy): string {
  const totals: Record<Verdict['kind'], number> = { clean: 0, residue: 0, unreadable: 0, missing: 0, extra: 0 };
  for (const { kind } of verdicts) totals[kind] += 1;
  const head = {
    schema: 'medimagecleaner/verify/1',
    tool: { name: 'medimagecleaner', version },
    recipe: policy.policy.name,
    policyDigest: policy.digest,
    totals,
  };
  const files = verdicts.map(({ name, kind, residue, issues }) => ({ path: name, verdict: kind, residue, issues }));
  return `${JSON.stringify({ ...head, files })}\n`;
}
