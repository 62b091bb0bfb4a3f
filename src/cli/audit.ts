import { readHead, type SignedHead, signerFingerprint } from '../core/audit/head.js';
import { checkProof, proofText, readProof } from '../core/audit/proof.js';
import { DeidError } from '../core/kernel/deidError.js';
import { proveFile, proveGrowth, verifyLog } from '../node/audit/auditRead.js';
import { auditPath } from '../node/audit/auditRun.js';
import {
  makeSigner,
  publicKeyFrom,
  publicPem,
  signerOfFile,
  signerOfKey,
  verifySignature,
} from '../node/audit/signer.js';
import { digestOf } from '../node/digestOf.js';
import { openSource } from '../node/fileSource.js';
import { loadKey } from '../node/keyStore.js';
import { absolutePath } from '../node/rawPath.js';
import { readText } from '../node/readText.js';
import { pathError } from '../node/systemError.js';
import { type Arguments, allValues, hasFlag, lastValue } from './args.js';
import { stampLog, stampsOf } from './auditStamp.js';
import { type Session, warn } from './session.js';
import { counted } from './units.js';

/** Gives 0 where everything holds, 1 where something does not. */
export async function audit(given: Arguments, session: Session): Promise<number> {
  const [action = '', operand = ''] = given.operands;
  if (operand === '' && action !== 'key') throw new DeidError('usage', `audit ${action} needs the name of a file`);
  switch (action) {
    case 'verify':
      return verify(auditPath(operand), given, session);
    case 'head':
      return head(auditPath(operand), session);
    case 'prove':
      return prove(auditPath(operand), given, session);
    case 'check':
      return check(operand, given, session);
    case 'key':
      return key(operand, given, session);
    case 'stamp':
      return stampLog(auditPath(operand), given, session);
    default:
      throw new DeidError('usage', 'audit takes verify, head, prove, check, key or stamp first');
  }
}

async function verify(log: string, given: Arguments, session: Session): Promise<number> {
  const exported = lastValue(given, 'head');
  const trusted = allValues(given, 'public-key').map(publicKeyFrom);
  const verdict = verifyLog(log, {
    ...(exported === undefined ? {} : { exported: headFrom(exported) }),
    ...(trusted.length === 0 ? {} : { trusted: new Set(trusted) }),
  });
  const stamps = await stampsOf(log, verdict.log, lastValue(given, 'tsa-cert'));
  const bad = stamps.filter(({ problem }) => problem !== undefined).length;
  const holds = verdict.problems.length === 0 && bad === 0;
  const { terminal } = session;
  if (hasFlag(given, 'json')) {
    terminal.out(`${JSON.stringify({ ...verdict, stamps, holds }, undefined, 2)}\n`);
    return holds ? 0 : 1;
  }
  const { outStyle: style } = terminal;
  const counts = [
    counted(verdict.lines, 'line'),
    counted(verdict.runs, 'run'),
    counted(verdict.files, 'record'),
    counted(verdict.heads, 'signed head'),
  ];
  terminal.out(`${holds ? style.green('The log holds') : style.red('The log does not hold')}: ${counts.join(', ')}\n`);
  for (const { line, message } of verdict.problems) terminal.out(`${line === 0 ? '' : `line ${line}: `}${message}\n`);
  for (const { line, message } of verdict.notes) terminal.out(style.dim(`line ${line}: ${message}\n`));
  for (const stamp of stamps) {
    const { line, problem, time, service } = stamp;
    if (problem !== undefined) terminal.out(`line ${line}: ${problem}\n`);
    else terminal.out(`line ${line}: time stamp of ${time}${service === '' ? '' : ` by ${service}`}\n`);
  }
  if (stamps.length > bad && lastValue(given, 'tsa-cert') === undefined)
    warn(session, 'whose time stamps these are was not checked: --tsa-cert gives the certificate of a service');
  for (const signer of verdict.signers) terminal.out(`signed by ${signer} (${signerFingerprint(signer)})\n`);
  if (trusted.length === 0 && verdict.signers.length > 0)
    warn(
      session,
      'the keys are those that the log itself names: compare them, or give the right ones with --public-key',
    );
  if (exported === undefined)
    warn(session, 'whether whole runs are missing at the end only an exported head tells: see audit head');
  return holds ? 0 : 1;
}

