// `inspect`: what identifies in a file, why, and what would happen to it. Nothing is written.
import { randomBytes } from 'node:crypto';
import type { Policy } from '../core/policy/policy.js';
import { resolveItems } from '../node/outputPaths.js';
import { type Arguments, hasFlag } from './args.js';
import { policyFrom } from './policyFlags.js';
import type { Session } from './session.js';

export interface InspectRequest {
  /** As the user gave it. */
  readonly given: string;
  readonly policy: Policy;
  /** Values that a key decides are not shown, so any key will do. */
  readonly key: Uint8Array;
  readonly json: boolean;
  readonly findingsOnly: boolean;
  readonly values: boolean;
}

export async function inspect(given: Arguments, session: Session): Promise<number> {
  const policy = policyFrom(given);
  const [item] = resolveItems(given.operands, {});
  if (item === undefined) return 2;
  const request: InspectRequest = {
    given: item.given,
    policy,
    key: randomBytes(32),
    json: hasFlag(given, 'json'),
    findingsOnly: hasFlag(given, 'findings'),
    values: hasFlag(given, 'values'),
  };
  if (item.kind === 'folder') return (await import('./inspectFolder.js')).inspectFolder(request, session);
  return (await import('./inspectFile.js')).inspectFile(item.source, request, session);
}
