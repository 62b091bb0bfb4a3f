// Tells how far a run is: not for every file, which would cost more than the file, but some times a second.
import type { Progress } from './runTypes.js';

const EVERY_MS = 100;

interface ProgressMeter {
  walked(files: number): void;
  phase(
    phase: Progress['phase'],
    of: { readonly entries: number; readonly bytes: number; readonly tasks: readonly unknown[] },
  ): void;
  done(bytes: number): void;
  /** Tells the last state and stops. */
  end(): void;
}

/** @param inFlight bytes of files that are not done yet */
export function startProgress(tell: ((progress: Progress) => void) | undefined, inFlight: () => number): ProgressMeter {
  let state: Progress = { phase: 'walk', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 };
  let told: Progress | undefined;
  const say = () => {
    const bytesDone = Math.min(state.bytesTotal, state.bytesDone + (state.phase === 'write' ? inFlight() : 0));
    const now = { ...state, bytesDone };
    if (told !== undefined && same(told, now)) return;
    told = now;
    tell?.(now);
  };
  const timer = tell === undefined ? undefined : setInterval(say, EVERY_MS);
  timer?.unref();
  return {
    walked(files) {
      state = { ...state, filesTotal: files };
    },
    phase(phase, { tasks, bytes }) {
      state = {
        phase,
        filesDone: 0,
        filesTotal: tasks.length,
        bytesDone: 0,
        bytesTotal: phase === 'survey' ? 0 : bytes,
      };
      say();
    },
    done(bytes) {
      state = { ...state, filesDone: state.filesDone + 1, bytesDone: state.bytesDone + bytes };
    },
    end() {
      clearInterval(timer);
      say();
    },
  };
}

function same(a: Progress, b: Progress): boolean {
  return (
    a.phase === b.phase && a.filesDone === b.filesDone && a.bytesDone === b.bytesDone && a.filesTotal === b.filesTotal
  );
}
