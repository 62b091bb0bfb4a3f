// A run's progress in the user's words: files, rate, time left.
import * as vscode from 'vscode';
import type { Progress } from '../../node/runTypes.js';
import type { Pace } from './pace.js';

export function progressText(progress: Progress, pace: Pace): string {
  const files = progress.filesTotal.toLocaleString();
  if (progress.phase === 'walk') return vscode.l10n.t('Looking for files: {0} so far', files);
  const done = progress.filesDone.toLocaleString();
  const parts = [
    progress.phase === 'survey'
      ? vscode.l10n.t('Reading headers: {0} of {1} files', done, files)
      : vscode.l10n.t('{0} of {1} files', done, files),
  ];
  if (pace.filesPerSecond >= 0.1) parts.push(vscode.l10n.t('{0} files/s', rounded(pace.filesPerSecond)));
  if (pace.bytesPerSecond >= 1000) parts.push(vscode.l10n.t('{0}/s', sizeText(pace.bytesPerSecond)));
  if (pace.secondsLeft !== undefined) parts.push(timeLeftText(pace.secondsLeft));
  return parts.join(' · ');
}

function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let rest = bytes;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${unit === 0 || rest >= 100 ? Math.round(rest) : rounded(rest)} ${units[unit]}`;
}

function rounded(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString() : (Math.round(value * 10) / 10).toLocaleString();
}

function timeLeftText(seconds: number): string {
  if (seconds < 60) return vscode.l10n.t('{0} s left', Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return vscode.l10n.t('{0} min left', minutes);
  return vscode.l10n.t('{0} h {1} min left', Math.floor(minutes / 60), minutes % 60);
}
