// Image and structured report of an object, for the panes beside the tree.

import type { Source } from '../../core/kernel/source.js';
import type { Frame, ImageFacts, ReportItem, ToWebview } from '../../protocol.js';
import type { GraphicsPlace } from '../pixels/regionEntries.js';
import type { Services } from '../services.js';
import type { LoadedObject } from './loadObject.js';
import { MASK } from './row.js';

export interface Pictures {
  /** Of the bytes that they are pictures of. */
  readonly source: Source;
  readonly facts: ImageFacts | undefined;
  readonly hasReport: boolean;
  /** What device rules of the object's recipe cover. */
  covered(object: LoadedObject): Promise<Frame['regions']>;
  /** Where overlay planes lie, and whether they go. */
  graphics(object: LoadedObject): Promise<readonly GraphicsPlace[]>;
  frame(index: number, object: LoadedObject | undefined): Promise<ToWebview>;
  report(object: LoadedObject, masked: boolean): Promise<readonly ReportItem[]>;
}

export async function picturesOf({ bytes, inspection }: LoadedObject, { engine }: Services): Promise<Pictures> {
  const { object, facts } = inspection;
  const { openImageOf, reportItems } = await engine();
  const image = object === undefined ? undefined : await openImageOf(object);
  return {
    source: bytes.source,
    facts: image?.facts,
    hasReport: facts?.hasContent === true,
    covered: async (shown) => (await image?.covered(shown.inspection.devices)) ?? [],
    graphics: async ({ inspection: { plan } }) => {
      const gone = new Set(
        plan.findings.flatMap(({ location, effect }) =>
          location.kind === 'element' && effect === 'removed' ? [location.path.slice(0, 5)] : [],
        ),
      );
      const places = (await image?.overlays()) ?? [];
      return places.map(({ group, box }) => ({ box, goes: gone.has(`(${group.toString(16).toUpperCase()}`) }));
    },
    async frame(index, shown) {
      if (image === undefined) return { kind: 'no-frame', index, reason: '' };
      const drawn = await image.frame(index, await image.covered(shown?.inspection.devices ?? []));
      return 'frame' in drawn
        ? { kind: 'frame', frame: drawn.frame }
        : { kind: 'no-frame', index, reason: drawn.reason };
    },
    async report({ inspection: { plan } }, masked) {
      const items = object === undefined ? [] : await reportItems(object, plan.findings);
      return masked ? items.map(withoutValue) : items;
    },
  };
}

function withoutValue(item: ReportItem): ReportItem {
  return { ...item, value: item.value === '' ? '' : MASK, items: item.items.map(withoutValue) };
}
