// Images whose coding can't be written again without loss here: all frames become one of the lossless kinds that can, and the
// object says so (PS3.10 7.1, PS3.3 C.7.6.3.1.2).
import type { CodecName, FrameCodecs } from '../../pixels/codecPort.js';
import { frameBytes } from '../../pixels/frameBytes.js';
import { frameCoder } from '../../pixels/frameCoder.js';
import type { Image } from '../../pixels/image.js';
import { streamHeader } from '../../pixels/streamHeader.js';
import { syntaxName } from '../../pixels/syntaxNames.js';
import { found, overwrite } from './apply.js';
import { addIssue } from './draft.js';
import { findElement } from './element.js';
import { ascii } from './encode.js';
import { type Redo, redoByCoder } from './redactFrames.js';
import type { Scope, Visit } from './visit.js';

/** In the order in which they are tried. */
export const LOSSLESS: readonly { readonly uid: string; readonly codec: CodecName }[] = [
  { uid: '1.2.840.10008.1.2.4.80', codec: 'jpeg-ls' },
  { uid: '1.2.840.10008.1.2.4.70', codec: 'jpeg' },
];

export interface Transcoding {
  readonly uid: string;
  readonly photometric: string;
  readonly redo: Redo;
}

/** Undefined where the first frame can't even be decoded. */
export async function transcodingTo(
  image: Image,
  codecs: FrameCodecs,
  { uid, codec }: (typeof LOSSLESS)[number],
  clear: number,
): Promise<Transcoding | undefined> {
  const coder = frameCoder(image.coding, image.layout, codecs, codec);
  const read = await frameBytes(image, 0);
  const first = read.kind === 'bytes' ? coder?.decode(read.bytes) : undefined;
  if (coder === undefined || first?.kind !== 'unpacked' || read.kind !== 'bytes') return undefined;
  const { photometric } = first.layout;
  const { transform } = streamHeader(read.bytes) ?? {};
  const colour =
    first.layout.samples !== 3 || image.coding !== 'jpeg'
      ? photometric
      : (transform === undefined ? photometric !== 'RGB' : transform === 'ycc')
        ? 'YBR_FULL'
        : 'RGB';
  return { uid, photometric: colour, redo: redoByCoder(image, coder, clear, true) };
}

/** What the data set says of its pixels, and what the user is told. */
export function tellTranscoding(visit: Visit, scope: Scope, image: Image, { uid, photometric }: Transcoding): void {
  const cause = {
    rule: 'pixels/transfer-syntax',
    category: 'structure',
    reason: 'frames were encoded anew in another lossless transfer syntax',
    clause: 'PS3.3 C.7.6.3.1.2',
  } as const;
  const values: readonly (readonly [number, Uint8Array, boolean])[] = [
    [
      0x00280004,
      ascii(photometric.length % 2 === 0 ? photometric : `${photometric} `),
      photometric !== image.layout.photometric,
    ],
    [0x00280006, new Uint8Array(2), image.layout.planar],
  ];
  for (const [tag, value, differs] of values) {
    const element = findElement(image.elements, tag);
    if (!differs || element === undefined) continue;
    overwrite(visit, scope, element, value, found(visit, scope, element, cause, 'D', 'structure'));
  }
  addIssue(visit.draft, {
    code: 'transfer-syntax-changed',
    severity: 'warning',
    message: `the pixels were ${image.syntax}, of which frames can not be encoded again without loss here: all frames are now ${syntaxName(uid).words} (transfer syntax ${uid})`,
  });
}
