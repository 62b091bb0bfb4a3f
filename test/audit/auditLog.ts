// An audit log made by a test: two runs over invented outcomes.
import fs from 'node:fs';
import { type AuditRunOptions, beginAudit } from '../../src/node/audit/auditRun.js';
import { signerOfKey } from '../../src/node/audit/signer.js';
import type { OutcomeKind } from '../../src/node/fileOutcome.js';
import type { FinishedFile } from '../../src/node/runTypes.js';
import { outcome } from '../../src/node/tally.js';
import { KEY } from '../node/requestOf.js';

let clock = Date.UTC(2026, 0, 2, 3, 4, 5);

export function auditOptions(file: string): AuditRunOptions {
  return {
    file,
    key: KEY,
    signer: signerOfKey(KEY),
    program: 'test 1',
    policyDigest: 'ab'.repeat(32),
    now: () => {
      clock += 1000;
      return new Date(clock);
    },
  };
}

/** SHA-256 of the invented file with this number. */
export function contentOf(number: number): string {
  return number.toString(16).padStart(64, '0');
}

export function finished(number: number, kind: OutcomeKind = 'written'): FinishedFile {
  return {
    outcome: outcome(`Quillfeather/${number}.dcm`, kind, 10),
    item: 0,
    index: number,
    inside: `${number}.dcm`,
    inputDigest: contentOf(number),
    ...(kind === 'written' ? { outputDigest: contentOf(number + 1000) } : {}),
  };
}

/** Runs with so many records each. */
export async function writeLog(file: string, ...runs: readonly number[]): Promise<string> {
  let number = 0;
  for (const count of runs) {
    const audit = await beginAudit(auditOptions(file));
    for (let at = 0; at < count; at++) await audit.onFile(finished(number++, at === 1 ? 'refused' : 'written'));
    await audit.end();
  }
  return file;
}

export function linesOf(file: string): readonly string[] {
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n');
}
