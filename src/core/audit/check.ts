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
  kinds: Map<string, number>;
}

export function checkAudit(options: CheckOptions): AuditCheck {
  const tree = growingTree();
  const problems: AuditProblem[] = [];
  const notes: AuditProblem[] = [];
  const signers = new Set<string>();
  const open = new Map<string, OpenRun>();
  const closed = new Set<string>();
  const signed = new Set<string>();
  let lines = 0;
  let runs = 0;
  let files = 0;
  let heads = 0;
  let stamps = 0;
  let prev = FIRST;
  let log = '';
  let awaited: { readonly line: number; readonly size: number } | undefined;
  let lastHead: SignedHead | undefined;
  let headRun = '';
  /** Lines since the last good head that need one: a time stamp vouches for itself. */
  let uncovered = 0;
  let exportedRoot: string | undefined;

  const problem = (line: number, code: string, message: string) => {
    if (problems.length < MOST) problems.push({ line, code, message });
  };
  const head = (line: Extract<AuditLine, { kind: 'head' }>) => {
    heads += 1;
    const at = lines + 1;
    if (line.size !== lines || line.root !== toHex(tree.root())) {
      problem(at, 'head-differs', 'the lines before this signed head are not those that were signed');
      return;
    }
    if (line.log !== log) problem(at, 'head-of-another-log', 'this head was signed for another log');
    else if (options.trusted !== undefined && !options.trusted.has(line.signer))
      problem(at, 'strange-signer', 'this head is signed by a key that is not among those given');
    else if (!options.verifySignature(line.signer, headMessage(line), line.signature))
      problem(at, 'bad-signature', 'the signature of this head is not that of its key');
    else {
      signers.add(line.signer);
      const { size, root, time, run, signer, signature } = line;
      lastHead = { log, size, root, time, run, signer, signature };
      headRun = line.run;
      uncovered = 0;
      signed.add(`${size}:${root}`);
    }
  };
  const file = (line: Extract<AuditLine, { kind: 'file' }>) => {
    files += 1;
    const run = open.get(line.run);
    const at = lines + 1;
    if (run === undefined) problem(at, 'no-run', 'this record belongs to no run that is open here');
    else if (line.seq !== run.files)
      problem(at, 'record-missing', `record ${run.files} of its run is not where it belongs`);
    if (run === undefined) return;
    run.files = line.seq + 1;
    run.kinds.set(line.outcome, (run.kinds.get(line.outcome) ?? 0) + 1);
  };
  const close = (line: Extract<AuditLine, { kind: 'end' }>) => {
    const run = open.get(line.run);
    const at = lines + 1;
    if (run === undefined) problem(at, 'no-run', 'this end belongs to no run that is open here');
    else if (run.files !== line.files || [...run.kinds].some(([kind, number]) => line.kinds[kind] !== number))
      problem(at, 'count-differs', 'the run counted other records than there are');
    open.delete(line.run);
    closed.add(line.run);
    awaited = { line: at, size: lines + 1 };
  };
  const obey = (line: AuditLine) => {
    const at = lines + 1;
    if (awaited !== undefined && (line.kind !== 'head' || line.size !== awaited.size) && line.kind !== 'recovered')
      problem(awaited.line, 'head-missing', 'the end of this run is not followed by its signed head');
    awaited = undefined;
    switch (line.kind) {
      case 'open':
        if (lines > 0) problem(at, 'opened-again', 'a log begins only once');
        else log = line.log;
        return;
      case 'run':
        if (open.has(line.run) || closed.has(line.run)) problem(at, 'run-again', 'this run has begun already');
        runs += 1;
        open.set(line.run, { line: at, files: 0, kinds: new Map() });
        return;
      case 'file':
        return file(line);
      case 'end':
        return close(line);
      case 'head':
        return head(line);
      case 'stamp':
        stamps += 1;
        if (!signed.has(`${line.size}:${line.root}`))
          problem(at, 'stamp-differs', 'this time stamp is of no head of this log');
        return;
      case 'recovered':
        notes.push({
          line: at,
          code: 'recovered',
          message: `a line that was cut off while it was written was taken away`,
        });
        return;
      case 'forgotten':
        return;
    }
  };
  return {
    line(text) {
      const at = lines + 1;
      if (options.exported?.size === lines) exportedRoot = toHex(tree.root());
      const line = readLine(text);
      if (line === undefined) problem(at, 'not-a-line', 'this is no line that the program writes');
      else {
        if (lines === 0 && line.kind !== 'open')
          problem(at, 'beginning-missing', 'the log does not begin where it began');
        if (line.n !== lines) problem(at, 'out-of-place', `this was line ${line.n + 1} when it was written`);
        if (line.prev !== prev)
          problem(at, 'chain-broken', 'the line before is not the one that was there when this was written');
        if (line.kind !== 'stamp') uncovered += 1;
        obey(line);
      }
      if (line === undefined) uncovered += 1;
      const leaf = leafHash(ascii(text));
      prev = toHex(leaf);
      tree.append(leaf);
      lines += 1;
      return line;
    },
    end() {
      if (options.exported?.size === lines) exportedRoot = toHex(tree.root());
      if (lines === 0) problem(0, 'empty', 'the log has no lines');
      if (awaited !== undefined)
        problem(
          awaited.line,
          'head-missing',
          'the end of this run is not followed by its signed head: the log was cut off',
        );
      for (const [run, { line }] of open) {
        // A head that another run signed afterwards shows that nothing was cut off behind this one.
        if (uncovered === 0 && headRun !== run)
          notes.push({ line, code: 'run-open', message: 'the run that begins here was not closed' });
        else
          problem(
            line,
            'run-open',
            'the run that begins here was not closed: it is at work, was killed, or the log was cut off',
          );
      }
      if (uncovered > 0 && open.size === 0 && lines > 0)
        problem(lines, 'uncovered', `the last ${uncovered} lines are covered by no signed head`);
      const { exported } = options;
      if (exported !== undefined) {
        if (exported.log !== log) problem(0, 'another-log', 'the head that was given is of another log');
        else if (exported.size > lines)
          problem(
            0,
            'cut-off',
            `the log had ${exported.size} lines when the given head was exported, and has ${lines}`,
          );
        else if (exportedRoot !== exported.root)
          problem(0, 'rewritten', 'the log does not begin with the lines of which the given head was exported');
        else if (!options.verifySignature(exported.signer, headMessage(exported), exported.signature))
          problem(0, 'bad-signature', 'the signature of the given head is not that of its key');
      }
      return { log, lines, runs, files, heads, stamps, signers: [...signers], uncovered, lastHead, problems, notes };
    },
  };
}
