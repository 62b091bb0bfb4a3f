// Plays the frames of an image one after the other.
import { type Ref, ref } from 'vue';

interface Film {
  readonly frames: () => number;
  /** In a second; undefined where the file names none. */
  readonly rate: () => number | undefined;
  /** The frame that is wanted is not here yet. */
  readonly waiting: () => boolean;
  readonly next: () => void;
}

/** Where the file names none (PS3.3 C.7.6.5: up to the application). */
const USUAL_RATE = 12;

export function createFilm({ frames, rate, waiting, next }: Film): {
  readonly playing: Ref<boolean>;
  play(on: boolean): void;
} {
  const playing = ref(false);
  let clock = 0;
  let due = 0;

  function tick(now: number): void {
    clock = requestAnimationFrame(tick);
    // A frame that is late holds the others up: none is left out.
    if (waiting() || now < due) return;
    const pause = 1000 / (rate() ?? USUAL_RATE);
    due = Math.max(due + pause, now);
    next();
  }

  return {
    playing,
    play(on) {
      cancelAnimationFrame(clock);
      playing.value = on && frames() > 1;
      if (!playing.value) return;
      due = performance.now();
      clock = requestAnimationFrame(tick);
    },
  };
}