function head(log: string, session: Session): number {
  const verdict = verifyLog(log);
  const [first] = verdict.problems;
  if (first !== undefined) warn(session, `the log does not hold: ${first.message}`);
  if (verdict.lastHead === undefined) throw new DeidError('refused', 'the log has no signed head');
  session.terminal.out(`${JSON.stringify(verdict.lastHead)}\n`);
  return first === undefined ? 0 : 1;
}

async function prove(log: string, given: Arguments, session: Session): Promise<number> {
  const file = lastValue(given, 'file');
  const since = lastValue(given, 'since');
  if ((file === undefined) === (since === undefined))
    throw new DeidError('usage', 'audit prove takes --file F, or --since HEAD for the growth of the log');
  if (since !== undefined) {
    session.terminal.out(proofText(proveGrowth(log, headFrom(since))));
    return 0;
  }
  const { key: secret, from } = keyOf(given, session);
  if (from === 'fresh')
    throw new DeidError('usage', 'the digests of a log are keyed: give the key of the run with --key-file');
  const proofs = proveFile(log, await contentOf(file ?? ''), secret, hasFlag(given, 'disclose'));
  const newest = proofs.at(-1);
  if (newest !== undefined) session.terminal.out(proofText(newest));
  if (proofs.length > 1) warn(session, `${proofs.length} records are about this file; the newest is proven`);
  return 0;
}

async function check(proofFile: string, given: Arguments, session: Session): Promise<number> {
  const proof = readProof(readText(proofFile));
  if (proof === undefined) throw new DeidError('usage', 'this is no proof that audit prove wrote');
  const file = lastValue(given, 'file');
  const verdict = checkProof(proof, verifySignature, file === undefined ? undefined : await contentOf(file));
  const trusted = allValues(given, 'public-key').map(publicKeyFrom);
  const strange = trusted.length > 0 && !trusted.includes(proof.head.signer);
  const problem = strange ? 'the head is signed by another key than the one given' : verdict.problem;
  const { terminal } = session;
  if (problem !== undefined) {
    terminal.out(`The proof does not hold: ${problem}\n`);
    return 1;
  }
  terminal.out(
    `The proof holds: ${saidBy(verdict.line?.time, proof.kind === 'consistency' ? proof.earlier.size : undefined, proof.head)}\n`,
  );
  if (verdict.file !== undefined)
    terminal.out(`The file is the ${verdict.file === 'input' ? 'original' : 'output'} of that record.\n`);
  terminal.out(`signed by ${proof.head.signer} (${signerFingerprint(proof.head.signer)})\n`);
  return 0;
}

function saidBy(time: string | undefined, earlier: number | undefined, { log, size }: SignedHead): string {
  const place = `log ${log} of ${size} lines`;
  return earlier === undefined
    ? `a record of ${time ?? ''} is in ${place}`
    : `the ${earlier} lines of then begin the ${place}`;
}

function key(file: string, given: Arguments, session: Session): number {
  const { terminal } = session;
  let signer: string;
  if (file === '') {
    const loaded = keyOf(given, session);
    if (loaded.from === 'fresh')
      throw new DeidError(
        'usage',
        'audit key takes the name of a file for a new signing key, or --key-file for what the key of a run gives',
      );
    signer = signerOfKey(loaded.key).signer;
  } else {
    signer = hasFlag(given, 'new') ? makeSigner(file).signer : signerOfFile(file).signer;
  }
  if (hasFlag(given, 'json')) terminal.out(`${JSON.stringify({ signer, fingerprint: signerFingerprint(signer) })}\n`);
  else terminal.out(`${publicPem(signer)}${signer}\n${signerFingerprint(signer)}\n`);
  return 0;
}

function keyOf(given: Arguments, session: Session) {
  const keyFile = lastValue(given, 'key-file');
  return loadKey({ ...(keyFile === undefined ? {} : { keyFile }), env: session.environment });
}

/** @throws DeidError `usage` for a file that holds no head */
function headFrom(file: string): SignedHead {
  let value: unknown;
  try {
    value = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof DeidError) throw error;
  }
  const found = readHead(value);
  if (found === undefined) throw new DeidError('usage', 'this is no head that audit head wrote');
  return found;
}

async function contentOf(file: string): Promise<string> {
  try {
    const source = openSource(absolutePath(file));
    try {
      return await digestOf(source);
    } finally {
      source.close();
    }
  } catch (error) {
    throw pathError(error, file);
  }
}
