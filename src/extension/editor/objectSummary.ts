// What is said of an object above its tree: counts, regions, likelihood of words in the image. No value of the file.
import type { Inspection } from '../../core/formats/dicom/tree.js';
import type { Category, Effect, Finding } from '../../core/kernel/finding.js';
import type { Summary } from '../../protocol.js';
import { doesSomething, type TreeModel } from './treeModel.js';

/** Regions that are told even where nothing in them identifies: nobody would look for them otherwise. */
const ALWAYS: ReadonlySet<string> = new Set(['trailing-bytes', 'preamble']);

export function summaryOf({ shown }: TreeModel, { plan, facts }: Inspection): Summary {
  const byEffect: Partial<Record<Effect, number>> = {};
  const byCategory: Partial<Record<Category, number>> = {};
  let identifying = 0;
  let inPrivate = 0;
  let inSequences = 0;
  for (const { row, finding } of shown) {
    if (finding === undefined) continue;
    if (finding.effect !== 'structure') byEffect[finding.effect] = (byEffect[finding.effect] ?? 0) + 1;
    if (!doesSomething(finding.effect)) continue;
    identifying++;
    byCategory[finding.category] = (byCategory[finding.category] ?? 0) + 1;
    if (row.private) inPrivate++;
    if (row.depth > 0) inSequences++;
  }
  return {
    identifying,
    byEffect,
    byCategory,
    inPrivate,
    inSequences,
    regions: plan.findings.flatMap(regionOf),
    burnedIn: {
      likely: facts?.burnedIn !== undefined,
      reason: facts?.burnedIn ?? (facts?.hasPixels === true ? '' : 'no pixels'),
    },
  };
}

function regionOf({ location, effect, reason }: Finding): Summary['regions'] {
  if (location.kind !== 'region' || (effect === 'structure' && !ALWAYS.has(location.name))) return [];
  return [{ name: location.name, effect, reason }];
}
