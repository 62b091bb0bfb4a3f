// Pairs of an original and an output for the checks: the output is written by hand, not by the engine under test.
import { type ElementSpec, type FileOptions, writeFile } from '../../scripts/dicomWriter.js';
import type { Category } from '../../src/core/kernel/finding.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Decision } from '../../src/core/policy/policy.js';
import type { Rules } from '../../src/core/verify/identifier.js';
import { type VerifyOptions, verifyOutput } from '../../src/core/verify/verifyOutput.js';
import type { VerifyReport } from '../../src/core/verify/verifyReport.js';
import { el, sorted, withElements } from '../support/dataset.js';

const ROWS: Readonly<Record<number, readonly [Decision['action'], Category]>> = {
  524320: ['Z', 'date'],
  524321: ['X', 'date'],
  524323: ['Z', 'date'],
  524336: ['Z', 'date'],
  524339: ['Z', 'date'],
  524368: ['Z', 'id'],
  524416: ['X', 'institution'],
  524432: ['Z', 'name'],
  528432: ['C', 'description'],
  528704: ['X', 'uid'],
  1048592: ['Z', 'name'],
  1048608: ['Z', 'id'],
  1048624: ['Z', 'date'],
  1048640: ['Z', 'demographic'],
  1052688: ['X', 'demographic'],
  1052736: ['X', 'contact'],
  1576960: ['X', 'device'],
  2097168: ['Z', 'id'],
  4194311: ['X', 'description'],
  4194933: ['C', 'description'],
  805699588: ['Z', 'description'],
  805699592: ['Z', 'date'],
  805699750: ['Z', 'name'],
};

/** A few rows of Table E.1-1, enough for the objects of these tests. */
export const RULES: Rules = {
  dates: 'remove',
  has: () => false,
  decide: ({ tag, vr }) => {
    const row = ROWS[tag];
    if (row !== undefined) return decision(row[0], row[1]);
    if (vr === 'UI' && tag !== 0x00080016 && tag >>> 16 !== 2) return decision('U', 'uid');
    return undefined;
  },
  decideContentItem: () => undefined,
  decidePrivate: () => decision('X', 'private'),
};

function decision(action: Decision['action'], category: Category): Decision {
  return { action, code: action, rule: 'test', category, reason: 'a row of the table', clause: 'PS3.15 Table E.1-1' };
}

/** `elements` as a de-identified object: what `RULES` act on is empty or mapped, and the provenance is there. */
export function cleaned(elements: readonly ElementSpec[]): readonly ElementSpec[] {
  const clean = (element: ElementSpec): ElementSpec[] => {
    const { tag, vr } = element;
    const action = RULES.decide({ tag, vr, parents: [], sopClass: '' })?.action;
    if ((tag & 0x10000) !== 0 || action === 'X') return [];
    if (action === 'U' && 'value' in element) return [{ ...element, value: mapped(String(element.value)) }];
    if ('items' in element) {
      const items = element.items.map((item) => ({ ...item, elements: item.elements.flatMap(clean) }));
      return [{ ...element, items }];
    }
    if (action === 'C') return [el(tag, vr, 'Control')];
    if (action === undefined) return [element];
    return [el(tag, vr, '')];
  };
  return sorted(
    withElements(elements.flatMap(clean), el(0x00120062, 'CS', 'YES'), el(0x00120063, 'LO', 'medimagecleaner: test')),
  );
}

function mapped(uid: string): string {
  let sum = 0n;
  for (const letter of uid) sum = (sum * 131n + BigInt(letter.charCodeAt(0))) % 2n ** 100n;
  return `2.25.${sum + 2n ** 101n}`;
}

export function verifyBytes(
  original: Uint8Array,
  output: Uint8Array,
  options: Partial<VerifyOptions> = {},
): Promise<VerifyReport> {
  return verifyOutput(bufferSource(original), bufferSource(output), { policy: RULES, ...options });
}

/** The report on `original` against its cleaned form with `leaks` put into it. */
export function verifyLeak(
  original: readonly ElementSpec[],
  leaks: readonly ElementSpec[],
  options: FileOptions = {},
): Promise<VerifyReport> {
  return verifyBytes(writeFile(original, options), writeFile(withElements(cleaned(original), ...leaks), options));
}

export function codesOf(report: VerifyReport): string[] {
  return [...new Set(report.residue.map((residue) => residue.code))].sort();
}
