// Looks through an audit log line by line: chain, order, heads and their signatures, runs that were closed. Finds any line that
// was altered, dropped, reordered or put in, and what of the end is covered by no head.
import { toHex } from '../identity/mac.js';
import { ascii } from './bytes.js';
import { headMessage, type SignedHead } from './head.js';
import { type AuditLine, readLine } from './line.js';
import { growingTree, leafHash } from './merkle.js';

export interface AuditProblem {
  /** Number of the line, from 1 as editors count; 0 for the log as a whole. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

export interface AuditVerdict {
  readonly log: string;
  readonly lines: number;
  readonly runs: number;
  readonly files: number;
  readonly heads: number;
  readonly stamps: number;
  /** Public keys that signed. */
  readonly signers: readonly string[];
  /** Lines behind what the last good head covers, that head's own not counted. */
  readonly uncovered: number;
  readonly lastHead: SignedHead | undefined;
  /** Any of them: the log is not what was written, or its end can't be vouched for. */
  readonly problems: readonly AuditProblem[];
  /** What is no fault of the log. */
  readonly notes: readonly AuditProblem[];
}

/** Ed25519 by the host. */
export type VerifySignature = (signer: string, message: Uint8Array, signature: string) => boolean;

export interface CheckOptions {
  readonly verifySignature: VerifySignature;
  /** Public keys that alone may sign; without it any that the log names. */
  readonly trusted?: ReadonlySet<string>;
  /** A head that was exported earlier: the log must still begin as it did then. */
  readonly exported?: SignedHead;
}

export interface AuditCheck {
  /** The next line, without its line break. Gives the line where it can be read. */
  line(text: string): AuditLine | undefined;
  end(): AuditVerdict;
}

const FIRST = '0'.repeat(64);
const MOST = 100;

interface OpenRun {
  readonly line: number;
  files: number;
  readonly kinds: Map<string, number>;
}

/** What the lines so far said. */
interface Progress {
  readonly options: CheckOptions;
  readonly tree: ReturnType<typeof growingTree>;
  readonly problems: AuditProblem[];
  readonly notes: AuditProblem[];
  readonly signers: Set<string>;
  readonly open: Map<string, OpenRun>;
  readonly closed: Set<string>;
  /** Size and root of each good head. */
  readonly signed: Set<string>;
  lines: number;
  runs: number;
  files: number;
  heads: number;
  stamps: number;
  prev: string;
  log: string;
  /** The head that has to follow the end of a run. */
  awaited: { readonly line: number; readonly size: number } | undefined;
  lastHead: SignedHead | undefined;
  /** Lines since the last good head that need one: a time stamp vouches for itself. */
  uncovered: number;
  /** Of the log, when it was as long as at the exported head. */
  exportedRoot: string | undefined;
}

export function checkAudit(options: CheckOptions): AuditCheck {
  const progress: Progress = {
    options,
    tree: growingTree(),
    problems: [],
    notes: [],
    signers: new Set(),
    open: new Map(),
    closed: new Set(),
    signed: new Set(),
    lines: 0,
    runs: 0,
    files: 0,
    heads: 0,
    stamps: 0,
    prev: FIRST,
    log: '',
    awaited: undefined,
    lastHead: undefined,
    uncovered: 0,
    exportedRoot: undefined,
  };
  return { line: (text) => checkLine(progress, text), end: () => verdict(progress) };
}

function problem({ problems }: Progress, line: number, code: string, message: string): void {
  if (problems.length < MOST) problems.push({ line, code, message });
}

function checkLine(progress: Progress, text: string): AuditLine | undefined {
  const at = progress.lines + 1;
  noteExportedRoot(progress);
  const line = readLine(text);
  if (line === undefined) problem(progress, at, 'not-a-line', 'this is no line that the program writes');
  else {
    checkPlace(progress, line);
    takeLine(progress, line);
  }
  if (line === undefined) progress.uncovered += 1;
  const leaf = leafHash(ascii(text));
  progress.prev = toHex(leaf);
  progress.tree.append(leaf);
  progress.lines += 1;
  return line;
}

function noteExportedRoot(progress: Progress): void {
  if (progress.options.exported?.size === progress.lines) progress.exportedRoot = toHex(progress.tree.root());
}

function checkPlace(progress: Progress, line: AuditLine): void {
  const { lines, prev } = progress;
  const at = lines + 1;
  if (lines === 0 && line.kind !== 'open')
    problem(progress, at, 'beginning-missing', 'the log does not begin where it began');
  if (line.n !== lines) problem(progress, at, 'out-of-place', `this was line ${line.n + 1} when it was written`);
  if (line.prev !== prev)
    problem(progress, at, 'chain-broken', 'the line before is not the one that was there when this was written');
}

