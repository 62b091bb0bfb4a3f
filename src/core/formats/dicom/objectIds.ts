// By which an object and its series are known: SOP Instance UID (0008,0018) and Series Instance UID (0020,000E). Values: memory only.
import type { Source } from '../../kernel/source.js';
import { openImage } from '../../pixels/image.js';
import type { ObjectIds } from '../../pixels/settled.js';
import type { DeviceTraits } from '../../recipe/labelRule.js';
import { type DicomObject, readObject } from './read.js';
import { plainValue } from './visit.js';

export async function idsOf({ window, table }: DicomObject): Promise<ObjectIds> {
  return {
    instance: await plainValue(window, table.elements, 0x00080018),
    series: await plainValue(window, table.elements, 0x0020000e),
  };
}

/** Both empty for what can't be read. */
export async function objectIds(source: Source): Promise<ObjectIds> {
  const read = await readObject(source, true);
  return read.kind === 'object' ? idsOf(read.object) : { instance: '', series: '' };
}

/** What device rules go by: nothing of a patient. Undefined where there is no image. */
export async function deviceTraits(object: DicomObject): Promise<DeviceTraits | undefined> {
  const { window, table, sopClass } = object;
  const image = await openImage(object);
  if (image === undefined) return undefined;
  return {
    manufacturer: await plainValue(window, table.elements, 0x00080070),
    model: await plainValue(window, table.elements, 0x00081090),
    sopClass,
    rows: image.layout.rows,
    columns: image.layout.columns,
  };
}
