// `--vault` and `--recipient` of a run, and what opens a vault: an identity file or a passphrase, which is asked for or taken from
// the environment and never from the command line.
import { existsSync } from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import type { NamedRecipient, Opener, Recipient } from '../node/vault/recipients.js';
import type { VaultRun } from '../node/vault/vaultRun.js';
import { type Arguments, allValues, hasFlag, lastValue } from './args.js';
import { liesIn, shown } from './paths.js';
import type { Session } from './session.js';

const PASSPHRASE_VARIABLE = 'MEDIMAGECLEANER_VAULT_PASSPHRASE';

/**
 * Makes the vault of a run ready, before the run.
 * @throws DeidError `usage`, `bad-key`; PathError
 */
export async function vaultFrom(
  given: Arguments,
  session: Session,
  outputs: readonly string[],
): Promise<VaultRun | undefined> {
  const file = lastValue(given, 'vault');
  const named = allValues(given, 'recipient');
  if (file === undefined) {
    if (named.length > 0)
      throw new DeidError('usage', '--recipient says who can open the vault, --vault FILE where it is: give both');
    return undefined;
  }
  if (file === '') throw new DeidError('usage', '--vault needs the name of a file');
  if (hasFlag(given, 'dry-run'))
    throw new DeidError('usage', '--dry-run writes nothing, so --vault would have nothing to keep');
  for (const output of outputs) {
    if (await liesIn(file, output))
      throw new DeidError(
        'usage',
        `--vault ${shown(file)} lies in the output, which is handed on; choose another place`,
      );
  }
  const { recipientFrom, sameRecipient } = await import('../node/vault/recipients.js');
  const { createVault, writeToVault } = await import('../node/vault/vault.js');
  const { readVault } = await import('../node/vault/vaultFile.js');
  const { fillVault } = await import('../node/vault/vaultRun.js');
  const recipients = named.map(recipientFrom);
  if (!existsSync(file)) {
    if (recipients.length === 0)
      throw new DeidError(
        'usage',
        '--vault makes a new vault: say with --recipient who can open it (age1…, passphrase, or a PEM file)',
      );
    await createVault(file, await settled(recipients, session));
  }
  const { header } = readVault(file);
  const same = recipients.every((one) => header.recipients.some((other) => sameRecipient(one, other)));
  if (!same || (recipients.length > 0 && recipients.length !== header.recipients.length)) {
    const hint = 'leave --recipient out, or change who can open it with vault add-recipient or vault rotate';
    throw new DeidError('usage', `the vault is sealed to others than --recipient says: ${hint}`);
  }
  return fillVault(await writeToVault(file));
}

/** The recipients that a user named, with a new passphrase where one of them is that. */
export async function settled(named: readonly NamedRecipient[], session: Session): Promise<readonly Recipient[]> {
  const { passphraseRecipient } = await import('../node/vault/recipients.js');
  const recipients: Recipient[] = [];
  for (const one of named)
    recipients.push(one.kind === 'passphrase' ? await passphraseRecipient(await askPassphrase(session, true)) : one);
  return recipients;
}

async function askPassphrase(session: Session, fresh: boolean): Promise<string> {
  const { SHORTEST_PASSPHRASE } = await import('../node/vault/recipients.js');
  const set = session.environment[PASSPHRASE_VARIABLE];
  const passphrase = set ?? (await session.askSecret?.('Passphrase of the vault: '));
  if (passphrase === undefined || passphrase === '')
    throw new DeidError('bad-key', `the vault needs its passphrase: type it, or set ${PASSPHRASE_VARIABLE}`);
  if (fresh && passphrase.length < SHORTEST_PASSPHRASE)
    throw new DeidError(
      'bad-key',
      `a passphrase of fewer than ${SHORTEST_PASSPHRASE} letters can be guessed; choose a longer one`,
    );
  if (fresh && set === undefined && passphrase !== (await session.askSecret?.('The same again: ')))
    throw new DeidError('bad-key', 'the two passphrases differ');
  return passphrase;
}

/**
 * What opens a vault: `--identity-file`, else its passphrase.
 * @throws DeidError, PathError
 */
export async function openerOf(given: Arguments, recipients: readonly Recipient[], session: Session): Promise<Opener> {
  const { openerFrom } = await import('../node/vault/recipients.js');
  const file = lastValue(given, 'identity-file');
  if (file !== undefined) return openerFrom(file, session.environment[PASSPHRASE_VARIABLE]);
  if (recipients.some(({ kind }) => kind === 'passphrase'))
    return { kind: 'passphrase', passphrase: await askPassphrase(session, false) };
  throw new DeidError('usage', 'give what opens the vault: --identity-file with an age identity or an RSA private key');
}
