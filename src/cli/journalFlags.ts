// From --resume, --fresh, --retry-refused, --since and --journal to the journal that a run goes on with.
import { DeidError } from '../core/kernel/deidError.js';
import { type JournalChoice, type OpenedJournal, openJournal } from '../node/journal/openJournal.js';
import { startOfRun } from '../node/journal/sinceRun.js';
import type { loadKey } from '../node/keyStore.js';
import { resolveItems } from '../node/outputPaths.js';
import type { RunRequest } from '../node/runTypes.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { type Session, warn } from './session.js';

type Request = Omit<RunRequest, 'key'>;

const OFF = 'off';

/**
 * Undefined where no journal is kept.
 * @throws DeidError `usage`, `output-exists` where another run is at work on an input; PathError
 */
export async function journalFrom(
  given: Arguments,
  session: Session,
  request: Request,
  loaded: ReturnType<typeof loadKey>,
): Promise<OpenedJournal | undefined> {
  const [resume, fresh, retryRefused] = ['resume', 'fresh', 'retry-refused'].map((name) => hasFlag(given, name));
  const folder = folderFrom(given);
  if (resume === true && fresh === true) throw new DeidError('usage', '--resume and --fresh: give one of them');
  if (fresh === true && retryRefused === true) {
    throw new DeidError('usage', '--retry-refused goes on with an earlier run, --fresh forgets it: give one of them');
  }
  if (request.dryRun || folder === OFF) {
    if (resume === true || retryRefused === true) {
      throw new DeidError(
        'usage',
        'without a journal there is nothing to go on with: leave out --dry-run and --journal off',
      );
    }
    return undefined;
  }
  const { paths, ...settings } = request;
  const mode: JournalChoice['mode'] = resume === true ? 'resume' : fresh === true ? 'fresh' : 'auto';
  const opened = await openJournal({
    items: resolveItems(paths, request),
    settings,
    mode,
    retryRefused: retryRefused === true,
    now: new Date(),
    ...(folder === undefined ? {} : { folder }),
    ...(loaded.from === 'fresh' ? {} : { key: loaded.key }),
  });
  if (!hasFlag(given, 'quiet')) {
    for (const { message } of opened.issues) warn(session, message);
    const { resumed } = opened;
    if (resumed !== undefined && !resumed.complete) {
      warn(session, `going on with the run of ${local(resumed.started)}, which was interrupted; --fresh starts anew`);
    }
  }
  return opened;
}

/** The time that --since names, in ms since 1970. @throws DeidError `usage` */
export function sinceFrom(given: Arguments, paths: readonly string[], session: Session): number | undefined {
  const text = lastValue(given, 'since');
  if (text === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    // A day without a time is one here, not in Greenwich.
    const time = new Date(text.length === 10 ? `${text}T00:00:00` : text).getTime();
    if (!Number.isNaN(time)) return time;
  } else if (text === 'last' || /^[0-9a-f]{12}$/.test(text)) {
    const folder = folderFrom(given);
    const started = startOfRun(resolveItems(paths, outputOf(given)), text, folder === OFF ? undefined : folder);
    if (started !== undefined && started > session.date().getTime()) {
      const what = "by this machine's clock that run began in the future, so one of the two times is wrong";
      throw new DeidError('usage', `${what}: give --since a date, or leave it out`);
    }
    if (started !== undefined) return started;
    throw new DeidError('usage', '--since names a run that has no journal here: give a date, such as 2026-11-22');
  }
  throw new DeidError('usage', '--since takes a date such as 2026-11-22 or 2026-11-22T08:00, a run, or last');
}

function outputOf(given: Arguments): { output?: string } {
  const output = lastValue(given, 'output');
  return output === undefined ? {} : { output };
}

function folderFrom(given: Arguments): string | undefined {
  const folder = lastValue(given, 'journal');
  if (folder === '') throw new DeidError('usage', '--journal needs the name of a folder, or off');
  return folder;
}

function local(started: string): string {
  const at = new Date(started);
  return Number.isNaN(at.getTime()) ? started : `${at.toLocaleDateString('sv')} ${at.toLocaleTimeString('sv')}`;
}
