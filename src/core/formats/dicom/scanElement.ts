// Reads one data element of a data set (PS3.5 7.1) and decides whether its value is skipped or entered.

import { vrOf } from '../../dictionary/dictionary.js';
import { elementOf, formatTag, isPrivate, type Tag } from '../../dictionary/tag.js';
import { ITEM, PIXEL_DATA } from '../../dictionary/tags.js';
import { isVR, vrKind, vrText } from '../../dictionary/vr.js';
import type { Element } from './element.js';
import {
  close,
  cutShort,
  enter,
  type Frame,
  ITEM_END,
  LIMITS,
  malformed,
  need,
  noRoom,
  note,
  refuse,
  type State,
  tagAt,
  UNDEFINED,
  u16,
  u32,
} from './scanState.js';
import { type Encoding, IMPLICIT_LITTLE } from './syntax.js';
import { holds } from './window.js';

const FIRST_PIXEL_ELEMENT = 0x7fe00001;
/** Pixel data of any kind (PS3.3 C.7.6.3, C.7.6.24), signatures and padding: nothing but these comes last. */
const LAST_ELEMENTS: ReadonlySet<number> = new Set([0x7fe00008, 0x7fe00009, PIXEL_DATA, 0xfffafffa, 0xfffcfffc]);

/**
 * After the pixel data, bytes that are no further element are padding of some device: they belong to nothing. What looks
 * like an element that is known is one, even out of order: a damaged file must not lose its data as "padding".
 */
function trailing(state: State, frame: Frame): boolean {
  const last = frame.elements[frame.elements.length - 1];
  if (frame !== state.root || last === undefined || !LAST_ELEMENTS.has(last.tag)) return false;
  if (holds(state.window, state.at, 8) && looksKnown(state, frame)) return false;
  state.done = true;
  return true;
}

function looksKnown(state: State, frame: Frame): boolean {
  const tag = tagAt(state, frame.encoding);
  if (tag === 0 || elementOf(tag) === 0 || vrOf(tag) === undefined) return false;
  if (!frame.encoding.explicit) return u32(state, state.at + 4, frame.encoding) <= state.size - state.at;
  const at = state.at - state.window.start;
  return isVR(String.fromCharCode(state.window.bytes[at + 4] ?? 0, state.window.bytes[at + 5] ?? 0));
}

export function inDataset(state: State, frame: Frame): boolean {
  const limit = frame.bound;
  if (state.at === limit && (frame.end >= 0 || frame === state.root)) {
    if (frame === state.root) state.done = true;
    else close(state, 0);
    return true;
  }
  if (state.at + 8 > limit) {
    if (trailing(state, frame)) return true;
    return noRoom(state, limit, 'an item ends inside a data element');
  }
  if (!need(state, 8)) return false;
  const tag = tagAt(state, frame.encoding);
  if (tag === ITEM_END && frame.end < 0 && frame !== state.root) {
    close(state, 8);
    return true;
  }
  const last = frame.elements[frame.elements.length - 1];
  if (
    frame === state.root &&
    last !== undefined &&
    last.tag >= FIRST_PIXEL_ELEMENT &&
    tag <= last.tag &&
    trailing(state, frame)
  )
    return true;
  if (tag >>> 16 === 0xfffe) {
    if (trailing(state, frame)) return true;
    return malformed(state, 'a delimiter stands where a data element should be');
  }
  return element(state, frame, tag, limit);
}

