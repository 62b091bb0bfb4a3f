// `reidentify`: brings originals back from the encrypted attributes of copies.
import { DeidError } from '../core/kernel/deidError.js';
import { opener } from '../node/cms/open.js';
import { reidentify as bringBack } from '../node/reidentify.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { shown } from './paths.js';
import { unsealerFrom } from './sealFlags.js';
import { complain, type Session, warn } from './session.js';
import { counted } from './units.js';
import { version } from './version.js';

/** Gives 0 where every DICOM file came back, 1 where one did not or there was none. */
export async function reidentify(given: Arguments, session: Session): Promise<number> {
  const output = lastValue(given, 'output');
  if (output === '') throw new DeidError('usage', '--output needs the name of a folder');
  const unseal = opener(await unsealerFrom(given, session));
  const files = await bringBack({
    paths: given.operands,
    ...(output === undefined ? {} : { output }),
    overwrite: hasFlag(given, 'overwrite'),
    unseal,
    producer: `medimagecleaner ${version}`,
    signal: session.signal,
  });
  for (const { path, kind, message } of files) {
    if (kind === 'nothing') warn(session, `${shown(path)}: ${message ?? ''}`);
    if (kind === 'refused' || kind === 'failed')
      complain(session, `${shown(path)}: ${message ?? 'nothing was written'}`);
  }
  const written = files.filter(({ kind }) => kind === 'written').length;
  const short = files.some(({ kind }) => kind === 'refused' || kind === 'failed');
  session.terminal.out(`${counted(written, 'file')} brought back. They name the patient: mind where they go.\n`);
  return short || written === 0 ? 1 : 0;
}
