// Check: the object is no less valid than it was. Types of attributes are PS3.3's; the file meta information is PS3.10's.
import type { Residue } from '../kernel/format.js';
import { type Opened, topText } from './opened.js';

/** Type of an attribute in the object's IOD, where it is required unconditionally. */
export type AttributeType = (sopClass: string, parents: readonly number[], tag: number) => '1' | '2' | undefined;

/** An attribute of the original that its IOD wants. */
export interface Required {
  readonly path: string;
  readonly type: '1' | '2';
  readonly filled: boolean;
}

/** What the output has at that place. */
export type Presence = 'absent' | 'empty' | 'filled';

/** Type 1 that had a value still has one; Type 1 or 2 that was there is still there (PS3.5 7.4). */
export function notWorse(required: Required, now: Presence): Residue | undefined {
  const { path, type, filled } = required;
  if (type === '1' && filled && now !== 'filled') {
    return { code: 'validity-worsened', message: `${path} is of Type 1 and had a value; it is ${now} in the output` };
  }
  if (now === 'absent') {
    return {
      code: 'validity-worsened',
      message: `${path} is of Type ${type} and was present; it is absent in the output`,
    };
  }
  return undefined;
}

const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10';

/** What frames that can't be encoded again as they were may become: JPEG-LS and JPEG, lossless. */
const LOSSLESS: ReadonlySet<string> = new Set(['1.2.840.10008.1.2.4.80', '1.2.840.10008.1.2.4.70']);

/**
 * The file meta information agrees with the data set, and the output says that it was de-identified.
 * @param isRemoved whether it has to say that the identity is removed: not under rules without a profile
 * @param isRedacted parts of the pixels were taken out, and the rest is as it was, in whatever lossless coding
 */
export async function checkMeta(
  original: Opened,
  output: Opened,
  isRemoved = true,
  isRedacted = false,
): Promise<Residue[]> {
  const residue: Residue[] = [];
  const wrong = (code: string, message: string): void => void residue.push({ code, message });
  const text = (tag: number): Promise<string> => topText(output.source, output.table, tag);

  const recoded = isRedacted && LOSSLESS.has(output.transferSyntax);
  if (original.transferSyntax !== '' && output.transferSyntax !== original.transferSyntax && !recoded) {
    wrong('transfer-syntax-changed', '(0002,0010) differs from the original');
  }
  const meta = output.table.elements.filter((element) => element.tag >>> 16 === 2 && element.item === -1);
  const first = meta[0];
  const last = meta.at(-1);
  if (first === undefined || last === undefined) {
    wrong('meta-missing', 'the output has no file meta information');
    return residue;
  }
  if (first.tag === 0x00020000) {
    const bytes = await output.source.read(first.valueAt, 4);
    const said = (bytes[0] ?? 0) + (bytes[1] ?? 0) * 0x100 + (bytes[2] ?? 0) * 0x10000 + (bytes[3] ?? 0) * 0x1000000;
    const is = last.valueAt + last.length - first.valueAt - first.length;
    if (said !== is) wrong('meta-inconsistent', `(0002,0000) says ${said}, the group has ${is} bytes`);
  } else {
    wrong('meta-inconsistent', '(0002,0000) is missing');
  }
  const instance = await text(0x00080018);
  if (instance !== '' && (await text(0x00020003)) !== instance)
    wrong('meta-inconsistent', '(0002,0003) differs from (0008,0018)');
  const sopClass = await text(0x00080016);
  const storedClass = await text(0x00020002);
  // What is no UID need not be copied.
  const isCopied = storedClass === sopClass || (storedClass === '' && !/^[\d.]+$/u.test(sopClass));
  if (sopClass !== '' && !isCopied) wrong('meta-inconsistent', '(0002,0002) differs from (0008,0016)');
  if (output.sopClass !== MEDIA_DIRECTORY) {
    if (isRemoved && (await text(0x00120062)) !== 'YES') wrong('provenance-missing', '(0012,0062) is not YES');
    const method = output.table.elements.some(
      (element) => element.tag === 0x00120063 && element.item === -1 && element.length > 0,
    );
    if (!method) wrong('provenance-missing', '(0012,0063) is missing or empty');
  }
  return residue;
}
