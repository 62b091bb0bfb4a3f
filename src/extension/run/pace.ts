// How fast a run goes and how long it will take: from what it told, over the last seconds.
import type { Progress } from '../../node/runTypes.js';

export interface Pace {
  /** 0 to 100. */
  readonly percent: number;
  readonly filesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Undefined while nothing can be said. */
  readonly secondsLeft: number | undefined;
}

interface Moment {
  readonly at: number;
  readonly progress: Progress;
}

const SPAN_MS = 10_000;
/** Before that a rate is noise. */
const SHORTEST_MS = 500;

/** Gives a function that takes each progress with the time in milliseconds. A new phase begins anew. */
export function createPace(): (progress: Progress, at: number) => Pace {
  let moments: Moment[] = [];
  return (progress, at) => {
    if (moments[0]?.progress.phase !== progress.phase) moments = [];
    moments.push({ at, progress });
    while (moments.length > 2 && at - (moments[1]?.at ?? at) >= SPAN_MS) moments.shift();
    const first = moments[0] ?? { at, progress };
    const seconds = (at - first.at) / 1000;
    const settled = at - first.at >= SHORTEST_MS;
    const filesPerSecond = settled ? (progress.filesDone - first.progress.filesDone) / seconds : 0;
    const bytesPerSecond = settled ? (progress.bytesDone - first.progress.bytesDone) / seconds : 0;
    return {
      percent: 100 * doneOf(progress),
      filesPerSecond,
      bytesPerSecond,
      secondsLeft: timeLeft(progress, filesPerSecond, bytesPerSecond),
    };
  };
}

/** By bytes where they are known: large files take longer than small ones. */
function doneOf({ filesDone, filesTotal, bytesDone, bytesTotal }: Progress): number {
  if (bytesTotal > 0) return Math.min(1, bytesDone / bytesTotal);
  return filesTotal > 0 ? Math.min(1, filesDone / filesTotal) : 0;
}

/** The longer of what bytes and files say: the last thousand small files take their time too. */
function timeLeft(progress: Progress, filesPerSecond: number, bytesPerSecond: number): number | undefined {
  if (progress.phase === 'walk' || filesPerSecond <= 0) {
    if (bytesPerSecond <= 0 || progress.phase === 'walk') return undefined;
    return (progress.bytesTotal - progress.bytesDone) / bytesPerSecond;
  }
  const byFiles = (progress.filesTotal - progress.filesDone) / filesPerSecond;
  const byBytes = bytesPerSecond > 0 ? (progress.bytesTotal - progress.bytesDone) / bytesPerSecond : 0;
  return Math.max(byFiles, byBytes);
}