function takeLine(progress: Progress, line: AuditLine): void {
  const { lines, awaited } = progress;
  const at = lines + 1;
  if (line.kind !== 'stamp') progress.uncovered += 1;
  if (awaited !== undefined && (line.kind !== 'head' || line.size !== awaited.size) && line.kind !== 'recovered')
    problem(progress, awaited.line, 'head-missing', 'the end of this run is not followed by its signed head');
  progress.awaited = undefined;
  switch (line.kind) {
    case 'open':
      if (lines > 0) problem(progress, at, 'opened-again', 'a log begins only once');
      else progress.log = line.log;
      return;
    case 'run':
      if (progress.open.has(line.run) || progress.closed.has(line.run))
        problem(progress, at, 'run-again', 'this run has begun already');
      progress.runs += 1;
      progress.open.set(line.run, { line: at, files: 0, kinds: new Map() });
      return;
    case 'file':
      takeFile(progress, line);
      return;
    case 'end':
      takeEnd(progress, line);
      return;
    case 'head':
      takeHead(progress, line);
      return;
    case 'stamp':
      progress.stamps += 1;
      if (!progress.signed.has(`${line.size}:${line.root}`))
        problem(progress, at, 'stamp-differs', 'this time stamp is of no head of this log');
      return;
    case 'recovered':
      progress.notes.push({
        line: at,
        code: 'recovered',
        message: `a line that was cut off while it was written was taken away`,
      });
      return;
    case 'forgotten':
      return;
  }
}

function takeFile(progress: Progress, line: Extract<AuditLine, { kind: 'file' }>): void {
  progress.files += 1;
  const run = progress.open.get(line.run);
  const at = progress.lines + 1;
  if (run === undefined) problem(progress, at, 'no-run', 'this record belongs to no run that is open here');
  else if (line.seq !== run.files)
    problem(progress, at, 'record-missing', `record ${run.files} of its run is not where it belongs`);
  if (run === undefined) return;
  run.files = line.seq + 1;
  run.kinds.set(line.outcome, (run.kinds.get(line.outcome) ?? 0) + 1);
}

function takeEnd(progress: Progress, line: Extract<AuditLine, { kind: 'end' }>): void {
  const run = progress.open.get(line.run);
  const at = progress.lines + 1;
  if (run === undefined) problem(progress, at, 'no-run', 'this end belongs to no run that is open here');
  else if (run.files !== line.files || [...run.kinds].some(([kind, number]) => line.kinds[kind] !== number))
    problem(progress, at, 'count-differs', 'the run counted other records than there are');
  progress.open.delete(line.run);
  progress.closed.add(line.run);
  progress.awaited = { line: at, size: at };
}

function takeHead(progress: Progress, line: Extract<AuditLine, { kind: 'head' }>): void {
  const { options, tree, log, lines } = progress;
  const at = lines + 1;
  progress.heads += 1;
  if (line.size !== lines || line.root !== toHex(tree.root())) {
    problem(progress, at, 'head-differs', 'the lines before this signed head are not those that were signed');
    return;
  }
  if (line.log !== log) problem(progress, at, 'head-of-another-log', 'this head was signed for another log');
  else if (options.trusted !== undefined && !options.trusted.has(line.signer))
    problem(progress, at, 'strange-signer', 'this head is signed by a key that is not among those given');
  else if (!options.verifySignature(line.signer, headMessage(line), line.signature))
    problem(progress, at, 'bad-signature', 'the signature of this head is not that of its key');
  else {
    const { size, root, time, run, signer, signature } = line;
    progress.signers.add(signer);
    progress.lastHead = { log, size, root, time, run, signer, signature };
    progress.uncovered = 0;
    progress.signed.add(`${size}:${root}`);
  }
}

function verdict(progress: Progress): AuditVerdict {
  noteExportedRoot(progress);
  const { log, lines, runs, files, heads, stamps, uncovered, lastHead, problems, notes, awaited } = progress;
  if (lines === 0) problem(progress, 0, 'empty', 'the log has no lines');
  if (awaited !== undefined)
    problem(
      progress,
      awaited.line,
      'head-missing',
      'the end of this run is not followed by its signed head: the log was cut off',
    );
  checkOpenRuns(progress);
  if (uncovered > 0 && progress.open.size === 0 && lines > 0)
    problem(progress, lines, 'uncovered', `the last ${uncovered} lines are covered by no signed head`);
  checkExported(progress);
  const signers = [...progress.signers];
  return { log, lines, runs, files, heads, stamps, signers, uncovered, lastHead, problems, notes };
}

function checkOpenRuns(progress: Progress): void {
  const { open, notes, uncovered, lastHead } = progress;
  for (const [run, { line }] of open) {
    // A head that another run signed afterwards shows that nothing was cut off behind this one.
    if (uncovered === 0 && lastHead?.run !== run)
      notes.push({ line, code: 'run-open', message: 'the run that begins here was not closed' });
    else
      problem(
        progress,
        line,
        'run-open',
        'the run that begins here was not closed: it is at work, was killed, or the log was cut off',
      );
  }
}

function checkExported(progress: Progress): void {
  const { options, log, lines, exportedRoot } = progress;
  const { exported } = options;
  if (exported === undefined) return;
  if (exported.log !== log) problem(progress, 0, 'another-log', 'the head that was given is of another log');
  else if (exported.size > lines)
    problem(
      progress,
      0,
      'cut-off',
      `the log had ${exported.size} lines when the given head was exported, and has ${lines}`,
    );
  else if (exportedRoot !== exported.root)
    problem(progress, 0, 'rewritten', 'the log does not begin with the lines of which the given head was exported');
  else if (!options.verifySignature(exported.signer, headMessage(exported), exported.signature))
    problem(progress, 0, 'bad-signature', 'the signature of the given head is not that of its key');
}
