// What an object is searched for: what it and the same patient's other files name, less what the policy keeps where it stands.
import type { EvidenceItem } from '../../text/evidence.js';
import { compileEvidence, type Evidence } from '../../text/findIdentifiers.js';
import type { CharacterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { collectEvidence } from './evidence.js';
import type { DicomObject } from './read.js';

export async function evidenceOf(
  context: DicomContext,
  named: () => Promise<readonly EvidenceItem[]>,
): Promise<Evidence> {
  // Rules alone look for nothing, unless one of them cleans text.
  if (context.policy.policy.style === 'rules' && !context.policy.cleansText) return compileEvidence([]);
  return compileEvidence(wantedEvidence(await named(), context));
}

/** What the object and the same patient's others name. */
export async function namedBy(
  object: DicomObject,
  context: DicomContext,
  charset: CharacterSet,
): Promise<readonly EvidenceItem[]> {
  const own = await collectEvidence(object.window, object.table.elements, charset);
  return mergeEvidence(own, context.patientEvidence);
}

/** What the policy keeps where it stands is no identifier elsewhere either. */
export function wantedEvidence(evidence: readonly EvidenceItem[], { policy }: DicomContext): readonly EvidenceItem[] {
  const kept = new Set<EvidenceItem['kind']>();
  if (policy.dates === 'keep' && policy.policy.style !== 'rules') kept.add('date');
  if (policy.has('retain-device-identity')) kept.add('device');
  if (policy.has('retain-institution-identity')) kept.add('institution');
  return kept.size === 0 ? evidence : evidence.filter(({ kind }) => !kept.has(kind));
}

/** Sets of what is in an array of evidence: all files of a patient come with the same array. */
const members = new WeakMap<readonly EvidenceItem[], ReadonlySet<string>>();

/** The patient's evidence first, then what only this file names: mostly nothing, so that compiled evidence is found again. */
function mergeEvidence(own: readonly EvidenceItem[], shared: readonly EvidenceItem[]): readonly EvidenceItem[] {
  if (shared.length === 0) return own;
  const known = members.get(shared) ?? new Set(shared.map(({ kind, value }) => `${kind}\0${value}`));
  members.set(shared, known);
  return [...shared, ...own.filter(({ kind, value }) => !known.has(`${kind}\0${value}`))];
}
