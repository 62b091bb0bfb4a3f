// The frames that a pane holds: asked for one at a time, the next one ahead of need, and only as many as fit a budget.
import type { Frame, ToHost } from '../../../src/protocol.js';
import { t } from '../../strings.js';

export interface FrameStock {
  /** Frame `index` is wanted now; `direction` says which one will be next. */
  want(index: number, direction: 1 | -1): void;
  get(index: number): Frame | undefined;
  /** Why there is none; undefined where it is not known to be so. */
  reason(index: number): string | undefined;
  arrived(frame: Frame): void;
  failed(index: number, reason: string): void;
  /** The file or the recipe changed: everything is asked for again. */
  forget(): void;
}

const BUDGET = 96 * 1024 * 1024;
const FEWEST = 2;
/** Longer than any frame takes before the host gives it up. */
const PATIENCE = 60_000;

/** `count`: frames there are; after the last comes the first. `changed` is called when one is known not to come. */
export function frameStock(post: (message: ToHost) => void, count: () => number, changed: () => void): FrameStock {
  const frames = new Map<number, Frame>();
  const reasons = new Map<number, string>();
  let wanted = 0;
  let ahead = 0;
  let asked: number | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const known = (index: number): boolean => frames.has(index) || reasons.has(index);

  function pump(): void {
    if (asked !== undefined) return;
    asked = [wanted, ahead].find((index) => !known(index));
    if (asked === undefined) return;
    const index = asked;
    post({ kind: 'get-frame', index });
    clearTimeout(patience);
    patience = setTimeout(() => failed(index, t('No answer came. Reload the file to try again.')), PATIENCE);
  }

  /** The longest unused go first; what is on the screen and what comes next stay. */
  function trim(): void {
    let size = [...frames.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (const [index, { bytes }] of frames) {
      if (size <= BUDGET || frames.size <= FEWEST) return;
      if (index === wanted || index === ahead) continue;
      frames.delete(index);
      size -= bytes.length;
    }
  }

  function answered(index: number): void {
    if (asked === index) {
      asked = undefined;
      clearTimeout(patience);
    }
    pump();
  }

  function failed(index: number, reason: string): void {
    reasons.set(index, reason);
    answered(index);
    changed();
  }

  return {
    want(index, direction) {
      const total = Math.max(1, count());
      wanted = index;
      ahead = (index + direction + total) % total;
      const held = frames.get(index);
      if (held !== undefined) {
        frames.delete(index);
        frames.set(index, held);
      }
      pump();
    },
    get: (index) => frames.get(index),
    reason: (index) => reasons.get(index),
    arrived(frame) {
      frames.delete(frame.index);
      frames.set(frame.index, frame);
      reasons.delete(frame.index);
      trim();
      answered(frame.index);
    },
    failed,
    forget() {
      clearTimeout(patience);
      frames.clear();
      reasons.clear();
      asked = undefined;
      pump();
    },
  };
}
