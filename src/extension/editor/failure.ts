// Why a document can't be shown, and what the user can do: for every way in which opening it may fail.
import * as vscode from 'vscode';
import type { Refusal } from '../../core/kernel/issue.js';
import { failureKind, failureTrace } from './failureKind.js';
import { LARGEST_WHOLE, TooLarge } from './openBytes.js';

export interface Failure {
  readonly message: string;
  readonly hint: string;
}

const { t } = vscode.l10n;

export function deletedFailure(): Failure {
  return {
    message: t('The file is no longer there.'),
    hint: t('It was deleted, moved or renamed. If it comes back it is shown again; otherwise close this editor.'),
  };
}

/** An object that could not be read at all. */
export function refusalFailure({ code, message }: Refusal, size: number): Failure {
  switch (code) {
    case 'empty':
      return size === 0
        ? {
            message: t('The file is empty.'),
            hint: t('Nothing was copied, or the copy was interrupted: get the file from its source again.'),
          }
        : {
            message: t('The file has no data set.'),
            hint: t('It has a DICOM header and ends there: get the file from its source again.'),
          };
    case 'not-dicom':
      return {
        message: t('This is not a DICOM file.'),
        hint: t(
          'Its content is something else, whatever its name says. Open it with another editor: "Reopen Editor With…".',
        ),
      };
    case 'truncated':
      return {
        message: t('The file ends before its first attribute is complete.'),
        hint: t('The copy was interrupted: get the file from its source again.'),
      };
    default:
      return { message: t('This object can not be read.'), hint: `${message}.` };
  }
}

/** An error while opening or reading. */
export function errorFailure(error: unknown): Failure {
  if (error instanceof TooLarge) {
    return {
      message: t('The file is too large to be read here.'),
      hint: t(
        'It lies in a file system that gives files whole only, and has {0} MB; up to {1} MB are read. Copy it to a local folder and open it there.',
        Math.ceil(error.size / 1048576),
        LARGEST_WHOLE / 1048576,
      ),
    };
  }
  switch (failureKind(error)) {
    case 'gone':
      return deletedFailure();
    case 'no-permission':
      return {
        message: t('You are not allowed to read this file.'),
        hint: t('Ask its owner for permission to read it, then choose Try again.'),
      };
    case 'folder':
      return {
        message: t('This is a folder.'),
        hint: t('Open a file in it, or de-identify the whole folder from the context menu of the explorer.'),
      };
    case 'too-many-files':
      return { message: t('Too many files are open.'), hint: t('Close some editors, then choose Try again.') };
    case 'unreachable':
      return {
        message: t('The file can not be reached.'),
        hint: t('The disk, the network share or the remote server does not answer. Check it, then choose Try again.'),
      };
    case 'no-regular-file':
      return { message: t('This is no regular file.'), hint: t('Only files with content of their own can be shown.') };
    case 'unknown':
      return {
        message: t('The file can not be shown.'),
        hint: t(
          'Something went wrong inside the extension: its log (Output panel, medimagecleaner) says what. Choose Try again.',
        ),
      };
  }
}

/** What nobody has words for is told to the log. */
export function logUnknown(error: unknown, log: vscode.LogOutputChannel): void {
  if (error instanceof TooLarge || failureKind(error) !== 'unknown') return;
  log.error(failureTrace(error));
}
