// `crosswalk`: opens a crosswalk file with the key of its run.

import { readCrosswalk } from '../node/crosswalkFile.js';
import { loadKey } from '../node/keyStore.js';
import { type Arguments, lastValue } from './args.js';
import type { Session } from './session.js';

export async function crosswalk(given: Arguments, session: Session): Promise<number> {
  const keyFile = lastValue(given, 'key-file');
  const { key } = loadKey({ ...(keyFile === undefined ? {} : { keyFile }), env: session.environment });
  session.terminal.out(readCrosswalk(given.operands[0] ?? '', key));
  return 0;
}
