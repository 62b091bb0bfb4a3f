// The lines of an audit log: what each kind holds, its one way to be written, and reading it back. No field can hold a
// value of a file or a path: digests, counts, codes and times only.

export const AUDIT_SCHEMA = 'medimagecleaner/audit/1';

/** What a line says besides its place in the log. */
export type AuditEntry =
  | { readonly kind: 'open'; readonly schema: typeof AUDIT_SCHEMA; readonly log: string }
  | {
      readonly kind: 'run';
      readonly run: string;
      readonly program: string;
      readonly policy: string;
      /** Fingerprint of the run's key. */
      readonly key: string;
      /** Public key (Ed25519, base64url) that signs the heads of this run. */
      readonly signer: string;
    }
  | {
      readonly kind: 'file';
      readonly run: string;
      /** Place in the run; enters the key of the digests. */
      readonly seq: number;
      readonly outcome: string;
      /** Keyed digests of the original and of the output (see fileDigests.ts). */
      readonly input?: string;
      readonly output?: string;
      /** How many findings came to which action code of PS3.15 Table E.1-1a. */
      readonly actions: Readonly<Record<string, number>>;
      readonly refusal?: string;
    }
  | {
      readonly kind: 'end';
      readonly run: string;
      readonly files: number;
      readonly kinds: Readonly<Record<string, number>>;
      readonly stopped?: string;
    }
  | {
      readonly kind: 'head';
      readonly log: string;
      /** Who signed: the run, or the one command that wrote. */
      readonly run: string;
      /** Number of lines that the head covers: all before it. */
      readonly size: number;
      readonly root: string;
      readonly signer: string;
      readonly signature: string;
    }
  /** A process ended in the middle of writing a line: so many bytes were taken away. */
  | { readonly kind: 'recovered'; readonly bytes: number }
  /** A patient was taken out of a vault; `subject` is the vault's keyed digest of who. */
  | { readonly kind: 'forgotten'; readonly vault: string; readonly subject: string; readonly entries: number }
  /** RFC 3161 token over the message of the head of `size` lines. */
  | { readonly kind: 'stamp'; readonly size: number; readonly root: string; readonly token: string };

export type AuditKind = AuditEntry['kind'];

interface AuditPlace {
  /** Number of the line, from 0. */
  readonly n: number;
  /** Hash of the line before, hex; of the first line sixty-four zeros. */
  readonly prev: string;
  /** ISO 8601, UTC. */
  readonly time: string;
}

export type AuditLine = AuditPlace & AuditEntry;

type Check = (value: unknown) => boolean;

const hex = (length: number) => matching(new RegExp(`^[0-9a-f]{${length}}$`, 'u'));
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const count: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const code = matching(/^[a-zA-Z0-9-]{1,40}$/u);
const counts: Check = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([name, number]) => code(name) && count(number));
const bytes = matching(/^[A-Za-z0-9_-]+$/u);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const DIGEST = hex(64);
const ID = hex(32);
const TIME = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/u);

const PLACE: Readonly<Record<string, Check>> = { n: count, prev: DIGEST, time: TIME, kind: code };

/** Fields of each kind, in the order in which they are written. */
const FIELDS: Readonly<Record<AuditKind, Readonly<Record<string, Check>>>> = {
  open: { schema: (value) => value === AUDIT_SCHEMA, log: ID },
  run: {
    run: ID,
    program: matching(/^[ -~]{1,64}$/u),
    policy: matching(/^[0-9a-f]{8,128}$/u),
    key: hex(8),
    signer: bytes,
  },
  file: {
    run: ID,
    seq: count,
    outcome: code,
    input: optional(DIGEST),
    output: optional(DIGEST),
    actions: counts,
    refusal: optional(code),
  },
  end: { run: ID, files: count, kinds: counts, stopped: optional(code) },
  head: { log: ID, run: ID, size: count, root: DIGEST, signer: bytes, signature: bytes },
  recovered: { bytes: count },
  forgotten: { vault: ID, subject: DIGEST, entries: count },
  stamp: { size: count, root: DIGEST, token: bytes },
};

/** The one text of a line, without its line break. */
export function lineText(line: AuditLine): string {
  const known: Record<string, unknown> = { ...line };
  const order = [...Object.keys(PLACE), ...Object.keys(FIELDS[line.kind])];
  return JSON.stringify(Object.fromEntries(order.map((name) => [name, known[name]])));
}

/** Undefined for a text that is no line of a log, or not written in its one way. */
export function readLine(text: string): AuditLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isLine(value) && lineText(value) === text ? value : undefined;
}

function isLine(value: unknown): value is AuditLine {
  if (typeof value !== 'object' || value === null) return false;
  const kind = 'kind' in value && typeof value.kind === 'string' ? value.kind : '';
  const own = Object.hasOwn(FIELDS, kind) ? FIELDS[kind as AuditKind] : undefined;
  if (own === undefined) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const checks = Object.entries({ ...PLACE, ...own });
  const known = new Set(checks.map(([name]) => name));
  return (
    checks.every(([name, check]) => check(fields.get(name))) && [...fields.keys()].every((name) => known.has(name))
  );
}

/** A code as a record may hold it; anything else, which could be a text, becomes `other`. */
export function codeOf(text: string): string {
  return code(text) ? text : 'other';
}
