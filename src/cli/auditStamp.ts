// Time stamps in an audit log: asks for one, and checks those that are there.

import { randomBytes } from 'node:crypto';
import type { HeadFacts } from '../core/audit/head.js';
import type { AuditLine } from '../core/audit/line.js';
import { DeidError } from '../core/kernel/deidError.js';
import { openAuditFile } from '../node/audit/auditFile.js';
import { verifyLog } from '../node/audit/auditRead.js';
import { signerOfKey } from '../node/audit/signer.js';
import { readText } from '../node/readText.js';
import { type Arguments, lastValue } from './args.js';
import type { Session } from './session.js';

interface StampSaid {
  readonly line: number;
  readonly time: string;
  readonly service: string;
  readonly problem?: string;
}

/** Has the last head of a log stamped, and writes the token into the log. */
export async function stampLog(log: string, given: Arguments, session: Session): Promise<number> {
  const url = lastValue(given, 'tsa');
  if (url === undefined)
    throw new DeidError('usage', 'audit stamp needs --tsa URL: the address of a time stamp service');
  const { lastHead, problems } = verifyLog(log);
  const [first] = problems;
  if (first !== undefined)
    throw new DeidError('refused', `the log does not hold, so it is not stamped: ${first.message}`);
  if (lastHead === undefined) throw new DeidError('refused', 'the log has no signed head to stamp');
  const { askForStamp, checkStamp } = await import('../node/audit/timeStamp.js');
  const token = await askForStamp(url, lastHead);
  const { time, service } = await checkStamp(token, lastHead);
  // A time stamp vouches for itself: nothing is signed here.
  const run = randomBytes(16).toString('hex');
  const file = openAuditFile({ file: log, run, signer: signerOfKey(randomBytes(32)), now: () => session.date() });
  await file.append([{ kind: 'stamp', size: lastHead.size, root: lastHead.root, token }], false);
  session.terminal.out(
    `Stamped ${lastHead.size} lines at ${time.toISOString()}${service === '' ? '' : ` by ${service}`}\n`,
  );
  return 0;
}

/** What the time stamps of a log say. */
export async function stampsOf(
  log: string,
  id: string,
  certificate: string | undefined,
): Promise<readonly StampSaid[]> {
  const stamps: Extract<AuditLine, { kind: 'stamp' }>[] = [];
  const heads = new Map<number, HeadFacts>();
  verifyLog(log, {}, (line) => {
    if (line.kind === 'stamp') stamps.push(line);
    else if (line.kind === 'head') heads.set(line.size, { ...line, log: id });
  });
  if (stamps.length === 0) return [];
  const trusted = certificate === undefined ? undefined : readText(certificate);
  const { checkStamp } = await import('../node/audit/timeStamp.js');
  const said: StampSaid[] = [];
  for (const { n, size, token } of stamps) {
    const head = heads.get(size);
    try {
      if (head === undefined) throw new DeidError('refused', 'this time stamp is of no head of this log');
      const { time, service } = await checkStamp(token, head, trusted);
      said.push({ line: n + 1, time: time.toISOString(), service });
    } catch (error) {
      if (!(error instanceof DeidError)) throw error;
      said.push({ line: n + 1, time: '', service: '', problem: error.message });
    }
  }
  return said;
}
