// Which objects may have words drawn into their pixels, and which are photographs (PS3.15 E.3.1, E.3.2).
import { PIXEL_DATA } from '../../dictionary/tags.js';
import type { Issue } from '../../kernel/issue.js';
import type { PictureFacts } from '../../pixels/mayShow.js';
import type { Element } from './element.js';
import { findElement } from './element.js';
import type { Visit } from './visit.js';
import { plainValue } from './visit.js';

/** SOP classes whose images come with words on them more often than not. */
const OFTEN: ReadonlySet<string> = new Set([
  '1.2.840.10008.5.1.4.1.1.3.1', // Ultrasound Multi-frame
  '1.2.840.10008.5.1.4.1.1.3', // Ultrasound Multi-frame, retired
  '1.2.840.10008.5.1.4.1.1.6', // Ultrasound, retired
  '1.2.840.10008.5.1.4.1.1.6.1', // Ultrasound
  '1.2.840.10008.5.1.4.1.1.6.2', // Enhanced US Volume
  '1.2.840.10008.5.1.4.1.1.7', // Secondary Capture
  '1.2.840.10008.5.1.4.1.1.7.1',
  '1.2.840.10008.5.1.4.1.1.7.2',
  '1.2.840.10008.5.1.4.1.1.7.3',
  '1.2.840.10008.5.1.4.1.1.7.4',
  '1.2.840.10008.5.1.4.1.1.12.1', // XA
  '1.2.840.10008.5.1.4.1.1.12.2', // XRF
]);
/** Visible light: photographs and video. */
const VISIBLE_LIGHT = '1.2.840.10008.5.1.4.1.1.77.';
const MODALITIES: ReadonlySet<string> = new Set([
  'US',
  'IVUS',
  'ES',
  'XC',
  'GM',
  'SM',
  'OP',
  'OT',
  'SC',
  'DOC',
  'XA',
  'RF',
  'ECG',
  'EPS',
  'HD',
]);
/** Digitised from film or paper, or captured from a screen (PS3.3 C.8.6.1). */
const CAPTURED: ReadonlySet<string> = new Set(['DV', 'DI', 'DF', 'SD', 'SI', 'DRW', 'SYN']);

/** Why an object's image may well have words in it; undefined where nothing says so, or where it has no image. */
export async function burnedInReason(
  visit: Pick<Visit, 'window' | 'sopClass'>,
  elements: readonly Element[],
): Promise<string | undefined> {
  return findElement(elements, PIXEL_DATA) === undefined ? undefined : reasonToLook(visit, elements);
}

async function reasonToLook(
  visit: Pick<Visit, 'window' | 'sopClass'>,
  elements: readonly Element[],
): Promise<string | undefined> {
  const read = (tag: number) => plainValue(visit.window, elements, tag);
  if ((await read(0x00280301)) === 'YES') return 'Burned In Annotation is YES';
  if (OFTEN.has(visit.sopClass) || visit.sopClass.startsWith(VISIBLE_LIGHT)) return 'its SOP class often has them';
  if (MODALITIES.has(await read(0x00080060))) return 'its modality often has them';
  if (CAPTURED.has(await read(0x00080064))) return 'it was captured or digitised';
  const imageType = (await read(0x00080008)).toUpperCase();
  if (/SCREEN|SAVE|CAPTURE|REPORT|DOSE|PRINT/u.test(imageType)) return 'its image type says captured or reported';
  if (imageType.startsWith('DERIVED\\SECONDARY') && visit.sopClass.startsWith('1.2.840.10008.5.1.4.1.1.1'))
    return 'it is derived and secondary';
  return undefined;
}

/** What settles whether an image may show a face or a bar code. */
export async function pictureFacts(
  visit: Pick<Visit, 'window' | 'sopClass'>,
  elements: readonly Element[],
): Promise<PictureFacts> {
  const read = (tag: number) => plainValue(visit.window, elements, tag);
  return {
    sopClass: visit.sopClass,
    modality: await read(0x00080060),
    imageType: await read(0x00080008),
    photometric: await read(0x00280004),
  };
}

/** Overlay planes inside bits of the pixels (PS3.5 8.1.2) leave with their description; where their bits stay, that is said. */
export async function embeddedOverlayIssue(visit: Visit, elements: readonly Element[]): Promise<Issue | undefined> {
  for (const element of elements) {
    const group = element.tag >>> 16;
    if (group < 0x6000 || group > 0x601e || (element.tag & 0xffff) !== 0x0102) continue;
    const bytes = await plainBytes(visit, element);
    const bit = Math.max(...bytes);
    if (bit > 0 && ((visit.redaction?.clear ?? 0) & (1 << bit)) === 0) {
      return {
        code: 'overlay-in-pixels',
        severity: 'warning',
        message:
          'an overlay is stored in bits of the pixel data, which were passed as they are: look before you hand it on',
      };
    }
  }
  return undefined;
}

async function plainBytes(visit: Visit, element: Element): Promise<Uint8Array> {
  return visit.window.source.read(element.valueOffset, Math.min(element.length, 2));
}
