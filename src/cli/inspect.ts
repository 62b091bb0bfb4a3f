// `inspect`: what identifies in a file, why, and what would happen to it. Nothing is written.
import { randomBytes } from 'node:crypto';
import { namedItem } from '../node/outputPaths.js';
import { type Arguments, hasFlag } from './args.js';
import type { InspectRequest } from './inspectRequest.js';
import { rulesFrom } from './policyFlags.js';
import { type Session, warn } from './session.js';

export async function inspect(given: Arguments, session: Session): Promise<number> {
  const { policy, table, doubts } = await rulesFrom(given, false);
  for (const doubt of doubts) warn(session, doubt);
  const [operand] = given.operands;
  if (operand === undefined) return 2;
  const item = namedItem(operand);
  const request: InspectRequest = {
    given: item.given,
    policy,
    ...(table === undefined ? {} : { table }),
    key: randomBytes(32),
    json: hasFlag(given, 'json'),
    findingsOnly: hasFlag(given, 'findings'),
    values: hasFlag(given, 'values'),
  };
  if (item.kind === 'folder') return (await import('./inspectFolder.js')).inspectFolder(request, session);
  return (await import('./inspectFile.js')).inspectFile(item.source, request, session);
}
