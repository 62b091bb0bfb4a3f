// Originals and what replaced them, on their way to a crosswalk. Values: never for a log or a report.
import type { MappedValues } from './engine.js';
import type { MappedPairs, Mappings } from './runTypes.js';

/** Takes what was recorded since the last time; undefined where nothing was. */
export function takeMapped(mapped: MappedValues): MappedPairs | undefined {
  if (mapped.uid.size + mapped.patient.size + mapped.subject.size === 0) return undefined;
  const pairs = { uid: [...mapped.uid], patient: [...mapped.patient], subject: [...mapped.subject] };
  mapped.uid.clear();
  mapped.patient.clear();
  mapped.subject.clear();
  return pairs;
}

/** Puts pairs of many threads together. */
export function gatherMappings(): { add(pairs: MappedPairs | undefined): void; mappings(): Mappings } {
  const uid = new Map<string, string>();
  const patient = new Map<string, string>();
  return {
    add(pairs) {
      for (const [original, replacement] of pairs?.uid ?? []) uid.set(original, replacement);
      for (const [original, replacement] of pairs?.patient ?? []) patient.set(original, replacement);
    },
    mappings: () => ({ uids: sorted(uid), patients: sorted(patient) }),
  };
}

// By code unit and not by locale: the same on every machine.
function sorted(pairs: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
