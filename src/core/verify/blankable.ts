// What of a compressed frame may be blank in the output: comments and application data that no decoder needs. Written anew,
// over bytes in memory, so that one mistake can't hide in both this and the planning.

/** From and to, in bytes of the frame. */
export type Span = readonly [number, number];

const METADATA = new Set(['xml ', 'uuid', 'jp2i', 'Exif', 'jumb']);

/** True where `bytes` begin a frame: JPEG, JPEG 2000, or a file of boxes. */
export function beginsFrame(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if (a === 0xff) return b === 0xd8 || (b === 0x4f && c === 0xff && d === 0x51);
  return a === 0 && b === 0 && c === 0 && d === 12 && ascii(bytes, 8, 4) === '\r\n\x87\n';
}

export function blankable(frame: Uint8Array): Span[] {
  if (frame[0] === 0) return inBoxes(frame);
  const spans = frame[1] === 0xd8 ? inSegments(frame) : inMainHeader(frame, 0);
  const end = behindEnd(frame);
  return end < frame.length ? [...spans, [end, frame.length]] : spans;
}

/** Coded data never has FF D9: what is behind the last one is no pixel. */
function behindEnd(frame: Uint8Array): number {
  for (let at = frame.length - 2; at > 2; at--) if (frame[at] === 0xff && frame[at + 1] === 0xd9) return at + 2;
  return frame.length;
}

function inSegments(frame: Uint8Array): Span[] {
  const spans: Span[] = [];
  let at = 2;
  while (at + 4 <= frame.length && frame[at] === 0xff) {
    const code = frame[at + 1] ?? 0;
    if (code === 0 || code === 0xd9 || code === 0xda) break;
    if (code === 0xff) at += 1;
    else if (code === 1 || (code & 0xf8) === 0xd0 || code === 0xd8) at += 2;
    else {
      const end = at + 2 + number(frame, at + 2, 2);
      if (end < at + 4) break;
      const isText = code === 0xfe || (code & 0xf0) === 0xe0;
      if (isText) spans.push([at + 4 + (code === 0xfe ? 0 : decisive(code, ascii(frame, at + 4, 16))), end]);
      at = end;
    }
  }
  return spans;
}

/** How much of application data changes what a decoder makes of the pixels. */
function decisive(code: number, text: string): number {
  const all = 0x10000;
  if (code === 0xe0) return text.startsWith('JFIF\0') ? 14 : text.startsWith('AVI1') ? all : 0;
  if (code === 0xe2) return text.startsWith('ICC_PROFILE\0') ? all : 0;
  if (code === 0xe8) return /^(?:SPIFF\0|mrfx|\0\0\0[\0-\x04])/.test(text) ? all : text.startsWith('\0\0\0') ? 4 : 0;
  if (code === 0xeb) return /^HDR_RI|^JP(?!.{10}jumb)/s.test(text) ? all : 0;
  return code === 0xee && text.startsWith('Adobe') ? 12 : 0;
}

function inMainHeader(frame: Uint8Array, start: number): Span[] {
  const spans: Span[] = [];
  for (let at = start + 2; at + 4 <= frame.length; ) {
    const marker = number(frame, at, 2);
    const length = number(frame, at + 2, 2);
    if (marker < 0xff50 || [0xff90, 0xff93, 0xffd9].includes(marker) || length < 2) break;
    if (marker === 0xff64) spans.push([at + 6, at + 2 + length]);
    at += 2 + length;
  }
  return spans;
}

function inBoxes(frame: Uint8Array): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at + 8 <= frame.length; ) {
    const short = number(frame, at, 4);
    const size = short === 0 ? frame.length - at : short === 1 ? number(frame, at + 8, 8) : short;
    const content = at + (short === 1 ? 16 : 8);
    if (size < content - at) break;
    const type = ascii(frame, at + 4, 4);
    if (type === 'jp2c') spans.push(...inMainHeader(frame, content));
    if (METADATA.has(type)) spans.push([content, at + size]);
    at += size;
  }
  return spans;
}

function number(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index++) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
