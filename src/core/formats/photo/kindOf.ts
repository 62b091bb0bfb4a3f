// Which photograph the first bytes say that a file is.
const SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** `FF D8 FF`, or the signature of PNG. Undefined for everything else. */
export function kindOf(head: Uint8Array): 'jpeg' | 'png' | undefined {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  return head.length >= 8 && SIGNATURE.every((byte, at) => head[at] === byte) ? 'png' : undefined;
}
