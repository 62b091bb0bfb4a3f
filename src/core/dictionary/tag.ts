// Tags as unsigned 32-bit numbers: group in the upper, element in the lower 16 bits (PS3.5 7.1).

export type Tag = number;

/** What was written before: objects share a few hundred tags, hostile ones name more. */
const written = new Map<Tag, string>();
const MOST_WRITTEN = 4096;

/** `(0010,0010)` for 0x00100010. */
export function formatTag(tag: Tag): string {
  const known = written.get(tag);
  if (known !== undefined) return known;
  const text = format(tag);
  if (written.size < MOST_WRITTEN) written.set(tag, text);
  return text;
}

function format(tag: Tag): string {
  const hex = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

export function groupOf(tag: Tag): number {
  return tag >>> 16;
}

export function elementOf(tag: Tag): number {
  return tag & 0xffff;
}

/** Private data elements have an odd group (PS3.5 7.8). */
export function isPrivate(tag: Tag): boolean {
  return (tag & 0x10000) !== 0;
}

/** (gggg,0010-00FF) with gggg odd: names the owner of a private block (PS3.5 7.8.1). */
export function isPrivateCreator(tag: Tag): boolean {
  const element = tag & 0xffff;
  return isPrivate(tag) && element >= 0x10 && element <= 0xff;
}
