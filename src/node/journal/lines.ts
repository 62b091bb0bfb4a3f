// The lines of a journal. Each ends in a checksum, so that one that was cut off, or changed on the disk, is not taken for what it says.
import { hash } from 'node:crypto';

/** What the first line says: of which run the journal is, without saying where. */
export interface JournalHead {
  readonly journal: 1;
  readonly tool: string;
  /** Keyed digests of the inputs and outputs, and of the settings. */
  readonly place: string;
  readonly settings: string;
  /** `kept`: a fresh key, which lies beside the journal until the run is complete. */
  readonly key: 'given' | 'kept';
  readonly started: string;
}

/** A process that worked on the run. */
export interface JournalSession {
  /** In the names of its temporary files. */
  readonly run: string;
  /** Tells whether the machine was started anew since; empty where that can't be told. */
  readonly boot: string;
  readonly started: string;
}

export interface RefusalReason {
  readonly code: string;
  readonly message: string;
}

export type JournalLine =
  | { readonly kind: 'head'; readonly head: JournalHead }
  | { readonly kind: 'session'; readonly session: JournalSession }
  /** `doubtful`: the file was so young that its stamp may not tell a change, and its content is in the digest. */
  | {
      readonly kind: 'written';
      readonly path: string;
      readonly input: string;
      readonly output: string;
      readonly doubtful: boolean;
      /** What ties it to other files, see facts.ts. */
      readonly facts?: string;
    }
  | { readonly kind: 'directory'; readonly path: string; readonly output: string }
  | {
      readonly kind: 'refused';
      readonly path: string;
      readonly input: string;
      readonly doubtful: boolean;
      readonly facts?: string;
      readonly reason: RefusalReason;
    }
  | { readonly kind: 'not-dicom'; readonly path: string; readonly input: string; readonly doubtful: boolean }
  /** `output`: of an older version of the file, still there; or `-`. */
  | { readonly kind: 'failed'; readonly path: string; readonly output: string }
  | { readonly kind: 'end'; readonly at: string };

export function lineText(line: JournalLine): string {
  const text = bodyOf(line);
  return `${text} ${checksum(text)}\n`;
}

function bodyOf(line: JournalLine): string {
  switch (line.kind) {
    case 'head':
      return `h ${JSON.stringify(line.head)}`;
    case 'session':
      return `s ${JSON.stringify(line.session)}`;
    case 'written':
      return `${line.doubtful ? 'W' : 'w'} ${line.path} ${line.input} ${line.output}${told(line.facts)}`;
    case 'directory':
      return `d ${line.path} ${line.output}`;
    case 'refused':
      return `${line.doubtful ? 'R' : 'r'} ${line.path} ${line.input}${told(line.facts)} ${JSON.stringify(line.reason)}`;
    case 'not-dicom':
      return `${line.doubtful ? 'N' : 'n'} ${line.path} ${line.input}`;
    case 'failed':
      return `f ${line.path} ${line.output}`;
    case 'end':
      return `e ${line.at}`;
  }
}

function told(facts: string | undefined): string {
  return facts === undefined || facts === '' ? '' : ` ${facts}`;
}

/** Undefined for what is no line of a journal. `text` is without its line break. */
export function parseLine(text: string): JournalLine | undefined {
  const cut = text.length - 9;
  const body = text.slice(0, cut);
  if (cut < 1 || text[cut] !== ' ' || text.slice(cut + 1) !== checksum(body)) return undefined;
  const letter = body[0] ?? '';
  const rest = body.slice(2);
  const [path = '', second = '', third = '', fourth] = rest.split(' ', 4);
  const doubtful = letter === letter.toUpperCase();
  switch (letter.toLowerCase()) {
    case 'h':
      return { kind: 'head', head: JSON.parse(rest) };
    case 's':
      return { kind: 'session', session: JSON.parse(rest) };
    case 'w':
      return { kind: 'written', path, input: second, output: third, doubtful, ...factsOf(fourth) };
    case 'd':
      return { kind: 'directory', path, output: second };
    case 'r': {
      const facts = third.startsWith('{') ? undefined : third;
      const from = path.length + second.length + 2 + (facts === undefined ? 0 : facts.length + 1);
      const reason: RefusalReason = JSON.parse(rest.slice(from));
      return { kind: 'refused', path, input: second, doubtful, reason, ...factsOf(facts) };
    }
    case 'n':
      return { kind: 'not-dicom', path, input: second, doubtful };
    case 'f':
      return { kind: 'failed', path, output: second };
    case 'e':
      return { kind: 'end', at: rest };
    default:
      return undefined;
  }
}

function factsOf(facts: string | undefined): { readonly facts?: string } {
  return facts === undefined ? {} : { facts };
}

function checksum(text: string): string {
  return hash('sha256', text).slice(0, 8);
}
