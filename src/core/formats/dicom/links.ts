// Reads what ties an object to others: its patient, and every UID in it that no standard registers, at any depth.
import { formatTag } from '../../dictionary/tag.js';
import { isClassUid, isRegisteredUid } from '../../policy/registeredUid.js';
import type { ObjectLinks } from '../../study/links.js';
import { characterSet } from './charset/characterSet.js';
import { type Element, findElement } from './element.js';
import { unpadded } from './encode.js';
import type { DicomObject } from './read.js';
import { bytesOf, charsetOf, trimmed } from './visit.js';

const PATIENT_ID = 0x00100020;
/** UIDs of SOP classes, transfer syntaxes, coding schemes and the like (PS3.6 Annex A) tie nothing. */
const REGISTERED = '1.2.840.10008.';
const LONGEST = 64 * 1024;

export async function linksOf({ window, table }: DicomObject): Promise<ObjectLinks> {
  const charset = await charsetOf(window, table.elements, characterSet([]));
  const id = findElement(table.elements, PATIENT_ID);
  const patient =
    id === undefined || id.length === 0 || id.length > 4096
      ? ''
      : unpadded(charset.decode(await bytesOf(window, id), id.vr)).trim();
  const uids = new Map<string, { readonly tag: number; readonly uid: string; readonly nested: boolean }>();
  const visit = async (elements: readonly Element[], path: string): Promise<void> => {
    for (const element of elements) {
      if (element.items !== undefined) {
        const own = `${path}${formatTag(element.tag)}`;
        for (const [number, item] of element.items.entries()) await visit(item.elements, `${own}[${number}].`);
      } else if (element.vr === 'UI' && !isClassUid(element.tag) && element.length > 0 && element.length <= LONGEST) {
        const read = bytesOf(window, element);
        const values = trimmed(read instanceof Uint8Array ? read : await read).split('\\');
        for (const [number, value] of values.entries()) {
          const uid = value.trim();
          if (uid === '' || uid.startsWith(REGISTERED) || isRegisteredUid(uid)) continue;
          const place = `${path}${formatTag(element.tag)}${number === 0 ? '' : `#${number}`}`;
          uids.set(place, { tag: element.tag, uid, nested: path !== '' });
        }
      }
    }
  };
  await visit(table.elements, '');
  return { patient, uids };
}
