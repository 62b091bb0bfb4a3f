// The lines of a vault: who can open it, keys sealed to them, one entry per patient and run, and who was forgotten. JSON lines, so
// that a run only appends; everything that tells who is who lies in `locked`.
import type { Recipient, Sealed } from './recipients.js';

export const VAULT_SCHEMA = 'medimagecleaner/vault/1';

export interface VaultHeader {
  readonly kind: 'vault';
  readonly schema: typeof VAULT_SCHEMA;
  readonly id: string;
  readonly recipients: readonly Recipient[];
}

/** A key that opens the entries of some runs. */
export interface KeyLine {
  readonly kind: 'key';
  readonly id: string;
  readonly sealed: readonly Sealed[];
  /** Key of the digests of those forgotten, locked under this key; in the first line of this kind only. */
  readonly tags?: string;
}

/** What a run learnt of one patient, under a data key of its own, which lies locked under the named key. */
export interface EntryLine {
  readonly kind: 'entry';
  readonly key: string;
  readonly dataKey: string;
  readonly locked: string;
}

export interface ForgottenLine {
  readonly kind: 'forgotten';
  /** Keyed digest of the patient: only who opens the vault can ask it about somebody. */
  readonly tag: string;
  readonly time: string;
}

export type VaultLine = VaultHeader | KeyLine | EntryLine | ForgottenLine;

/** What is known of a patient. */
export interface PatientEntry {
  /** Patient ID, or where there is none what else tells the patient apart (`name:…|…`, `study:…`). */
  readonly patient: string;
  /** Patient IDs and their codes. */
  readonly codes: readonly (readonly [string, string])[];
  readonly uids: readonly (readonly [string, string])[];
  /** Days by which dates moved, where they did. */
  readonly days?: number;
}

/** Undefined for what is no line of a vault. */
export function readVaultLine(text: string): VaultLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  const line = value as Readonly<Record<string, unknown>>;
  const texts = (...names: readonly string[]) => names.every((name) => typeof line[name] === 'string');
  switch (line['kind']) {
    case 'vault':
      return line['schema'] === VAULT_SCHEMA && texts('id') && isList(line['recipients'], isRecipient)
        ? (value as VaultHeader)
        : undefined;
    case 'key':
      return texts('id') && isList(line['sealed'], isSealed) ? (value as KeyLine) : undefined;
    case 'entry':
      return texts('key', 'dataKey', 'locked') ? (value as EntryLine) : undefined;
    case 'forgotten':
      return texts('tag', 'time') ? (value as ForgottenLine) : undefined;
    default:
      return undefined;
  }
}

function isList(value: unknown, is: (one: Readonly<Record<string, unknown>>) => boolean): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && is(one));
}

function isRecipient(one: Readonly<Record<string, unknown>>): boolean {
  if (one['kind'] === 'age') return typeof one['recipient'] === 'string';
  if (one['kind'] === 'rsa') return typeof one['id'] === 'string' && typeof one['pem'] === 'string';
  return one['kind'] === 'passphrase' && typeof one['recipient'] === 'string' && typeof one['identity'] === 'string';
}

function isSealed(one: Readonly<Record<string, unknown>>): boolean {
  return typeof one['for'] === 'string' && typeof one['data'] === 'string';
}

/** Several runs' entries of one patient as one. */
export function mergeEntries(entries: readonly PatientEntry[]): PatientEntry {
  const days = entries.findLast((entry) => entry.days !== undefined)?.days;
  const unique = <T>(pairs: readonly T[]) => [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()];
  return {
    patient: entries[0]?.patient ?? '',
    codes: unique(entries.flatMap(({ codes }) => codes)),
    uids: unique(entries.flatMap(({ uids }) => uids)),
    ...(days === undefined ? {} : { days }),
  };
}
