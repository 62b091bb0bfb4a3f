// When an earlier run began, for one that takes only what came since.
import type { InputItem } from '../outputPaths.js';
import { absolutePath } from '../rawPath.js';
import { readJournal } from './journalFile.js';
import { folderBeside, journalFile, journalsIn } from './journalFolder.js';

/**
 * In ms since 1970; undefined where there is no such run.
 * @param run as its journal names it, or `last` for the last one that was complete
 */
export function startOfRun(items: readonly InputItem[], run: string, given?: string): number | undefined {
  const folder = given === undefined ? folderBeside(items) : absolutePath(given);
  const starts: number[] = [];
  for (const id of journalsIn(folder)) {
    let began: number | undefined;
    // The last by its place in the journal: the clock may have been another then.
    let found: number | undefined;
    readJournal(journalFile(folder, id), (line) => {
      if (line.kind === 'session') {
        began = Date.parse(line.session.started);
        if (line.session.run === run) found = began;
      } else if (line.kind === 'end' && run === 'last' && began !== undefined) found = began;
      return undefined;
    });
    if (found !== undefined) starts.push(found);
  }
  return starts.length === 0 ? undefined : Math.max(...starts);
}
