// One line on the screen that says how far a run is. Drawn at most ten times a second, and gone at the end.
import { clip } from './printable.js';
import type { Terminal } from './terminal.js';
import { grouped, lasting, sized } from './units.js';

interface Progress {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly refused?: number;
  /** There may be more files than are known. */
  readonly walking?: boolean;
}

interface ProgressLine {
  update(progress: Progress): void;
  /** Takes the line off the screen. */
  clear(): void;
}

const REDRAW_MS = 100;

/** Such as ` 42 %  1,204 of 2,867 files  310 MB/s  8 s left`; the time left from the bytes, once it can be told. */
export function progressText(progress: Progress, elapsedMs: number): string {
  const { filesDone, filesTotal, bytesDone, bytesTotal } = progress;
  if (filesTotal === 0) return 'looking for files';
  // How far it is can't be told of how much is not known.
  if (progress.walking === true) return partsOf(progress, elapsedMs, undefined).join('  ');
  const share = bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : filesDone / filesTotal;
  return partsOf(progress, elapsedMs, share).join('  ');
}

function partsOf(progress: Progress, elapsedMs: number, share: number | undefined): readonly string[] {
  const { filesDone, filesTotal, bytesDone, refused = 0 } = progress;
  const all = `${grouped(filesTotal)}${share === undefined ? '+' : ''}`;
  const parts = [`${grouped(filesDone)} of ${all} ${filesTotal === 1 ? 'file' : 'files'}`];
  if (share !== undefined) parts.unshift(`${String(Math.floor(share * 100)).padStart(3)} %`);
  if (refused > 0) parts.push(`${grouped(refused)} refused`);
  if (elapsedMs >= 500 && bytesDone > 0) {
    parts.push(`${sized((bytesDone / elapsedMs) * 1000)}/s`);
    if (share !== undefined && share < 1 && share > 0) parts.push(`${lasting((elapsedMs / share) * (1 - share))} left`);
  }
  return parts;
}

/** Draws on a terminal where a person looks; does nothing elsewhere. */
export function startProgress(terminal: Terminal, wanted: boolean, now: () => number): ProgressLine {
  if (!wanted || !terminal.live) return { update: () => undefined, clear: () => undefined };
  const started = now();
  let drawn = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    update: (progress) => {
      const at = now();
      if (at - drawn < REDRAW_MS) return;
      drawn = at;
      shown = true;
      terminal.err(`\r${clip(progressText(progress, at - started), terminal.columns - 1)}\x1b[K`);
    },
    clear: () => {
      if (shown) terminal.err('\r\x1b[K');
      shown = false;
    },
  };
}
