// Builds the element table of a data set (PS3.5 section 7): one pass, windowed reads, an explicit stack instead of
// recursion, so that no input can overflow it. What can't be read is a refusal, never an exception.
import type { Issue, Refusal } from '../../kernel/issue.js';
import type { ElementTable } from './element.js';
import { inDataset } from './scanElement.js';
import { inFragments, inSequence } from './scanItems.js';
import type { CutPixels, Frame, State } from './scanState.js';
import type { Encoding } from './syntax.js';
import type { Window } from './window.js';

export type { CutPixels } from './scanState.js';

export interface Scan {
  readonly table: ElementTable;
  readonly issues: readonly Issue[];
  readonly refusal?: Refusal;
  readonly cutPixels?: CutPixels;
}

/** Scans the data set that begins at `start` of the window's source. Never throws on input. */
export async function scan(window: Window, start: number, encoding: Encoding): Promise<Scan> {
  const root: Frame = {
    kind: 'dataset',
    end: -1,
    bound: window.source.size,
    encoding,
    elements: [],
    element: undefined,
    item: undefined,
    trial: false,
  };
  const state: State = {
    window,
    size: window.source.size,
    root,
    stack: [root],
    issues: [],
    seen: new Set(),
    at: start,
    count: 0,
    wait: undefined,
    refusal: undefined,
    cut: undefined,
    done: false,
  };
  while (!state.done) {
    step(state);
    if (state.wait !== undefined) {
      await state.wait;
      state.wait = undefined;
    }
  }
  const table = { elements: root.elements, encoding, start, end: state.at, count: state.count };
  const result = { table, issues: state.issues };
  if (state.refusal === undefined) return result;
  closeOpen(state);
  return { ...result, refusal: state.refusal, ...(state.cut === undefined ? {} : { cutPixels: state.cut }) };
}

/** What a refusal left open ends where reading ended, so that what was read can be shown. */
function closeOpen(state: State): void {
  for (const frame of state.stack) {
    const owner = frame.item ?? frame.element;
    if (owner?.undefinedLength !== true || owner === state.cut?.element) continue;
    owner.length = Math.max(0, state.at - owner.valueOffset);
    owner.end = owner.valueOffset + owner.length;
  }
}

/** Runs until the end, a refusal, or until the window has to wait for the source. */
function step(state: State): void {
  while (!state.done) {
    const frame = state.stack[state.stack.length - 1];
    if (frame === undefined) return;
    const going =
      frame.kind === 'dataset'
        ? inDataset(state, frame)
        : frame.kind === 'sequence'
          ? inSequence(state, frame)
          : inFragments(state, frame);
    if (!going) return;
  }
}
