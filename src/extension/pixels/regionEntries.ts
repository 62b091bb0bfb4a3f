// The list of regions for people: what device rules cover, what was found and what the user made of it, what the user drew. No vscode here.
import type { Box } from '../../core/pixels/boxes.js';
import type { Frame } from '../../core/pixels/frame.js';
import type { RegionEntry, ScopedRegion } from '../../protocolRegions.js';
import type { LookedRegion } from './lookMessages.js';

export interface GraphicsPlace {
  readonly box: Box;
  readonly goes: boolean;
}

export interface RegionSources {
  readonly devices: Frame['regions'];
  /** Overlay planes. */
  readonly graphics: readonly GraphicsPlace[];
  readonly found: readonly LookedRegion[];
  /** False where only what the user decides goes. */
  readonly runLooks: boolean;
  readonly settled: readonly ScopedRegion[];
  readonly masked: boolean;
}

export function regionEntries({
  devices,
  graphics,
  found,
  runLooks,
  settled,
  masked,
}: RegionSources): readonly RegionEntry[] {
  const used = new Set<number>();
  const ofFound = found.map(({ region, taken, texts }): RegionEntry => {
    const { kind, box, polygon, frames, judgement, confidence, reason } = region;
    const place = settled.findIndex((one) => one.kind === kind && one.box.join() === box.join());
    const own = settled[place];
    if (own !== undefined) used.add(place);
    return {
      id: `${kind} ${box.join(' ')} ${frames.join(' ')}`,
      kind,
      box,
      ...(polygon === undefined ? {} : { polygon }),
      frames,
      judgement,
      confidence,
      goes: own === undefined ? taken && runLooks : own.fate === 'take',
      by: own === undefined ? 'recipe' : 'user',
      reason,
      ...(masked || texts.length === 0 ? {} : { texts }),
      ...(own === undefined ? {} : { settled: place }),
    };
  });
  const ofUser = settled.flatMap((one, place): readonly RegionEntry[] => {
    if (used.has(place)) return [];
    const { kind, box, frames, fate } = one;
    return [
      {
        id: `settled ${kind} ${box.join(' ')} ${frames?.join(' ') ?? ''}`,
        kind,
        box,
        ...(frames === undefined ? {} : { frames }),
        goes: fate === 'take',
        by: 'user',
        reason: '',
        settled: place,
      },
    ];
  });
  const ofDevices = devices.map(
    ({ area: [x, y, width, height], label }): RegionEntry => ({
      id: `device ${label} ${x} ${y} ${width} ${height}`,
      kind: 'device',
      box: [x, y, x + width, y + height],
      label,
      goes: true,
      by: 'recipe',
      reason: '',
    }),
  );
  const ofGraphics = graphics.map(
    ({ box, goes }, at): RegionEntry => ({
      id: `graphics ${at} ${box.join(' ')}`,
      kind: 'graphics',
      box,
      goes,
      by: 'recipe',
      reason: '',
    }),
  );
  return [...ofDevices, ...ofGraphics, ...ofFound, ...ofUser];
}
