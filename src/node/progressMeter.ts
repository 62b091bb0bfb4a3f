// Tells how far a run is: not for every file, which would cost more than the file, but some times a second.
import type { Progress } from './runTypes.js';

const EVERY_MS = 100;

/** What is known so far of what there is to do. */
interface Amount {
  readonly files: number;
  readonly bytes: number;
  /** The walk is over. */
  readonly whole: boolean;
}

interface ProgressMeter {
  phase(phase: 'survey' | 'write'): void;
  done(bytes: number, refused: boolean): void;
  /** Tells the last state and stops. */
  end(): void;
}

/** @param inFlight bytes of files that are not done yet */
export function startProgress(
  tell: ((progress: Progress) => void) | undefined,
  amount: () => Amount,
  inFlight: () => number,
): ProgressMeter {
  let phase: Progress['phase'] = 'walk';
  let files = 0;
  let bytes = 0;
  let refused = 0;
  let told: Progress | undefined;
  const say = () => {
    const all = amount();
    const bytesTotal = phase === 'write' ? all.bytes : 0;
    const now: Progress = {
      phase,
      filesDone: files,
      filesTotal: all.files,
      bytesDone: phase === 'write' ? Math.min(bytesTotal, bytes + inFlight()) : 0,
      bytesTotal,
      refused,
      ...(all.whole ? {} : { walking: true }),
    };
    if (told !== undefined && same(told, now)) return;
    told = now;
    tell?.(now);
  };
  const timer = tell === undefined ? undefined : setInterval(say, EVERY_MS);
  timer?.unref();
  return {
    phase(next) {
      phase = next;
      files = 0;
      bytes = 0;
      say();
    },
    done(size, wasRefused) {
      files += 1;
      bytes += size;
      if (wasRefused) refused += 1;
    },
    end() {
      clearInterval(timer);
      say();
    },
  };
}

function same(a: Progress, b: Progress): boolean {
  return (
    a.phase === b.phase &&
    a.filesDone === b.filesDone &&
    a.bytesDone === b.bytesDone &&
    a.filesTotal === b.filesTotal &&
    a.walking === b.walking
  );
}
