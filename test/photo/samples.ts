// Photographs with everything in them that may tell of somebody. All values are invented.
import { zlibSync } from 'fflate';
import {
  chunk,
  type ExifShape,
  exifBlock,
  exifSegment,
  JFIF,
  jpegFile,
  photoshopSegment,
  pngFile,
  profile,
  profileSegments,
  segment,
  text,
} from '../support/photoWriter.js';

const latin = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'));

export const SECRETS = [
  'Lindqvist',
  'Okafor',
  'Pentax Sample',
  'SN-4477-1123',
  '2019:03:04 05:06:07',
  'Uppsala',
  'Editor 7.1',
  'held by his daughter',
  'Ward 7 east',
] as const;

export const EXIF: ExifShape = {
  main: [
    [0x010e, 2, 'Wound of Mr Lindqvist'],
    [0x010f, 2, 'Pentax Sample'],
    [0x0110, 2, 'Model K9'],
    [0x0112, 3, [6]],
    [0x011a, 5, [300, 1]],
    [0x011b, 5, [300, 1]],
    [0x0128, 3, [2]],
    [0x0131, 2, 'Editor 7.1'],
    [0x0132, 2, '2019:03:04 05:06:07'],
    [0x013b, 2, 'Grace Okafor'],
  ],
  exif: [
    [0x829a, 5, [1, 200]],
    [0x9003, 2, '2019:03:04 05:06:07'],
    [0x927c, 7, [...latin('maker SN-4477-1123')]],
    [0x9286, 7, [...latin('ASCII\0\0\0held by his daughter')]],
    [0xa001, 3, [1]],
    [0xa431, 2, 'SN-4477-1123'],
  ],
  gps: [
    [1, 2, 'N'],
    [2, 5, [59, 1, 51, 1, 30, 1]],
  ],
  thumbnail: jpegFile([], { width: 8, height: 8 }),
};

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description photoshop:City="Uppsala"><dc:creator><rdf:Seq><rdf:li>Grace Okafor</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`;

export const COLOUR = { width: 40, height: 24, components: 3, restart: 2 } as const;

/** Everything. */
export function fullJpeg(): Uint8Array {
  return jpegFile(
    [
      segment(0xe0, Uint8Array.of(...latin('JFIF\0'), 1, 1, 1, 0, 72, 0, 72, 1, 1, 9, 9, 9)),
      segment(0xe0, latin('JFXX\0\x10 Lindqvist thumb')),
      exifSegment(EXIF),
      segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${XMP}`)),
      segment(0xe1, latin('http://ns.adobe.com/xmp/extension/\0 Okafor')),
      ...profileSegments(profile('Display of the camera'), 2),
      segment(0xe2, latin('MPF\0 list of Ward 7 east')),
      segment(0xe2, latin('FPXR\0 Lindqvist')),
      segment(0xe7, latin('Vendor block Lindqvist')),
      photoshopSegment([
        [80, 'Grace Okafor'],
        [90, 'Uppsala'],
        [120, 'held by his daughter'],
      ]),
      segment(0xee, Uint8Array.of(...latin('Adobe'), 0, 100, 0, 0, 0, 0, 1, ...latin('Lindqvist'))),
      segment(0xfe, latin('Ward 7 east, bed 3')),
    ],
    COLOUR,
    latin('\xff\xd8 second picture of Lindqvist \xff\xd9'),
  );
}

/** What is left of {@link fullJpeg} under `blank`, byte by byte. */
export function cleanJpeg(kept: ExifShape): Uint8Array {
  return jpegFile(
    [
      JFIF,
      exifSegment({ little: false, ...kept }),
      ...profileSegments(profile('Display of the camera'), 2),
      segment(0xee, Uint8Array.of(...latin('Adobe'), 0, 100, 0, 0, 0, 0, 1)),
    ],
    COLOUR,
  );
}

export const LOOKS: ExifShape = {
  main: [
    [0x0112, 3, [6]],
    [0x011a, 5, [300, 1]],
    [0x011b, 5, [300, 1]],
    [0x0128, 3, [2]],
  ],
  exif: [
    [0x9000, 7, [0x30, 0x32, 0x33, 0x32]],
    [0xa001, 3, [1]],
  ],
};

export const NAMED_PROFILE = Uint8Array.of(...latin('Screen of Lindqvist'), 0, 0, ...zlibSync(profile('Display')));
export const PLAIN_PROFILE = Uint8Array.of(...latin('icc'), 0, 0, ...zlibSync(profile('Display'), { level: 9 }));
const PHYSICAL = chunk('pHYs', Uint8Array.of(0, 0, 11, 18, 0, 0, 11, 18, 1));
const GAMMA = chunk('gAMA', Uint8Array.of(0, 0, 0xb1, 0x8f));

export function fullPng(): Uint8Array {
  return pngFile(
    [
      GAMMA,
      chunk('iCCP', NAMED_PROFILE),
      PHYSICAL,
      text('Author', 'Grace Okafor'),
      chunk('zTXt', Uint8Array.of(...latin('Comment'), 0, 0, ...zlibSync(latin('held by his daughter')))),
      chunk('iTXt', latin(`XML:com.adobe.xmp\0\0\0\0\0${XMP}`)),
      chunk('eXIf', exifBlock(EXIF)),
      chunk('tIME', Uint8Array.of(7, 0xe3, 3, 4, 5, 6, 7)),
      chunk('prVt', latin('Ward 7 east')),
    ],
    { width: 9, height: 7 },
    [text('Software', 'Editor 7.1')],
    latin('an earlier picture of Lindqvist'),
  );
}

export function cleanPng(kept: ExifShape): Uint8Array {
  return pngFile(
    [GAMMA, chunk('iCCP', PLAIN_PROFILE), PHYSICAL, chunk('eXIf', exifBlock({ little: false, ...kept }))],
    {
      width: 9,
      height: 7,
    },
  );
}
