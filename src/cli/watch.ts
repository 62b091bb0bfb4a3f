// `watch`: copies of what comes into a folder, as it comes.
import { DeidError } from '../core/kernel/deidError.js';
import { isIncomplete } from '../node/evidenceIssues.js';
import { type WatchNews, watchFolders } from '../node/watch.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { requestFrom } from './deidentify.js';
import { keyFrom } from './keyFlags.js';
import { shown } from './paths.js';
import { rulesFrom } from './policyFlags.js';
import { complain, type Session, warn } from './session.js';
import { counted } from './units.js';

const SETTLE_SECONDS = 2;

/** Gives 0 when the user ended it, or with --once when all was cleaned; 1 when with --once something was refused, or is not known. */
export async function watch(given: Arguments, session: Session): Promise<number> {
  const rules = await rulesFrom(given, true);
  for (const doubt of rules.doubts) warn(session, doubt);
  const { key, from } = keyFrom(given, session);
  if (from === 'fresh')
    throw new DeidError(
      'bad-key',
      'what comes tomorrow must get the same codes: give --key-file, or MEDIMAGECLEANER_KEY',
    );
  const { terminal, signal } = session;
  const quiet = hasFlag(given, 'quiet');
  const once = hasFlag(given, 'once');
  let cleaned = 0;
  let refused = 0;
  let incomplete = false;
  const line = (text: string) => {
    if (terminal.live && !quiet) terminal.err(`\r\x1b[K${text}`);
  };
  const told = (news: WatchNews) => {
    if (news.kind === 'batch') line(`working; ${counted(cleaned, 'file')} cleaned, ${refused} refused so far`);
    else if (news.kind === 'busy') line(`waiting: ${news.reason}`);
    else if (news.kind === 'waiting') line(`waiting; ${counted(cleaned, 'file')} cleaned, ${refused} refused so far`);
    else if (news.kind === 'evidence') {
      incomplete ||= isIncomplete(news.issue);
      line('');
      // What a file needs anew is done anew here, without a word for it.
      warn(session, news.issue.message.replace(/; --overwrite\b.*$/, ''));
    } else if (news.kind === 'left') {
      line('');
      warn(session, `${shown(news.file.path)}: ${news.file.issues[0]?.message ?? ''}`);
    } else if (news.file.kind === 'written') {
      cleaned += 1;
      line('');
      if (!quiet) terminal.out(`${shown(news.file.path)}\n`);
    } else {
      refused += 1;
      line('');
      const reason = news.file.refusal?.message ?? news.file.issues.at(-1)?.message ?? 'it could not be written';
      complain(session, `${shown(news.file.path)}: ${reason}`);
    }
  };
  const request = { ...requestFrom(given, rules, session), key };
  await watchFolders({ request, settleMs: settleFrom(given), poll: hasFlag(given, 'poll'), once, signal, told });
  line('');
  if (!quiet) terminal.out(`${counted(cleaned, 'file')} cleaned, ${refused} refused\n`);
  return once && (refused > 0 || incomplete) ? 1 : 0;
}

function settleFrom(given: Arguments): number {
  const text = lastValue(given, 'settle');
  if (text === undefined) return SETTLE_SECONDS * 1000;
  const value = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (value <= 0 || value > 3600) throw new DeidError('usage', '--settle takes seconds, from 0.001 to 3600');
  return value * 1000;
}
