// `vault`: who is who, for those whom a vault is sealed to; new keys and recipients; and forgetting a patient.
import { existsSync, writeFileSync } from 'node:fs';
import { crosswalkCsv } from '../core/identity/crosswalk.js';
import { DeidError } from '../core/kernel/deidError.js';
import { auditPath } from '../node/audit/auditRun.js';
import { loadKey } from '../node/keyStore.js';
import { pathError } from '../node/systemError.js';
import { makeIdentity, type Recipient, recipientFrom, recipientText, sameRecipient } from '../node/vault/recipients.js';
import { findPatient, forgetPatient, type OpenVault, openVault, rotateVault } from '../node/vault/vault.js';
import { readVault } from '../node/vault/vaultFile.js';
import type { PatientEntry } from '../node/vault/vaultLines.js';
import { type Arguments, allValues, hasFlag, lastValue } from './args.js';
import { printable } from './printable.js';
import { createFile, replaceFile } from './replaceFile.js';
import { type Session, warn } from './session.js';
import { counted } from './units.js';
import { openerOf, settled } from './vaultFlags.js';

/** Gives 0, or 1 where `lookup` finds nobody. */
export async function vault(given: Arguments, session: Session): Promise<number> {
  const [action = '', file = '', operand] = given.operands;
  if (file === '') throw new DeidError('usage', `vault ${action} needs the name of a file`);
  if (action === 'key') return key(file, session);
  const { header, cut } = readVault(file);
  const { recipients } = header;
  if (cut)
    warn(session, 'the vault ends in half a line: a run was cut off, or the file was, and then more may be missing');
  switch (action) {
    case 'list':
      return list(file, given, session);
    case 'lookup':
      return lookup(await opened(file, given, session), await whom(operand, session), given, session);
    case 'export':
      return exportAll(await opened(file, given, session), given, session);
    case 'forget':
      return forget(file, await whom(operand, session), given, session);
    case 'rotate':
      return rotate(file, given, session, async () => {
        const named = allValues(given, 'recipient').map(recipientFrom);
        return named.length === 0 ? recipients : settled(named, session);
      });
    case 'add-recipient': {
      if (operand === undefined)
        throw new DeidError('usage', 'vault add-recipient needs the recipient: age1…, passphrase, or a PEM file');
      const one = recipientFrom(operand);
      if (recipients.some((other) => sameRecipient(one, other)))
        throw new DeidError('usage', 'the vault is sealed to this recipient already');
      return rotate(file, given, session, async () => [...recipients, ...(await settled([one], session))]);
    }
    default:
      throw new DeidError('usage', 'vault takes list, lookup, export, forget, rotate, add-recipient or key first');
  }
}

async function opened(file: string, given: Arguments, session: Session): Promise<OpenVault> {
  return openVault(file, await openerOf(given, readVault(file).header.recipients, session));
}

/** A patient is named on the command line, or, since others on the machine can see that, typed. */
async function whom(operand: string | undefined, session: Session): Promise<string> {
  if (operand !== undefined && operand !== '-') return operand;
  const typed = (await session.ask?.('Patient ID, code or UID: '))?.trim();
  if (typed === undefined || typed === '')
    throw new DeidError('usage', 'name the patient: the ID, or a code or UID of the output');
  return typed;
}

async function list(file: string, given: Arguments, session: Session): Promise<number> {
  const { header, lines } = readVault(file);
  const entries = lines.filter(({ kind }) => kind === 'entry').length;
  const forgotten = lines.filter((line) => line.kind === 'forgotten');
  const { terminal } = session;
  const recipients = header.recipients.map(recipientText);
  if (hasFlag(given, 'json')) {
    terminal.out(
      `${JSON.stringify({ vault: header.id, recipients, entries, forgotten: forgotten.map(({ time }) => time) }, undefined, 2)}\n`,
    );
    return 0;
  }
  terminal.out(
    `vault ${header.id}: ${counted(entries, 'entry', 'entries')}, ${counted(forgotten.length, 'patient')} forgotten\n`,
  );
  for (const recipient of recipients) terminal.out(`opened by ${recipient}\n`);
  if (lastValue(given, 'identity-file') === undefined && !hasFlag(given, 'patients')) return 0;
  const open = await opened(file, given, session);
  for (const { patient, codes } of open.patients.values())
    terminal.out(`${printable(patient)}\t${printable(codes.map(([, code]) => code).join(' '))}\n`);
  return 0;
}