function element(state: State, frame: Frame, tag: Tag, limit: number): boolean {
  const { at } = state;
  const { encoding } = frame;
  let writtenVr = '';
  let width = 4;
  let header = 8;
  let length: number;
  let known = false;
  if (encoding.explicit) {
    const local = at - state.window.start;
    const a = state.window.bytes[local + 4] ?? 0;
    const b = state.window.bytes[local + 5] ?? 0;
    if (isLetter(a) && isLetter(b)) {
      writtenVr = vrText(a, b);
      const kind = vrKind(a, b);
      known = kind !== 'unknown' && writtenVr !== 'UN';
      if (kind !== 'short') {
        if (at + 12 > limit)
          return trailing(state, frame) || noRoom(state, limit, 'an item ends inside a data element');
        if (!need(state, 12)) return false;
        header = 12;
        length = u32(state, at + 8, encoding);
      } else {
        width = 2;
        length = u16(state, at + 6, encoding);
      }
    } else {
      // Some devices fall back to Implicit VR for single elements: read so where that makes sense.
      length = u32(state, at + 4, encoding);
      if (length !== UNDEFINED && at + 8 + length > limit) {
        return trailing(state, frame) || malformed(state, 'neither a value representation nor a length');
      }
      note(
        state,
        'implicit-element',
        `an element without a value representation in an explicit data set, first ${formatTag(tag)}`,
      );
    }
  } else {
    length = u32(state, at + 4, encoding);
  }
  const vr = known ? writtenVr : (vrOf(tag) ?? 'UN');
  const valueOffset = at + header;
  const undefinedLength = length === UNDEFINED;
  const entry: Element = {
    tag,
    vr,
    writtenVr,
    offset: at,
    valueOffset,
    length: undefinedLength ? 0 : length,
    end: undefinedLength ? valueOffset : valueOffset + length,
    undefinedLength,
    lengthWidth: width,
    items: undefined,
    fragments: -1,
  };
  if (!undefinedLength && entry.end > limit) return overrun(state, frame, entry, limit);
  if (++state.count > LIMITS.elements) {
    return refuse(state, 'too-many-elements', `more than ${LIMITS.elements} data elements; this is no real object`);
  }
  const last = frame.elements[frame.elements.length - 1];
  // What only may be a sequence may not be one.
  if (last !== undefined && tag <= last.tag && !state.stack.some(({ trial }) => trial))
    note(
      state,
      'not-in-order',
      `elements stand twice or not in the order of their tags, as they should (PS3.5 7.1), first ${formatTag(tag)}: they stay where they stand, and a reader may pass over some`,
    );
  frame.elements.push(entry);
  state.at = valueOffset;
  return value(state, frame, entry);
}

function isLetter(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

function overrun(state: State, frame: Frame, entry: Element, limit: number): boolean {
  if (frame === state.root && entry.tag === PIXEL_DATA) {
    frame.elements.push(entry);
    cutShort(state, entry, entry.valueOffset + ((state.size - entry.valueOffset) & ~1));
    return false;
  }
  return noRoom(state, limit, `${formatTag(entry.tag)} runs past the item that holds it`);
}

/** Decides whether a value is skipped or entered, and does so. */
function value(state: State, frame: Frame, entry: Element): boolean {
  if (entry.undefinedLength) {
    const bulk = entry.vr === 'OB' || entry.vr === 'OW' || (entry.tag === PIXEL_DATA && entry.vr !== 'SQ');
    if (bulk && entry.writtenVr !== 'UN') {
      entry.fragments = 0;
      return enter(state, {
        kind: 'fragments',
        end: -1,
        bound: frame.bound,
        encoding: frame.encoding,
        elements: [],
        element: entry,
        item: undefined,
        trial: false,
      });
    }
    return enter(state, sequenceFrame(entry, frame, -1, false));
  }
  if (entry.vr === 'SQ') return enter(state, sequenceFrame(entry, frame, entry.end, entry.writtenVr !== 'SQ'));
  if (entry.vr === 'UN' && entry.length >= 8 && isPrivate(entry.tag)) {
    if (!need(state, 8)) return rewind(state, frame, entry);
    const encoding = encodingInside(entry, frame.encoding);
    const inner = u32(state, state.at + 4, encoding);
    if (tagAt(state, encoding) === ITEM && (inner === UNDEFINED || inner + 8 <= entry.length)) {
      return enter(state, sequenceFrame(entry, frame, entry.end, true));
    }
  }
  state.at = entry.end;
  return true;
}

/** The window has to move before the value can be looked at: the element is read again afterwards. */
function rewind(state: State, frame: Frame, entry: Element): boolean {
  if (state.done) return false;
  frame.elements.pop();
  state.count--;
  state.at = entry.offset;
  return false;
}

/** What is inside a UN element is Implicit VR Little Endian (PS3.5 6.2.2 note 2). */
function encodingInside(entry: Element, outer: Encoding): Encoding {
  return entry.writtenVr === 'UN' ? IMPLICIT_LITTLE : outer;
}

function sequenceFrame(entry: Element, frame: Frame, end: number, trial: boolean): Frame {
  entry.items = [];
  const bound = end < 0 ? frame.bound : end;
  return {
    kind: 'sequence',
    end,
    bound,
    encoding: encodingInside(entry, frame.encoding),
    elements: [],
    element: entry,
    item: undefined,
    trial,
  };
}
