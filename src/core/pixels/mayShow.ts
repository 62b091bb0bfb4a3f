// Which objects may show a face, or a bar code: detectors for them are asked about no others. Decided from what the header says
// (PS3.4 B.5, PS3.3 C.7.3.1.1.1, C.7.6.1.1.2), and in doubt they are asked.

export interface PictureFacts {
  readonly sopClass: string;
  readonly modality: string;
  /** Image Type (0008,0008), values joined by backslashes. */
  readonly imageType: string;
  /** Photometric Interpretation (0028,0004). */
  readonly photometric: string;
}

const STORAGE = '1.2.840.10008.5.1.4.1.1.';
const SECONDARY_CAPTURE = /^7(?:\.[1-4])?$/u;
const VISIBLE_LIGHT = '77.';
/** Visible light from inside, through a microscope, or of the eye: endoscopic, microscopic, slides, ophthalmic. */
const NO_FACES = /^77\.1\.(?:1|2|3|5|6|8)(?:\.|$)/u;
/** Cameras, screens, papers and prints, in grey as well; DMS is dermoscopy, whose first picture often is an overview. */
const PHOTOGRAPHED: ReadonlySet<string> = new Set(['XC', 'OT', 'SC', 'DMS', 'DOC']);
/** Made from signals: where a face is seen in them it is no photograph (that is a matter of defacing volumes). */
const SLICES: ReadonlySet<string> = new Set([
  'CT',
  'MR',
  'PT',
  'NM',
  'OPT',
  'OCT',
  'SEG',
  'RTDOSE',
  'REG',
  'FUSION',
  'DOSE',
]);
const COLOUR = /^(?:RGB|YBR|PALETTE|HSV|ARGB|CMYK)/u;

/** A photograph, a screen or a print may show somebody's face. */
export function mayShowFaces({ sopClass, modality, photometric }: PictureFacts): boolean {
  const storage = storageClass(sopClass);
  if (SECONDARY_CAPTURE.test(storage)) return true;
  if (storage.startsWith(VISIBLE_LIGHT)) return !NO_FACES.test(storage);
  return PHOTOGRAPHED.has(modality) || (modality === '' && COLOUR.test(photometric));
}

/** Labels lie on cassettes, films, slides and papers, and stand on screens; not in slices, nor in the tissue of a slide. */
export function mayShowCodes({ sopClass, modality, imageType }: PictureFacts): boolean {
  const storage = storageClass(sopClass);
  if (SECONDARY_CAPTURE.test(storage)) return true;
  if (storage === '77.1.6') return /LABEL|OVERVIEW|LOCALIZER/u.test(imageType.toUpperCase());
  if (storage.startsWith(VISIBLE_LIGHT)) return true;
  return !SLICES.has(modality);
}

function storageClass(sopClass: string): string {
  return sopClass.startsWith(STORAGE) ? sopClass.slice(STORAGE.length) : '';
}
