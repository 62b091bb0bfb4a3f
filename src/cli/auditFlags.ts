// `--audit` and `--audit-key` of a run: where its audit log is, who signs, and that it never lies in what is handed on.
import { DeidError } from '../core/kernel/deidError.js';
import type { AuditRun } from '../node/audit/auditRun.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { liesIn, shown } from './paths.js';
import type { Session } from './session.js';
import { version } from './version.js';

export interface AuditChoice {
  /** Path of the log. */
  readonly file: string;
  begin(key: Uint8Array, policyDigest: string): Promise<AuditRun>;
}

/**
 * Looks at the flags before the run.
 * @param signs false where others sign, and the key given is a public one
 * @throws DeidError `usage`
 */
export async function auditFrom(
  given: Arguments,
  session: Session,
  outputs: readonly string[],
  signs = true,
): Promise<AuditChoice | undefined> {
  const place = lastValue(given, 'audit');
  const keyFile = lastValue(given, 'audit-key');
  if (place === undefined) {
    if (keyFile !== undefined)
      throw new DeidError('usage', '--audit-key says who signs, --audit says where the log is: give both');
    return undefined;
  }
  if (place === '') throw new DeidError('usage', '--audit needs the name of a folder or a file');
  if (hasFlag(given, 'dry-run'))
    throw new DeidError('usage', '--dry-run writes nothing, so --audit would have nothing to tell');
  const { auditPath, beginAudit } = await import('../node/audit/auditRun.js');
  const { signerOfFile, signerOfKey } = await import('../node/audit/signer.js');
  const file = auditPath(place);
  for (const output of outputs) {
    if (await liesIn(file, output))
      throw new DeidError(
        'usage',
        `--audit ${shown(place)} lies in the output, which is handed on; choose another place`,
      );
  }
  const own = keyFile === undefined || !signs ? undefined : signerOfFile(keyFile);
  return {
    file,
    begin: (key, policyDigest) =>
      beginAudit({
        file,
        key,
        signer: own ?? signerOfKey(key),
        program: `medimagecleaner ${version}`,
        policyDigest,
        now: () => session.date(),
      }),
  };
}
