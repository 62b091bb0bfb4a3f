// What is done with a vault: made, written to by runs (which can't read it), opened by those it is sealed to, rotated to new keys,
// and patients forgotten in it. Each entry has a data key of its own; forgetting destroys the patient's.
import { createHmac, randomBytes } from 'node:crypto';
import { DeidError } from '../../core/kernel/deidError.js';
import { lock, unlock } from './locked.js';
import { type Opener, openSealed, type Recipient, sealTo, unlockPassphrase } from './recipients.js';
import { appendToVault, makeVault, readVault, rewriteVault, type VaultContent } from './vaultFile.js';
import {
  type EntryLine,
  type KeyLine,
  mergeEntries,
  type PatientEntry,
  VAULT_SCHEMA,
  type VaultHeader,
  type VaultLine,
} from './vaultLines.js';

const KEY = 32;

/**
 * A new vault.
 * @throws PathError, DeidError
 */
export async function createVault(file: string, recipients: readonly Recipient[]): Promise<void> {
  const header: VaultHeader = { kind: 'vault', schema: VAULT_SCHEMA, id: randomBytes(16).toString('hex'), recipients };
  const { line } = await newKey(header, randomBytes(KEY));
  makeVault(file, header, [line]);
}

interface SealedKey {
  readonly key: Uint8Array;
  readonly line: KeyLine;
}

async function newKey(header: VaultHeader, tags?: Uint8Array): Promise<SealedKey> {
  const key = new Uint8Array(randomBytes(KEY));
  const id = randomBytes(8).toString('hex');
  const sealed = await sealTo(key, header.recipients);
  const named = { kind: 'key', id, sealed } as const;
  return { key, line: tags === undefined ? named : { ...named, tags: lock(key, tags, `tags ${header.id}`) } };
}

export interface VaultWriter {
  append(entries: readonly PatientEntry[]): Promise<void>;
}

/**
 * For a run: it seals, and can't open.
 * @throws PathError, DeidError
 */
export async function writeToVault(file: string): Promise<VaultWriter> {
  return await sealForVault(file, (lines) => appendToVault(file, lines));
}

/**
 * {@link writeToVault} for a machine that leaves it to another one to put the lines into the vault.
 * @throws PathError, DeidError
 */
export async function sealForVault(
  file: string,
  take: (lines: readonly VaultLine[]) => void | Promise<void>,
): Promise<VaultWriter> {
  const { header } = readVault(file);
  const { key, line } = await newKey(header);
  let told = false;
  return {
    async append(entries) {
      if (entries.length === 0) return;
      const lines = entries.map((entry) => entryLine(header, line.id, key, entry));
      await take(told ? lines : [line, ...lines]);
      told = true;
    },
  };
}

function entryLine(header: VaultHeader, id: string, key: Uint8Array, entry: PatientEntry): EntryLine {
  const dataKey = randomBytes(KEY);
  const text = Buffer.from(JSON.stringify(entry), 'utf8');
  const place = `${header.id} ${id}`;
  return {
    kind: 'entry',
    key: id,
    dataKey: lock(key, dataKey, `data key ${place}`),
    locked: lock(dataKey, text, `entry ${place}`),
  };
}

export interface OpenVault {
  readonly header: VaultHeader;
  /** By patient, sorted. */
  readonly patients: ReadonlyMap<string, PatientEntry>;
  isForgotten(patient: string): boolean;
}

/**
 * Reads a vault with what opens it.
 * @throws DeidError `bad-key` for another's; PathError
 */
export async function openVault(file: string, opener: Opener): Promise<OpenVault> {
  return opened(await unlocked(readVault(file), opener));
}

interface Unlocked {
  readonly header: VaultHeader;
  readonly tags: Uint8Array;
  readonly lines: readonly (readonly [line: VaultLine, entry: PatientEntry | undefined])[];
}

async function unlocked({ header, lines }: VaultContent, given: Opener): Promise<Unlocked> {
  const opener = await unlockPassphrase(header.recipients, given);
  const keys = new Map<string, Uint8Array>();
  let tags: Uint8Array | undefined;
  const read: (readonly [VaultLine, PatientEntry | undefined])[] = [];
  for (const line of lines) {
    if (line.kind === 'key') {
      const key = await openSealed(line.sealed, opener);
      if (key === undefined)
        throw new DeidError('bad-key', 'the vault is sealed to others: this key or passphrase does not open it');
      keys.set(line.id, key);
      if (line.tags !== undefined) tags = unlock(key, line.tags, `tags ${header.id}`);
    }
    read.push([line, line.kind === 'entry' ? entryOf(header, line, keys.get(line.key)) : undefined]);
  }
  if (tags === undefined) throw new DeidError('io', 'the vault is damaged: its first key is missing; use a copy of it');
  return { header, tags, lines: read };
}

