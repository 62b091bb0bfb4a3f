// Which pixels the device rules of a recipe cover, row by row. Written anew, so that a mistake of the planner's shows.

import type { Source } from '../kernel/source.js';
import type { DeviceRule } from '../policy/policy.js';
import type { RawElement, RawTable } from './rawReader.js';

/** What is read of the header; 0 where it is absent. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bits: number;
  /** Undefined where no attribute says so. */
  readonly frames: number | undefined;
  readonly planar: boolean;
  readonly photometric: string;
}

type Region = readonly [number, number, number, number];

function topOf(table: RawTable, tag: number): RawElement | undefined {
  return table.elements.find((element) => element.tag === tag && element.item === -1);
}

async function text(source: Source, element: RawElement | undefined): Promise<string> {
  if (element === undefined || element.length > 64) return '';
  return String.fromCharCode(...(await source.read(element.valueAt, element.length))).replace(/[\0 ]+$/, '');
}

async function whole(source: Source, element: RawElement | undefined): Promise<number | undefined> {
  if (element === undefined || (element.length !== 2 && element.length !== 4)) return undefined;
  const bytes = await source.read(element.valueAt, element.length);
  const order = element.littleEndian ? [...bytes].reverse() : [...bytes];
  return order.reduce((sum, byte) => sum * 256 + byte, 0);
}

export async function shapeOf(source: Source, table: RawTable): Promise<Shape> {
  const number = async (tag: number): Promise<number> => (await whole(source, topOf(table, tag))) ?? 0;
  const frames = await text(source, topOf(table, 0x00280008));
  return {
    rows: await number(0x00280010),
    columns: await number(0x00280011),
    samples: (await number(0x00280002)) || 1,
    bits: await number(0x00280100),
    frames: frames === '' ? undefined : Number.parseInt(frames, 10),
    planar: (await number(0x00280006)) === 1,
    photometric: await text(source, topOf(table, 0x00280004)),
  };
}

/** Sequence Of Ultrasound Regions (0018,6011): first and last column and row of each, both inside. */
export async function ultrasoundRegions(source: Source, table: RawTable): Promise<readonly Region[]> {
  const sequence = table.elements.findIndex((element) => element.tag === 0x00186011 && element.item === -1);
  const regions: Region[] = [];
  for (const [item, { sequence: own }] of table.items.entries()) {
    if (sequence < 0 || own !== sequence) continue;
    const corners: number[] = [];
    for (const tag of [0x00186018, 0x0018601a, 0x0018601c, 0x0018601e]) {
      const found = table.elements.find((element) => element.item === item && element.tag === tag);
      const value = await whole(source, found);
      if (value !== undefined) corners.push(value);
    }
    const [x0, y0, x1, y1] = corners;
    if (x0 !== undefined && y0 !== undefined && x1 !== undefined && y1 !== undefined) regions.push([x0, y0, x1, y1]);
  }
  return regions;
}

/** 1 for each pixel of row `y` that a rule blanks and does not keep. Each rule stands for itself. */
export function coveredRow(
  rules: readonly DeviceRule[],
  ultrasound: readonly Region[],
  columns: number,
  y: number,
): Uint8Array {
  const all = new Uint8Array(columns);
  for (const { regions } of rules) {
    const own = new Uint8Array(columns);
    for (const { kind, area } of regions) {
      const value = kind === 'blank' ? 1 : 0;
      if (area === 'all') own.fill(value);
      else if (area === 'outside-ultrasound-regions') {
        if (ultrasound.length === 0) continue;
        const inside = new Uint8Array(columns);
        for (const [x0, y0, x1, y1] of ultrasound) if (y >= y0 && y <= y1) inside.fill(1, x0, x1 + 1);
        for (let x = 0; x < columns; x++) if (inside[x] === 0) own[x] = value;
      } else {
        const [left, top, width, height] = area;
        if (y >= top && y < top + height && left + width > 0) own.fill(value, Math.max(0, left), left + width);
      }
    }
    for (let x = 0; x < columns; x++) if (own[x] === 1) all[x] = 1;
  }
  return all;
}
