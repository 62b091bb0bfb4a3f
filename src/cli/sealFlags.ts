import { DeidError } from '../core/kernel/deidError.js';
import type { Unsealer } from '../node/cms/open.js';
import type { SealChoice } from '../node/cms/seal.js';
import { readText } from '../node/readText.js';
import { rsaPrivateKey } from '../node/rsaKey.js';
import { PathError } from '../node/systemError.js';
import { type Arguments, allValues, lastValue } from './args.js';
import type { Session } from './session.js';

const VARIABLE = 'MEDIMAGECLEANER_ATTRIBUTES_PASSPHRASE';

/** @throws DeidError, PathError */
export async function sealFrom(given: Arguments, session: Session): Promise<SealChoice | undefined> {
  const named = allValues(given, 'encrypt-attributes');
  if (named.length === 0) return undefined;
  const { assertCertificate } = await import('../node/cms/seal.js');
  const certificates = named.filter((one) => one !== 'passphrase').map(readText);
  certificates.forEach(assertCertificate);
  if (!named.includes('passphrase')) return { certificates };
  return { certificates, passphrase: await passphraseFrom(session, true) };
}

/** @throws DeidError, PathError */
export async function unsealerFrom(given: Arguments, session: Session): Promise<Unsealer> {
  const file = lastValue(given, 'key');
  if (file === undefined) return { kind: 'passphrase', passphrase: await passphraseFrom(session, false) };
  const key = rsaPrivateKey(readText(file), session.environment[VARIABLE]);
  if (key !== undefined) return { kind: 'key', key };
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
