// `--encrypt-attributes` of a run, and what `reidentify` brings originals back with. A passphrase is asked for, or taken from the environment.
import { readFileSync } from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import type { Unsealer } from '../node/cms/open.js';
import type { SealChoice } from '../node/cms/seal.js';
import { PathError, pathError } from '../node/systemError.js';
import { type Arguments, allValues, lastValue } from './args.js';
import type { Session } from './session.js';

const VARIABLE = 'MEDIMAGECLEANER_ATTRIBUTES_PASSPHRASE';

/** @throws DeidError, PathError */
export async function sealFrom(given: Arguments, session: Session): Promise<SealChoice | undefined> {
  const named = allValues(given, 'encrypt-attributes');
  if (named.length === 0) return undefined;
  const { assertCertificate } = await import('../node/cms/seal.js');
  const certificates = named.filter((one) => one !== 'passphrase').map(textOf);
  certificates.forEach(assertCertificate);
  if (!named.includes('passphrase')) return { certificates };
  return { certificates, passphrase: await passphraseFrom(session, true) };
}

/** @throws DeidError, PathError */
export async function unsealerFrom(given: Arguments, session: Session): Promise<Unsealer> {
  const file = lastValue(given, 'key');
  if (file === undefined) return { kind: 'passphrase', passphrase: await passphraseFrom(session, false) };
  const { createPrivateKey } = await import('node:crypto');
  const text = textOf(file);
  const passphrase = session.environment[VARIABLE];
  try {
    const key = createPrivateKey(passphrase === undefined ? text : { key: text, passphrase });
    if (key.asymmetricKeyType === 'rsa') return { kind: 'key', key };
  } catch {
    // Said below.
  }
  throw new PathError(
    'bad-key',
    `--key takes an RSA private key in PEM; the passphrase of an encrypted one goes into ${VARIABLE}`,
    file,
  );
}

/** Of a worker: nobody is there to be asked. */
export function attributesPassphrase({ environment }: Session): string | undefined {
  return environment[VARIABLE];
}

async function passphraseFrom(session: Session, fresh: boolean): Promise<string> {
  const set = session.environment[VARIABLE];
  const passphrase = set ?? (await session.askSecret?.('Passphrase of the attributes: '));
  if (passphrase === undefined || passphrase === '')
    throw new DeidError('bad-key', `a passphrase is needed: type it, or set ${VARIABLE}`);
  if (fresh && passphrase.length < 12)
    throw new DeidError('bad-key', 'a passphrase of fewer than 12 letters can be guessed; choose a longer one');
  if (fresh && set === undefined && passphrase !== (await session.askSecret?.('The same again: ')))
    throw new DeidError('bad-key', 'the two passphrases differ');
  return passphrase;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw pathError(error, file);
  }
}
