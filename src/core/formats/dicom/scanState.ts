// What a scan carries along, and the few ways in which it ends or goes on.
import type { Tag } from '../../dictionary/tag.js';
import type { Issue, Refusal } from '../../kernel/issue.js';
import type { Element, Item } from './element.js';
import type { Encoding } from './syntax.js';
import { holds, load, type Window } from './window.js';

export const ITEM_END = 0xfffee00d;
export const SEQUENCE_END = 0xfffee0dd;
export const UNDEFINED = 0xffffffff;

/** Deeper or longer than any real object: reaching one is a refusal. */
export const LIMITS = { depth: 2048, elements: 2_000_000 } as const;

/** A file that ends inside its pixel data: what --salvage works with. */
export interface CutPixels {
  readonly element: Element;
  /** Of the first byte that is not whole: the end of the last whole fragment, or of the last even byte. */
  readonly usable: number;
}

export interface Frame {
  readonly kind: 'dataset' | 'sequence' | 'fragments';
  /** Where it must end; -1 where a delimiter says so. */
  readonly end: number;
  /** What nothing inside may pass: the nearest known end around it. */
  readonly bound: number;
  readonly encoding: Encoding;
  readonly elements: Element[];
  readonly element: Element | undefined;
  readonly item: Item | undefined;
  /** A UN value that only looks like a sequence (PS3.5 6.2.2): if it does not read as one it is left as it is. */
  readonly trial: boolean;
}

export interface State {
  readonly window: Window;
  readonly size: number;
  readonly root: Frame;
  readonly stack: Frame[];
  readonly issues: Issue[];
  readonly seen: Set<string>;
  at: number;
  count: number;
  wait: Promise<void> | undefined;
  refusal: Refusal | undefined;
  cut: CutPixels | undefined;
  done: boolean;
}

/** True where `length` bytes lie in the window. Else this step is over: `wait` is set, or the state went elsewhere. */
export function need(state: State, length: number): boolean {
  if (holds(state.window, state.at, length)) return true;
  if (state.at + length > state.size) {
    truncated(state);
    return false;
  }
  const wait = load(state.window, state.at, length);
  if (wait === undefined) {
    if (holds(state.window, state.at, length)) return true;
    return refuse(
      state,
      'unreadable',
      `fewer bytes than announced could be read at offset ${state.at}; check that the file can be read whole`,
    );
  }
  state.wait = wait;
  return false;
}

export function refuse(state: State, code: string, message: string): false {
  state.refusal = { code, message };
  state.done = true;
  return false;
}

/** A structure that can't be: gives up a trial reading where one is under way, else refuses. Returns whether to go on. */
export function malformed(state: State, what: string): boolean {
  for (let depth = state.stack.length - 1; depth > 0; depth--) {
    const frame = state.stack[depth];
    const element = frame?.element;
    if (frame?.trial !== true || element === undefined) continue;
    state.stack.length = depth;
    element.items = undefined;
    state.at = element.end;
    return true;
  }
  return refuse(
    state,
    'malformed',
    `${what} at offset ${state.at}; the file is damaged: get a fresh copy from its source`,
  );
}

/** Something does not fit before `bound`: the file's end, or that of what encloses it. */
export function noRoom(state: State, bound: number, what: string): boolean {
  return bound === state.size ? truncated(state) : malformed(state, what);
}

function truncated(state: State): boolean {
  if (state.stack.some((frame) => frame.trial)) return malformed(state, 'a value runs past its end');
  return refuse(
    state,
    'truncated',
    `the file ends in the middle of a data element at offset ${state.at}; get a complete copy`,
  );
}

export function u16(state: State, offset: number, encoding: Encoding): number {
  return state.window.view.getUint16(offset - state.window.start, encoding.littleEndian);
}

export function u32(state: State, offset: number, encoding: Encoding): number {
  return state.window.view.getUint32(offset - state.window.start, encoding.littleEndian);
}

export function tagAt(state: State, encoding: Encoding): Tag {
  return u16(state, state.at, encoding) * 0x10000 + u16(state, state.at + 2, encoding);
}

export function note(state: State, code: string, message: string): void {
  if (state.seen.has(code)) return;
  state.seen.add(code);
  state.issues.push({ code, severity: 'warning', message });
}

/** Closes the top frame at `state.at`; `delimiter` is the length of the delimiter that ended it. */
export function close(state: State, delimiter: number): void {
  const frame = state.stack.pop();
  if (frame === undefined) return;
  const owner = frame.item ?? frame.element;
  if (owner !== undefined) {
    owner.length = state.at - owner.valueOffset;
    owner.end = state.at + delimiter;
  }
  state.at += delimiter;
}

export function enter(state: State, frame: Frame): boolean {
  if (state.stack.length >= LIMITS.depth) {
    return refuse(state, 'too-deep', `sequences nested more than ${LIMITS.depth / 2} deep; this is no real object`);
  }
  state.stack.push(frame);
  return true;
}

export function cutShort(state: State, entry: Element, usable: number): void {
  state.cut = { element: entry, usable };
  refuse(
    state,
    'truncated-in-pixels',
    'the file ends inside its pixel data; get a complete copy, or keep what is there with --salvage',
  );
}
