// What a run puts into a vault: per patient the codes, UIDs and days that its files gave, in pieces, so that memory stays bounded.
import type { MappedPairs } from '../runTypes.js';
import type { VaultWriter } from './vault.js';
import type { PatientEntry } from './vaultLines.js';

/** Pairs that are held before they are written. */
const MOST_HELD = 50_000;

interface Gathered {
  readonly codes: Map<string, string>;
  readonly uids: Map<string, string>;
  days: number | undefined;
}

export interface VaultRun {
  /** For `RunRequest.onMapped`. */
  onMapped(mapped: MappedPairs): void;
  /** Writes what is left. @throws what writing threw, now or before */
  end(): Promise<void>;
}

export function fillVault(writer: VaultWriter): VaultRun {
  let patients = new Map<string, Gathered>();
  let held = 0;
  let writing: Promise<void> = Promise.resolve();
  let failure: unknown;
  const flush = () => {
    const entries = [...patients].map(([patient, { codes, uids, days }]): PatientEntry => {
      const entry = { patient, codes: [...codes], uids: [...uids] };
      return days === undefined ? entry : { ...entry, days };
    });
    patients = new Map();
    held = 0;
    writing = writing
      .then(() => writer.append(entries))
      .catch((error) => {
        failure ??= error;
      });
  };
  return {
    onMapped({ uid, patient, subject }) {
      // A directory names many patients; what it maps their own files map too.
      const [whose] = subject;
      if (whose === undefined) return;
      const [name, days] = whose;
      const own = patients.get(name) ?? { codes: new Map(), uids: new Map(), days: undefined };
      patients.set(name, own);
      for (const [original, replacement] of patient) own.codes.set(original, replacement);
      for (const [original, replacement] of uid) own.uids.set(original, replacement);
      if (days !== '') own.days = Number(days);
      held += patient.length + uid.length;
      if (held > MOST_HELD) flush();
    },
    async end() {
      flush();
      await writing;
      if (failure !== undefined) throw failure;
    },
  };
}
