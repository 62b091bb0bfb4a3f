// `inspect` of a photograph: what of its metadata would go and what stays, part by part. It has no tags to show as a tree.
import { photo } from '../core/formats/index.js';
import type { Finding } from '../core/kernel/finding.js';
import type { Plan } from '../core/kernel/plan.js';
import type { Source } from '../core/kernel/source.js';
import type { CompiledPolicy } from '../core/policy/policy.js';
import { clip, padded, printable } from './printable.js';
import type { Session } from './session.js';
import type { Style } from './terminal.js';

const LONGEST_VALUE = 400;

/** What is found in the picture itself, `detect` tells. */
export function planPhoto(source: Source, policy: CompiledPolicy): Promise<Plan> {
  return photo.plan(source, { policy, patientEvidence: [], pixels: 'auto', preview: true });
}

export async function photoText(
  source: Source,
  { findings }: Plan,
  { values, findingsOnly }: { readonly values: boolean; readonly findingsOnly: boolean },
  { terminal }: Session,
): Promise<string> {
  const { columns, outStyle: style } = terminal;
  const shown = findings.filter(({ effect }) => effect !== 'structure' && !(findingsOnly && effect === 'kept'));
  const width = Math.min(44, Math.max(10, ...shown.map((finding) => pathOf(finding).length)));
  let text = '';
  for (const finding of shown) {
    const mark = finding.effect === 'kept' ? ' ' : '!';
    const line = `${mark} ${padded(clip(pathOf(finding), width), width)}  ${finding.effect.padEnd(9)}${finding.category}: ${finding.reason}`;
    text += `${paintOf(finding, style)(clip(line, columns))}\n`;
    if (!values) continue;
    const { offset, length } = finding.range;
    const bytes = await source.read(offset, Math.min(length, LONGEST_VALUE));
    const words = printable(Buffer.from(bytes).toString('latin1')).trim();
    if (words !== '') text += `${style.cyan(clip(`    ${words}`, columns))}\n`;
  }
  return text;
}

function pathOf({ location }: Finding): string {
  return location.kind === 'part' ? location.path : location.kind;
}

function paintOf({ effect }: Finding, style: Style): (text: string) => string {
  if (effect === 'kept') return style.green;
  return effect === 'removed' ? style.red : style.yellow;
}
