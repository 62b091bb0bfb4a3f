// Items of sequences (PS3.5 7.5) and fragments of encapsulated pixel data (PS3.5 A.4).

import { formatTag } from '../../dictionary/tag.js';
import { ITEM, PIXEL_DATA } from '../../dictionary/tags.js';
import type { Element, Item } from './element.js';
import {
  close,
  cutShort,
  enter,
  type Frame,
  LIMITS,
  malformed,
  need,
  noRoom,
  refuse,
  SEQUENCE_END,
  type State,
  tagAt,
  UNDEFINED,
  u32,
} from './scanState.js';

export function inSequence(state: State, frame: Frame): boolean {
  const owner = frame.element;
  if (owner?.items === undefined) return malformed(state, 'a sequence without an element');
  if (state.at === frame.end) {
    state.stack.pop();
    return true;
  }
  const limit = frame.bound;
  if (state.at + 8 > limit) return noRoom(state, limit, 'a sequence ends inside an item');
  if (!need(state, 8)) return false;
  const tag = tagAt(state, frame.encoding);
  const length = u32(state, state.at + 4, frame.encoding);
  if (tag === SEQUENCE_END && frame.end < 0) {
    close(state, 8);
    return true;
  }
  if (tag === SEQUENCE_END && state.at + 8 === frame.end) {
    // A delimiter at the end of a sequence of known length: superfluous, and kept as it is.
    state.at = frame.end;
    return true;
  }
  if (tag !== ITEM) return malformed(state, `no item where one of ${formatTag(owner.tag)} should begin`);
  const valueOffset = state.at + 8;
  const undefinedLength = length === UNDEFINED;
  if (!undefinedLength && valueOffset + length > limit) {
    return noRoom(state, limit, `an item of ${formatTag(owner.tag)} runs past its sequence`);
  }
  const end = undefinedLength ? -1 : valueOffset + length;
  const elements: Element[] = [];
  const item: Item = {
    offset: state.at,
    valueOffset,
    length: undefinedLength ? 0 : length,
    end,
    undefinedLength,
    elements,
    encoding: frame.encoding,
  };
  owner.items.push(item);
  if (++state.count > LIMITS.elements) {
    return refuse(
      state,
      'too-many-elements',
      `more than ${LIMITS.elements} items and data elements; this is no real object`,
    );
  }
  state.at = valueOffset;
  const bound = undefinedLength ? limit : end;
  return enter(state, {
    kind: 'dataset',
    end,
    bound,
    encoding: frame.encoding,
    elements,
    element: undefined,
    item,
    trial: false,
  });
}

export function inFragments(state: State, frame: Frame): boolean {
  const owner = frame.element;
  if (owner === undefined) return malformed(state, 'fragments without an element');
  // Only what is cut off in the pixel data of the object itself can be salvaged.
  const salvageable = state.stack.length === 2 && owner.tag === PIXEL_DATA;
  if (state.at + 8 > frame.bound) {
    if (!salvageable) return noRoom(state, frame.bound, 'an item ends inside encapsulated pixel data');
    cutShort(state, owner, state.at);
    return false;
  }
  if (!need(state, 8)) return false;
  const tag = tagAt(state, frame.encoding);
  const length = u32(state, state.at + 4, frame.encoding);
  if (tag === SEQUENCE_END) {
    close(state, 8);
    return true;
  }
  if (tag !== ITEM || length === UNDEFINED)
    return malformed(state, 'no fragment where one of the pixel data should begin');
  if (state.at + 8 + length > frame.bound) {
    if (!salvageable) return noRoom(state, frame.bound, 'an item ends inside encapsulated pixel data');
    cutShort(state, owner, state.at);
    return false;
  }
  owner.fragments++;
  state.at += 8 + length;
  return true;
}