function lookup(open: OpenVault, whose: string, given: Arguments, session: Session): number {
  const { terminal } = session;
  const entry = findPatient(open, whose);
  if (entry === undefined) {
    const text = open.isForgotten(whose) ? 'forgotten' : 'not in this vault';
    terminal.out(
      hasFlag(given, 'json') ? `${JSON.stringify({ found: false, forgotten: text === 'forgotten' })}\n` : `${text}\n`,
    );
    return 1;
  }
  if (hasFlag(given, 'json')) terminal.out(`${JSON.stringify({ found: true, ...entry }, undefined, 2)}\n`);
  else terminal.out(entryText(entry, whose));
  return 0;
}

function entryText(entry: PatientEntry, whose: string): string {
  const lines = [`patient ${entry.patient}`];
  for (const [original, code] of entry.codes) lines.push(`${original} -> ${code === '' ? '(empty)' : code}`);
  if (entry.days !== undefined) lines.push(`dates moved by ${entry.days} days`);
  const asked = entry.uids.filter((pair) => pair.includes(whose));
  for (const [original, uid] of asked) lines.push(`${original} -> ${uid}`);
  lines.push(counted(entry.uids.length, 'UID'));
  return `${lines.map(printable).join('\n')}\n`;
}

async function exportAll(open: OpenVault, given: Arguments, session: Session): Promise<number> {
  const rows = [...open.patients.values()].flatMap(({ codes, uids }) => [...codes, ...uids]);
  const text = crosswalkCsv(rows.map(([original, replacement]) => ({ original, replacement })));
  const output = lastValue(given, 'output');
  if (output === undefined) {
    session.terminal.out(text);
    return 0;
  }
  // Who is who is the user's alone, whatever mode the file had that it replaces.
  await (hasFlag(given, 'overwrite') ? replaceFile : createFile)(output, text, 0o600);
  return 0;
}

async function forget(file: string, whose: string, given: Arguments, session: Session): Promise<number> {
  const opener = await openerOf(given, readVault(file).header.recipients, session);
  const keyFile = lastValue(given, 'key-file');
  const { key: secret } = loadKey({ ...(keyFile === undefined ? {} : { keyFile }), env: session.environment });
  const { openAuditFile } = await import('../node/audit/auditFile.js');
  const { signerOfFile, signerOfKey } = await import('../node/audit/signer.js');
  const { randomBytes } = await import('node:crypto');
  const auditKey = lastValue(given, 'audit-key');
  const log = lastValue(given, 'audit');
  const place = log === undefined ? `${file}.audit.jsonl` : auditPath(log);
  const audit = openAuditFile({
    file: place,
    run: randomBytes(16).toString('hex'),
    signer: auditKey === undefined ? signerOfKey(secret) : signerOfFile(auditKey),
    now: () => session.date(),
  });
  const { entries } = await forgetPatient(file, opener, whose, session.date(), ({ vault, tag, entries: count }) =>
    audit.append([{ kind: 'forgotten', vault, subject: tag, entries: count }], true),
  );
  session.terminal.out(`Forgotten: ${counted(entries, 'entry', 'entries')} and their keys are gone from the vault.\n`);
  warn(session, 'copies of the vault made before still hold the patient: destroy them');
  warn(session, "who has the originals and the run's key can compute the codes again");
  return 0;
}

async function rotate(
  file: string,
  given: Arguments,
  session: Session,
  choose: () => Promise<readonly Recipient[]>,
): Promise<number> {
  const opener = await openerOf(given, readVault(file).header.recipients, session);
  const { recipients } = await rotateVault(file, opener, await choose());
  session.terminal.out('The vault has new keys.\n');
  for (const one of recipients) session.terminal.out(`opened by ${recipientText(one)}\n`);
  warn(session, 'copies of the vault made before open as they did: destroy them');
  return 0;
}

async function key(file: string, session: Session): Promise<number> {
  if (existsSync(file))
    throw new DeidError('output-exists', 'the file exists already and was left as it is; choose another name');
  const { identity, recipient } = await makeIdentity();
  try {
    writeFileSync(file, `# recipient: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw pathError(error, file);
  }
  session.terminal.out(`${recipient}\n`);
  return 0;
}
