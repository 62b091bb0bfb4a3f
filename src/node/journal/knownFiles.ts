// What a journal says of each file, in 32 bytes: of a path and its stamps digests, and what became of the file.
import { createDigestTable } from '../digestTable.js';
import { digestHalves } from './digests.js';
import type { JournalLine, RefusalReason } from './lines.js';

export type KnownKind = 'written' | 'directory' | 'refused' | 'not-dicom' | 'failed';

export interface KnownFile {
  readonly kind: KnownKind;
  readonly doubtful: boolean;
  /** Digests of the stamps; undefined where none was noted. */
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly reason: RefusalReason | undefined;
}

export interface KnownFiles {
  take(line: JournalLine): void;
  at(path: string): KnownFile | undefined;
  /** The file is what is known of it, in this session too. @param index its place in the walk */
  settle(path: string, index: number): void;
  /** Its place in the walk, where it was settled and the line is what is known of it now. */
  settledAt(line: JournalLine): number | undefined;
  /** Files that need not be done again, unless they changed. */
  readonly done: number;
}

const KINDS: readonly KnownKind[] = ['written', 'directory', 'refused', 'not-dicom', 'failed'];
const DOUBTFUL = 8;
/** Word of the place in the walk, plus one. */
const SETTLED = 5;

export function createKnownFiles(): KnownFiles {
  const table = createDigestTable(6);
  const reasons: RefusalReason[] = [];
  const numbers = new Map<string, number>();
  let failed = 0;

  const numberOf = (reason: RefusalReason): number => {
    const name = `${reason.code}\0${reason.message}`;
    const known = numbers.get(name) ?? reasons.push(reason);
    numbers.set(name, known);
    return known;
  };
  const set = (slot: number, word: number, digest: string | undefined) => {
    const [high, low] = digest === undefined || digest === '-' ? [0, 0] : digestHalves(digest);
    table.set(slot, word, high);
    table.set(slot, word + 1, low);
  };
  const get = (slot: number, word: number): string | undefined => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(table.get(slot, word), 0);
    bytes.writeUInt32BE(table.get(slot, word + 1), 4);
    return bytes.every((byte) => byte === 0) ? undefined : bytes.toString('base64url');
  };
  return {
    take(line) {
      if (line.kind === 'head' || line.kind === 'session' || line.kind === 'end') return;
      const before = table.size;
      const slot = table.add(digestHalves(line.path));
      const isNew = table.size > before;
      if (!isNew && KINDS[table.get(slot, 4) & 7] === 'failed') failed -= 1;
      if (line.kind === 'failed') failed += 1;
      set(slot, 0, 'input' in line ? line.input : undefined);
      set(slot, 2, 'output' in line ? line.output : undefined);
      const doubtful = 'doubtful' in line && line.doubtful ? DOUBTFUL : 0;
      const reason = line.kind === 'refused' ? numberOf(line.reason) : 0;
      table.set(slot, 4, KINDS.indexOf(line.kind) | doubtful | (reason << 4));
    },
    at(path) {
      const slot = table.find(digestHalves(path));
      if (slot < 0) return undefined;
      const marks = table.get(slot, 4);
      return {
        kind: KINDS[marks & 7] ?? 'failed',
        doubtful: (marks & DOUBTFUL) !== 0,
        input: get(slot, 0),
        output: get(slot, 2),
        reason: reasons[(marks >>> 4) - 1],
      };
    },
    settle(path, index) {
      const slot = table.find(digestHalves(path));
      if (slot >= 0) table.set(slot, SETTLED, index + 1);
    },
    settledAt(line) {
      if (line.kind !== 'written' && line.kind !== 'refused') return undefined;
      const slot = table.find(digestHalves(line.path));
      if (slot < 0 || KINDS[table.get(slot, 4) & 7] !== line.kind) return undefined;
      const index = table.get(slot, SETTLED) - 1;
      if (index < 0) return undefined;
      // Noted again without its ties once it was no longer young: the copy is the same then. Of a refused file there is none.
      const young = line.doubtful && (table.get(slot, 4) & DOUBTFUL) === 0;
      const same = line.kind === 'written' ? get(slot, 2) === line.output : young || get(slot, 0) === line.input;
      return same ? index : undefined;
    },
    get done() {
      return table.size - failed;
    },
  };
}
