// Fresh file meta information (PS3.10 section 7.1) behind an empty preamble: what the old one said of hosts, programs
// and private matters is gone, the transfer syntax stays.
import { concat } from '../../kernel/source.js';
import { ascii, encodeElement, encodeU32 } from './encode.js';
import { EXPLICIT_LITTLE } from './syntax.js';

/** Names this program as the writer of a file (PS3.7 Annex D.3.3.2); a UUID-derived UID (PS3.5 B.2). */
const IMPLEMENTATION_CLASS_UID = '2.25.190146759244687307563183409012374162553';

export interface MetaValues {
  readonly sopClass: string;
  readonly sopInstance: string;
  readonly transferSyntax: string;
  /** Such as `medimagecleaner 0.1.0`; its first 16 characters are written. */
  readonly producer: string;
}

/** Preamble, `DICM` and group 0002. */
export function encodeMeta(values: MetaValues): Uint8Array {
  const ui = (text: string) => ascii(text.length % 2 === 0 ? text : `${text}\0`);
  const elements = [encodeElement(0x00020001, 'OB', new Uint8Array([0, 1]), EXPLICIT_LITTLE)];
  if (values.sopClass !== '') elements.push(encodeElement(0x00020002, 'UI', ui(values.sopClass), EXPLICIT_LITTLE));
  if (values.sopInstance !== '')
    elements.push(encodeElement(0x00020003, 'UI', ui(values.sopInstance), EXPLICIT_LITTLE));
  elements.push(
    encodeElement(0x00020010, 'UI', ui(values.transferSyntax), EXPLICIT_LITTLE),
    encodeElement(0x00020012, 'UI', ui(IMPLEMENTATION_CLASS_UID), EXPLICIT_LITTLE),
    encodeElement(0x00020013, 'SH', ascii(versionName(values.producer)), EXPLICIT_LITTLE),
  );
  const body = concat(elements);
  const length = encodeElement(0x00020000, 'UL', encodeU32(body.length, EXPLICIT_LITTLE), EXPLICIT_LITTLE);
  return concat([new Uint8Array(128), ascii('DICM'), length, body]);
}

/** At most 16 characters (PS3.10 7.1). */
function versionName(producer: string): string {
  return producer.replace('medimagecleaner ', 'MIC_').slice(0, 16);
}
