// Texts and bytes of an audit log.

const encoder = new TextEncoder();

/** UTF-8; all texts here are ASCII. */
export function ascii(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Undefined for what is no hexadecimal text of whole bytes. */
export function fromHex(text: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]{2})*$/u.test(text)) return undefined;
  return Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}
