// What ties an original to other objects, against what ties its copy; and what must come out of both alike.
import { type Ties, tiesOf } from '../core/formats/dicom/ties.js';
import type { Issue } from '../core/kernel/issue.js';
import type { Source } from '../core/kernel/source.js';
import { type Link, pairLinks } from '../core/study/links.js';

/** Undefined where the object can't be read: planning says why. */
export async function readTies(source: Source): Promise<Ties | undefined> {
  try {
    return await tiesOf(source);
  } catch {
    return undefined;
  }
}

export interface Compared {
  readonly links: readonly Link[];
  readonly issues: readonly Issue[];
}

/** @param copy absent where there is none */
export function compareTies(original: Ties | undefined, copy?: Ties): Compared {
  if (original === undefined) return { links: [], issues: [] };
  const links = pairLinks(original.links, copy?.links);
  const { suv } = original;
  if (copy === undefined || suv === undefined || copy.suv === suv) return { links, issues: [] };
  return { links, issues: [copy.suv === undefined ? LOST : CHANGED] };
}

const LOST: Issue = {
  code: 'suv-lost',
  severity: 'info',
  message:
    'uptake values (SUV) can not be computed from the copy: the recipe takes out the weight, or dates and times that they hang on',
};
const CHANGED: Issue = {
  code: 'suv-changed',
  severity: 'warning',
  message:
    'uptake values (SUV) computed from the copy differ from those of the original: a rule changed what they hang on',
};
