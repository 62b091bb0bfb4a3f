// Tells whether the wall clock was set while this thread was at work: what is judged by the age of a file is in doubt then.

const SLACK_MS = 1000;

/** By how much the wall clock is ahead of one that nobody sets. */
const ahead = () => Date.now() - performance.now();

let before = ahead();
let jumpedAt = Number.NEGATIVE_INFINITY;

/** True where no jump of the wall clock was seen in the last `within` ms; slow corrections are none. */
export function clockIsSteady(within: number): boolean {
  const now = ahead();
  if (Math.abs(now - before) > SLACK_MS) jumpedAt = performance.now();
  before = now;
  return performance.now() - jumpedAt > within;
}
