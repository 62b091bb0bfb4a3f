// What Exif tags say, and of whom (CIPA DC-008, sections 4.6.4 to 4.6.7). Tags that are not listed go like those that are.
import type { Category } from '../../kernel/finding.js';
import type { IfdName } from './exif.js';

/** `look`: the picture needs it to look the same. `device`, `date`: stays where the recipe retains it. */
export type Stay = 'look' | 'device' | 'date';

export interface ExifTag {
  readonly keyword: string;
  readonly category: Category;
  readonly stays?: Stay;
}

const tag = (keyword: string, category: Category, stays?: Stay): ExifTag => ({
  keyword,
  category,
  ...(stays === undefined ? {} : { stays }),
});

const TIFF: Readonly<Record<number, ExifTag>> = {
  269: tag('DocumentName', 'description'),
  270: tag('ImageDescription', 'description'),
  271: tag('Make', 'device', 'device'),
  272: tag('Model', 'device', 'device'),
  274: tag('Orientation', 'structure', 'look'),
  282: tag('XResolution', 'structure', 'look'),
  283: tag('YResolution', 'structure', 'look'),
  296: tag('ResolutionUnit', 'structure', 'look'),
  305: tag('Software', 'device'),
  306: tag('DateTime', 'date', 'date'),
  315: tag('Artist', 'name'),
  316: tag('HostComputer', 'device'),
  531: tag('YCbCrPositioning', 'structure', 'look'),
  700: tag('XMP', 'other'),
  33432: tag('Copyright', 'name'),
  33723: tag('IPTC', 'other'),
  34377: tag('Photoshop', 'other'),
  40091: tag('XPTitle', 'description'),
  40092: tag('XPComment', 'description'),
  40093: tag('XPAuthor', 'name'),
  40094: tag('XPKeywords', 'description'),
  40095: tag('XPSubject', 'description'),
  50341: tag('PrintImageMatching', 'device'),
  50708: tag('UniqueCameraModel', 'device'),
  50735: tag('CameraSerialNumber', 'device'),
};

const EXIF: Readonly<Record<number, ExifTag>> = {
  33434: tag('ExposureTime', 'device', 'device'),
  33437: tag('FNumber', 'device', 'device'),
  34850: tag('ExposureProgram', 'device', 'device'),
  34855: tag('PhotographicSensitivity', 'device', 'device'),
  36867: tag('DateTimeOriginal', 'date', 'date'),
  36868: tag('DateTimeDigitized', 'date', 'date'),
  36880: tag('OffsetTime', 'date'),
  36881: tag('OffsetTimeOriginal', 'date'),
  36882: tag('OffsetTimeDigitized', 'date'),
  37377: tag('ShutterSpeedValue', 'device', 'device'),
  37378: tag('ApertureValue', 'device', 'device'),
  37379: tag('BrightnessValue', 'device', 'device'),
  37380: tag('ExposureBiasValue', 'device', 'device'),
  37381: tag('MaxApertureValue', 'device', 'device'),
  37382: tag('SubjectDistance', 'other'),
  37383: tag('MeteringMode', 'device', 'device'),
  37384: tag('LightSource', 'device', 'device'),
  37385: tag('Flash', 'device', 'device'),
  37386: tag('FocalLength', 'device', 'device'),
  37500: tag('MakerNote', 'private'),
  37510: tag('UserComment', 'description'),
  37520: tag('SubSecTime', 'date'),
  37521: tag('SubSecTimeOriginal', 'date'),
  37522: tag('SubSecTimeDigitized', 'date'),
  40961: tag('ColorSpace', 'structure', 'look'),
  40964: tag('RelatedSoundFile', 'other'),
  41986: tag('ExposureMode', 'device', 'device'),
  41987: tag('WhiteBalance', 'device', 'device'),
  41988: tag('DigitalZoomRatio', 'device', 'device'),
  41989: tag('FocalLengthIn35mmFilm', 'device', 'device'),
  42016: tag('ImageUniqueID', 'id'),
  42032: tag('CameraOwnerName', 'name'),
  42033: tag('BodySerialNumber', 'device'),
  42034: tag('LensSpecification', 'device'),
  42035: tag('LensMake', 'device'),
  42036: tag('LensModel', 'device'),
  42037: tag('LensSerialNumber', 'device'),
  42038: tag('ImageTitle', 'description'),
  42039: tag('Photographer', 'name'),
  42040: tag('ImageEditor', 'name'),
};

/** What only describes the coding, and is of no use once it stands alone. */
const PLAIN: ReadonlySet<number> = new Set([
  0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0115, 0x011c, 0x0201, 0x0202, 0x0211, 0x0212, 0x0214, 0x9000, 0x9101,
  0x9102, 0xa000, 0xa002, 0xa003,
]);
const PLACES: Readonly<Record<number, string>> = {
  1: 'GPSLatitudeRef',
  2: 'GPSLatitude',
  3: 'GPSLongitudeRef',
  4: 'GPSLongitude',
  6: 'GPSAltitude',
  7: 'GPSTimeStamp',
  29: 'GPSDateStamp',
};

export function exifTag(ifd: IfdName, number: number): ExifTag {
  if (ifd === 'GPS') return tag(PLACES[number] ?? 'GPS data', number === 7 || number === 29 ? 'date' : 'place');
  if (ifd === 'IFD1') return tag(number === 0x0201 ? 'thumbnail' : 'of the thumbnail', 'pixels');
  if (ifd === 'Interop') return tag('InteroperabilityIndex', 'structure');
  // Some programs put tags of one into the other.
  const known = (ifd === 'Exif' ? EXIF : TIFF)[number] ?? EXIF[number] ?? TIFF[number];
  if (known !== undefined) return known;
  return PLAIN.has(number) ? tag('technical value', 'structure') : tag('other tag', 'other');
}
