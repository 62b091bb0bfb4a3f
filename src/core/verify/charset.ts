// Which decoder reads text of a Specific Character Set (0008,0005), PS3.3 C.12.1.1.2. Good enough to search with: a second
// opinion, not the encoder that writes output.

const LABELS: Readonly<Record<string, string>> = {
  '': 'windows-1252',
  'ISO_IR 6': 'windows-1252',
  'ISO_IR 100': 'windows-1252',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 192': 'utf-8',
  'ISO_IR 87': 'iso-2022-jp',
  'ISO_IR 159': 'iso-2022-jp',
  'ISO_IR 149': 'euc-kr',
  'ISO_IR 58': 'gbk',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** Decodes text by the character sets that `term` names (its backslashes included). Never throws. */
export function decodeText(bytes: Uint8Array, term: string): string {
  const names = term.split('\\').map((name) => name.trim().replace(/^ISO 2022 IR/, 'ISO_IR'));
  const escaped = bytes.includes(0x1b);
  // With code extensions the multi-byte set is the later one; its decoder also reads plain ASCII.
  const wanted = names.length > 1 ? (names.slice(1).find((name) => LABELS[name] !== undefined) ?? names[0]) : names[0];
  const label = LABELS[wanted ?? ''] ?? 'windows-1252';
  try {
    const text = new TextDecoder(label).decode(escaped && label !== 'iso-2022-jp' ? withoutEscapes(bytes) : bytes);
    return text.replace(/\0+$/, '');
  } catch {
    return latin1(bytes);
  }
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Drops ISO 2022 escape sequences: ESC, intermediates (20 to 2F), a final byte. */
export function withoutEscapes(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 0x1b) {
      at++;
      while ((bytes[at] ?? 0) >= 0x20 && (bytes[at] ?? 0) <= 0x2f) at++;
    } else {
      kept.push(bytes[at] ?? 0);
    }
  }
  return Uint8Array.from(kept);
}
