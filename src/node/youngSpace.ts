// How much room V8 gives to what was just made. A thread that hands out work makes little that stays, and yet would get 32 MB for it; those
// that do the work are bounded by the pool.
import { setFlagsFromString } from 'node:v8';

const AGAIN_MS = 10;

/** Holds for all threads until another one starts: V8 then allows growth again. */
export function keepYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Says it again and again, until the function that is given back is called. */
export function keepYoungSpaceMeanwhile(): () => void {
  keepYoungSpace();
  const again = setInterval(keepYoungSpace, AGAIN_MS);
  again.unref();
  return () => {
    clearInterval(again);
    keepYoungSpace();
  };
}
