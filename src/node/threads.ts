// How many threads a run has, where the user did not say it.

/** How much makes one thread more worth its start. */
interface Share {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Each thread compiles the program anew, about a second of CPU time. On two processors the others want that second (measured: see docs/measured.md);
 * where there are more, it is time that nobody else would use, and a thread is worth it as soon as its files take as long as its start (reckoned).
 */
const FEW: Share = { files: 2000, bytes: 2 * 1024 ** 3 };
const MANY: Share = { files: 250, bytes: 256 * 1024 ** 2 };
const MANY_PROCESSORS = 4;

/** The share of one thread on a machine with so many processors. */
export function shareOfThread(processors: number): Share {
  return processors >= MANY_PROCESSORS ? MANY : FEW;
}

/**
 * 0 for the main thread alone, where the user wants it so or there is one processor; else at least one, so that a file that ends or hangs its
 * thread does not end the run.
 */
export function threadsFor(seen: Share, jobs: number | undefined, processors: number): number {
  if (jobs !== undefined) return jobs > 1 ? jobs : 0;
  if (processors === 1) return 0;
  const share = shareOfThread(processors);
  return Math.min(processors, 1 + Math.floor(Math.max(seen.files / share.files, seen.bytes / share.bytes)));
}
