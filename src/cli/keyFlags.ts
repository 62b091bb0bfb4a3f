// From --key-file, the environment and --crosswalk to a key, and who-is-who beside it.
import { DeidError } from '../core/kernel/deidError.js';
import { writeCrosswalks } from '../node/crosswalkFile.js';
import { loadKey } from '../node/keyStore.js';
import type { RunResult } from '../node/runTypes.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { liesIn, shown } from './paths.js';
import { type Session, warn } from './session.js';

type LoadedKey = ReturnType<typeof loadKey>;

/**
 * The key of the run; what is doubtful about it is said.
 * @throws DeidError `bad-key`, PathError
 */
export function keyFrom(given: Arguments, session: Session): LoadedKey {
  const keyFile = lastValue(given, 'key-file');
  const loaded = loadKey({ ...(keyFile === undefined ? {} : { keyFile }), env: session.environment });
  for (const issue of loaded.issues) warn(session, issue.message);
  return loaded;
}

/** Where who-is-who goes. */
interface CrosswalkPlace {
  readonly folder: string;
  readonly plain: boolean;
}

/**
 * Checks --crosswalk before the run: afterwards it would be too late.
 * @throws DeidError `usage`
 */
export async function crosswalkFrom(
  given: Arguments,
  from: LoadedKey['from'],
  outputs: readonly string[],
): Promise<CrosswalkPlace | undefined> {
  const folder = lastValue(given, 'crosswalk');
  const plain = hasFlag(given, 'crosswalk-plain');
  if (folder === undefined) {
    if (plain) throw new DeidError('usage', '--crosswalk-plain says how, --crosswalk DIR says where: give both');
    return undefined;
  }
  if (folder === '') throw new DeidError('usage', '--crosswalk needs the name of a folder');
  if (hasFlag(given, 'dry-run'))
    throw new DeidError('usage', '--dry-run writes nothing, so --crosswalk would have nothing to tell');
  if (from === 'fresh' && !plain) {
    throw new DeidError(
      'usage',
      'a crosswalk is encrypted with the key of the run, and a fresh key is gone afterwards: add --key-file, or --crosswalk-plain',
    );
  }
  for (const output of outputs) {
    if (await liesIn(folder, output)) {
      throw new DeidError(
        'usage',
        `--crosswalk ${shown(folder)} lies in the output, which is handed on; choose another place`,
      );
    }
  }
  return { folder, plain };
}

/** Writes the crosswalk of a run and gives the paths of its files. */
export async function writeCrosswalk(
  place: CrosswalkPlace | undefined,
  result: RunResult,
  key: Uint8Array,
): Promise<readonly string[]> {
  if (place === undefined || result.mappings === undefined) return [];
  return writeCrosswalks(result.mappings, { ...place, key });
}
