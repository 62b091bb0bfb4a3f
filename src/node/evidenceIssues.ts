// What is said of a run whose first pass does not know all that its files name: then a name may stand in a text that was cleaned.
import type { Issue } from '../core/kernel/issue.js';

const CODES: ReadonlySet<string> = new Set(['evidence-incomplete', 'evidence-cut']);

/** Whether it says that not all is known of what files name. */
export function isAboutEvidence({ code }: Pick<Issue, 'code'>): boolean {
  return CODES.has(code);
}

/** Whether there are files of which it is not known what they name. */
export function isIncomplete({ code }: Pick<Issue, 'code'>): boolean {
  return code === 'evidence-incomplete';
}

/**
 * @param unread files, and folders, that could not be read in the first pass
 * @param cut patients whose files name more than is kept
 */
export function evidenceIssues(unread: number, cut: number): readonly Issue[] {
  const issues: Issue[] = [];
  if (unread > 0)
    issues.push({
      code: 'evidence-incomplete',
      severity: 'warning',
      message:
        `${unread} ${unread === 1 ? 'file or folder' : 'files or folders'} could not be read when it was gathered what all files name, so that ` +
        "texts of the same patients' other files were not searched for it: see whether they were refused and why, and run " +
        'again once they can be read; --overwrite makes copies anew that are there already',
    });
  if (cut > 0)
    issues.push({
      code: 'evidence-cut',
      severity: 'warning',
      message:
        `the files of ${cut} ${cut === 1 ? 'patient' : 'patients'} name more than can be searched for in the texts of each: ` +
        'what is beyond was searched for only in the file that names it. Files of many people under one Patient ID are often why',
    });
  return issues;
}
