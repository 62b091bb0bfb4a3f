// Where a colour profile says something that is no colour (ISO 15076-1), and may be zeros in a copy. Written anew, apart from the
// planning, and looser: whatever is no data of a type of numbers.
import type { Span } from './byteStream.js';

const NUMBERS = /^(?:XYZ |dtim|curv|para|sf32|sig |cicp|meas|view|chrm|clro|vcgt|mft1|mft2|mAB |mBA |mpet)$/;
const NEEDED =
  /^(?:[rgbk](?:XYZ|TRC)|wtpt|bkpt|chad|chrm|lumi|meas|tech|view|gamt|cicp|rig0|ciis|clro|vcgt|calt|aa[rgb]g|[AB]2[AB]\d|[DB]2[DB]\d|pre\d)$/;

/** Undefined where it is no whole profile. */
export function profileText(profile: Uint8Array): Span[] | undefined {
  if (profile.length < 132) return undefined;
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const tags = view.getUint32(128);
  if (view.getUint32(0) !== profile.length || word(profile, 36) !== 'acsp' || 132 + tags * 12 > profile.length)
    return undefined;
  const colours: Span[] = [
    [0, 84],
    [128, 132 + tags * 12],
  ];
  for (let tag = 0; tag < tags; tag++) {
    const at = 132 + tag * 12;
    const [from, length] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    if (from + length > profile.length || length < 8) return undefined;
    const type = word(profile, from);
    if (NEEDED.test(word(profile, at)) && NUMBERS.test(type))
      colours.push([from, from + 4], [from + 8, from + size(type, view, from, length)]);
  }
  const spans: Span[] = [];
  let next = 0;
  for (const [from, to] of [...colours.sort((a, b) => a[0] - b[0]), [profile.length, profile.length] as const]) {
    if (from > next) spans.push([next, from]);
    next = Math.max(next, to);
  }
  return spans;
}

/** Of tables and numbers with a length of their own; what lies behind it belongs to none. */
function size(type: string, view: DataView, from: number, length: number): number {
  let own = length;
  if (type === 'curv' && length >= 12) own = 12 + view.getUint32(from + 8) * 2;
  if (type === 'XYZ ') own = 20;
  if (type === 'sf32') own = 44;
  if (type === 'para' && length >= 12) own = 12 + 4 * ([1, 3, 4, 5, 7][view.getUint16(from + 8)] ?? 0);
  if ((type === 'mft1' || type === 'mft2') && length >= 52) {
    const [inputs, outputs, grid] = [view.getUint8(from + 8), view.getUint8(from + 9), view.getUint8(from + 10)];
    const [one, other, wide] =
      type === 'mft1' ? [256, 256, 1] : [view.getUint16(from + 48), view.getUint16(from + 50), 2];
    own = (wide === 1 ? 48 : 52) + wide * (one * inputs + grid ** inputs * outputs + other * outputs);
  }
  return Math.min(own, length);
}

function word(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** True where a copy of a profile differs by zeros for what is no colour, and for what stands behind it. */
export function onlyTextsGone(was: Uint8Array, is: Uint8Array): boolean {
  if (was.length !== is.length || was.length < 132) return false;
  const length = new DataView(was.buffer, was.byteOffset, 4).getUint32(0);
  const texts = profileText(was.subarray(0, length));
  if (texts === undefined) return false;
  const may = new Uint8Array(was.length).fill(1, length);
  for (const [from, to] of texts) may.fill(1, from, to);
  return was.every((byte, at) => byte === is[at] || (may[at] === 1 && is[at] === 0));
}