function entryOf(header: VaultHeader, line: EntryLine, key: Uint8Array | undefined): PatientEntry {
  const place = `${header.id} ${line.key}`;
  const dataKey = key === undefined ? undefined : unlock(key, line.dataKey, `data key ${place}`);
  const text = dataKey === undefined ? undefined : unlock(dataKey, line.locked, `entry ${place}`);
  if (text === undefined)
    throw new DeidError(
      'io',
      'the vault is damaged: an entry was changed or taken from another vault; use a copy of it',
    );
  // Authenticated: it is what this program wrote.
  return JSON.parse(Buffer.from(text).toString('utf8')) as PatientEntry;
}

function opened({ header, tags, lines }: Unlocked): OpenVault {
  const groups = new Map<string, PatientEntry[]>();
  const forgotten = new Set<string>();
  for (const [line, entry] of lines) {
    if (entry !== undefined) groups.set(entry.patient, [...(groups.get(entry.patient) ?? []), entry]);
    if (line.kind === 'forgotten') forgotten.add(line.tag);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    header,
    patients: new Map(sorted.map(([patient, entries]) => [patient, mergeEntries(entries)])),
    isForgotten: (patient) => forgotten.has(tagOf(tags, patient)),
  };
}

function tagOf(tags: Uint8Array, patient: string): string {
  return createHmac('sha256', tags).update(patient.trim(), 'utf8').digest('hex');
}

/** Whose entry a value stands in: a patient, or a code or UID, original or new. */
export function findPatient(vault: OpenVault, value: string): PatientEntry | undefined {
  const wanted = value.trim();
  const direct = vault.patients.get(wanted);
  if (direct !== undefined) return direct;
  for (const entry of vault.patients.values()) {
    if ([...entry.codes, ...entry.uids].some((pair) => pair.includes(wanted))) return entry;
  }
  return undefined;
}

export interface Forgotten {
  readonly vault: string;
  /** The digest under which the vault remembers that, not whom, it forgot. */
  readonly tag: string;
  readonly entries: number;
}

/**
 * Destroys a patient's data keys and entries and writes the vault anew.
 * @param patient as {@link findPatient} finds it
 * @param logged told before the vault changes, so that nothing is forgotten that no log tells of
 * @throws DeidError `not-found` where the vault has no such patient
 */
export async function forgetPatient(
  file: string,
  opener: Opener,
  patient: string,
  time: Date,
  logged: (forgotten: Forgotten) => Promise<void>,
): Promise<Forgotten> {
  let done: Forgotten | undefined;
  await rewriteVault(file, async (content) => {
    const { header, tags, lines } = await unlocked(content, opener);
    const found = findPatient(opened({ header, tags, lines }), patient);
    if (found === undefined) throw new DeidError('not-found', 'the vault has no entry of this patient');
    const left = lines.filter(([, entry]) => entry?.patient !== found.patient).map(([line]) => line);
    const tag = tagOf(tags, found.patient);
    done = { vault: header.id, tag, entries: lines.length - left.length };
    await logged(done);
    return { header, lines: [...left, { kind: 'forgotten', tag, time: time.toISOString() }] };
  });
  if (done === undefined) throw new TypeError('the vault was rewritten');
  return done;
}

/**
 * Everything under new keys, for these recipients.
 * @throws DeidError
 */
export async function rotateVault(
  file: string,
  opener: Opener,
  recipients: readonly Recipient[],
): Promise<VaultHeader> {
  let after: VaultHeader | undefined;
  await rewriteVault(file, async (content) => {
    const { header, tags, lines } = await unlocked(content, opener);
    if (recipients.length === 0) throw new DeidError('usage', 'a vault has at least one recipient');
    const fresh: VaultHeader = { ...header, recipients };
    const { key, line } = await newKey(fresh, tags);
    const kept = lines.flatMap(([old, entry]): readonly VaultLine[] => {
      if (entry !== undefined) return [entryLine(fresh, line.id, key, entry)];
      return old.kind === 'forgotten' ? [old] : [];
    });
    after = fresh;
    return { header: fresh, lines: [line, ...kept] };
  });
  if (after === undefined) throw new TypeError('the vault was rewritten');
  return after;
}
