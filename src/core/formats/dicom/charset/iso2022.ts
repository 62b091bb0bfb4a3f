// Character sets with and without code extension: ISO 2022 as PS3.5 6.1.2.5 has it, G0 and G1 with their escape sequences.
import { type Codec, ESC, gather, REPLACEMENT, type Visit } from './codec.js';
import { ASCII, escapeAt, ROMAN } from './codedSets.js';
import type { CodedSet } from './codeTables.js';

/** The sets that may be called, in the order of (0008,0005), and those that are active at the start. */
interface Layout {
  readonly declared: readonly CodedSet[];
  readonly g0: CodedSet;
  readonly g1: CodedSet | undefined;
}

/** Lays out the sets that each value of (0008,0005) brings. The first value gives the start (PS3.5 6.1.2.5.3). */
export function layOut(values: readonly (readonly CodedSet[])[]): Layout {
  const first = values[0] ?? [];
  return {
    declared: [...new Set([...values.flat(), ASCII])],
    g0: first.find((set) => set.area === 'G0' && set.width === 1) ?? ASCII,
    g1: first.find((set) => set.area === 'G1'),
  };
}

/** Control characters other than ESC end what was called, and so do the delimiters of the VR (PS3.5 6.1.2.5.3). */
function resets(byte: number, delimiters: string): boolean {
  return byte < 0x20 || delimiters.includes(String.fromCharCode(byte));
}

function scan(bytes: Uint8Array, layout: Layout, delimiters: string, visit: Visit): boolean {
  let { g0, g1 } = layout;
  let valid = true;
  const size = bytes.length;
  for (let at = 0; at < size; ) {
    const byte = bytes[at] ?? 0;
    if (byte === ESC) {
      const called = escapeAt(bytes, at);
      if (called === undefined) {
        visit(REPLACEMENT);
        valid = false;
        at += 1;
        continue;
      }
      // A set that was called without being declared is understood all the same: better to find a name than to miss it.
      if (!layout.declared.includes(called.set) && called.set !== ROMAN) valid = false;
      if (called.set.area === 'G0') g0 = called.set;
      else g1 = called.set;
      at += called.length;
      continue;
    }
    const set = byte < 0x80 ? g0 : g1;
    if (byte < 0x80 && (g0.width === 1 || byte <= 0x20 || byte === 0x7f)) {
      visit(byte);
      // One test keeps letters cheap: no delimiter of a VR is a letter.
      if (byte < 0x40 || byte > 0x5a) {
        if (resets(byte, delimiters)) ({ g0, g1 } = layout);
      }
      at += 1;
      continue;
    }
    const width = set?.width ?? 1;
    const c1 = set !== undefined && width === 2 && byte >= 0x80 && byte < 0xa0;
    const point = c1 ? byte : (set?.toCodePoint(byte, width === 2 ? (bytes[at + 1] ?? 0) : 0) ?? -1);
    if (point >= 0) {
      visit(point);
      at += c1 ? 1 : width;
      continue;
    }
    visit(REPLACEMENT);
    valid = false;
    // Where the second byte could not be one, it is a character of its own.
    const trail = bytes[at + 1] ?? 0;
    const paired = width === 2 && trail >= 0x80 === byte >= 0x80 && (trail & 0x7f) > 0x20 && (trail & 0x7f) < 0x7f;
    at += paired ? 2 : 1;
  }
  return valid;
}

function encode(text: string, layout: Layout, delimiters: string): Uint8Array | undefined {
  const out: number[] = [];
  let { g0, g1 } = layout;
  const call = (set: CodedSet) => {
    for (let at = 0; at < set.sequence.length; at++) out.push(set.sequence.charCodeAt(at));
  };
  const restore = () => {
    if (g0 !== layout.g0) call(layout.g0);
    if (g1 !== layout.g1 && layout.g1 !== undefined) call(layout.g1);
    ({ g0, g1 } = layout);
  };
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point === ESC) return undefined;
    if (point < 0x80) {
      if (resets(point, delimiters)) restore();
      if (g0 !== layout.g0) {
        call(layout.g0);
        g0 = layout.g0;
      }
      out.push(point);
      continue;
    }
    // The set that is active goes first, then those of (0008,0005) in their order.
    const active: CodedSet | undefined = [g1, g0].find((set) => set !== undefined && set.toCode(point) >= 0);
    const set = active ?? layout.declared.find((candidate) => candidate.toCode(point) >= 0);
    if (set === undefined) {
      if (layout.g1 === undefined || point >= 0xa0) return undefined;
      out.push(point);
      continue;
    }
    if (active === undefined) {
      call(set);
      if (set.area === 'G0') g0 = set;
      else g1 = set;
    }
    const code = set.toCode(point);
    if (set.width === 2) out.push(code >> 8);
    out.push(code & 0xff);
  }
  restore();
  return new Uint8Array(out);
}

export function iso2022(layout: Layout): Codec {
  return {
    decode: (bytes, delimiters) => gather((visit) => scan(bytes, layout, delimiters, visit)),
    encode: (text, delimiters) => encode(text, layout, delimiters),
  };
}
