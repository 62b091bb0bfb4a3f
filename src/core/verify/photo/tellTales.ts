// Texts in what had to go, as anybody would find them with a search for printable characters, and whether one of them is still there.

/** Shorter runs stand in coded pixels by chance. */
const SHORTEST = 8;
const MOST = 5000;
const PRINTABLE = /[\x20-\x7e\u00a0-\u00ff]{8,200}/gu;

/** Runs of printable characters, one byte each or two. */
export function textsIn(bytes: Uint8Array): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const text of [oneByte(bytes), everyOther(bytes, 0), everyOther(bytes, 1)])
    for (const [run] of text.matchAll(PRINTABLE)) {
      const own = run.trim();
      if (own.length >= SHORTEST && new Set(own).size > 3 && texts.size < MOST) texts.add(own);
    }
  return texts;
}

function oneByte(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** Two bytes a character, of which one is 0; where that is not so, a control character ends the run. */
function everyOther(bytes: Uint8Array, phase: number): string {
  const out = new Uint8Array(Math.max(0, (bytes.length - phase) >> 1));
  for (let at = 0; at < out.length; at++) {
    const [a = 0, b = 0] = [bytes[phase + at * 2], bytes[phase + at * 2 + 1]];
    out[at] = b === 0 ? a : 1;
  }
  return oneByte(out);
}

/** Those of the texts that stand in bytes, in one byte a character or two. */
export function stillIn(texts: ReadonlySet<string>, bytes: Uint8Array): readonly string[] {
  if (texts.size === 0) return [];
  const plain = oneByte(bytes);
  const wide = plain.replace(/\0/gu, '');
  return [...texts].filter((text) => plain.includes(text) || wide.includes(text));
}
