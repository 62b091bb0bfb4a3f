// A text of capitals alone: there a capital tells nothing. Asked again and again of one text, and an answer costs reading it, so the last one is kept.

let last: { readonly text: string; readonly shouted: boolean } = { text: '', shouted: true };

/** True where no letter is a small one. */
export function isShouted(text: string): boolean {
  if (text !== last.text) last = { text, shouted: !/\p{Ll}/u.test(text) };
  return last.shouted;
}
