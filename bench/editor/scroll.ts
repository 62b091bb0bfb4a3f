// A list scrolled from its first row to its last, and what that costs: the work of the page in each frame, from the scroll event
// until the frame is handed on to be drawn, and how many frames came late. The second hangs on the machine as well: where nothing but the
// processor draws, even a plain list is late.
import type { Frame } from 'playwright-core';

export interface Scrolling {
  readonly frames: number;
  /** Later than 25 ms after the one before. */
  readonly dropped: number;
  /** Frames in which the page's own work (handlers, style, layout, paint) took over 16 ms. */
  readonly over: number;
  /** That work, in ms. */
  readonly work: { readonly median: number; readonly most: number };
  /** Frames in which a row on the screen had no content yet. */
  readonly bare: number;
}

/** Scrolls from the first row to the last in `ms`, as a wheel that never rests. */
export function scroll(frame: Frame, ms: number, still = false): Promise<Scrolling> {
  // As text: it runs in the page, whose types are not this program's.
  return frame.evaluate<Scrolling>(`new Promise((resolve) => {
    const box = document.querySelector('.grid-scroll');
    const way = ${still ? 0 : 1} * (box.scrollHeight - box.clientHeight);
    const gaps = [];
    const work = [];
    let bare = 0;
    let started;
    addEventListener('scroll', () => { started ??= performance.now(); }, true);
    const { port1, port2 } = new MessageChannel();
    // A message that a frame sends comes when its layout and paint are done.
    port1.onmessage = () => {
      if (started !== undefined) work.push(performance.now() - started);
      started = undefined;
    };
    let last = performance.now();
    const begun = last;
    const turn = (now) => {
      gaps.push(now - last);
      last = now;
      if (document.querySelector('.cell.coming') !== null) bare += 1;
      port2.postMessage(0);
      const share = Math.min(1, (now - begun) / ${ms});
      box.scrollTop = way * share;
      if (share < 1) return requestAnimationFrame(turn);
      const counted = gaps.slice(1);
      const sorted = work.slice(1).sort((a, b) => a - b);
      resolve({
        frames: counted.length,
        dropped: counted.filter((gap) => gap > 25).length,
        over: sorted.filter((each) => each > 16).length,
        work: { median: sorted[Math.floor(sorted.length / 2)] ?? 0, most: sorted.at(-1) ?? 0 },
        bare,
      });
    };
    requestAnimationFrame(turn);
  })`);
}
