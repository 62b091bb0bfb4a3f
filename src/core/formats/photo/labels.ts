// The parts of a photograph that a recipe's rules for pixels name (PS3.15 E.3.1). A photograph answers what it is asked by Rows,
// Columns, Manufacturer and Manufacturer's Model Name (size and Exif); rules that ask for anything else speak of other files.
import type { Source } from '../../kernel/source.js';
import { type Box, within, without } from '../../pixels/boxes.js';
import type { FilledRegion } from '../../pixels/covered.js';
import { testsOf } from '../../policy/condition.js';
import type { AttributePattern, CompiledPolicy, DeviceRule, ObjectFacts } from '../../policy/policy.js';
import type { Draft } from './draft.js';
import { readExif, textOf } from './exif.js';
import type { JpegParts } from './jpegParts.js';
import type { PngParts } from './pngParts.js';

const [ROWS, COLUMNS] = [0x00280010, 0x00280011];
/** By the tag of Exif that says it. */
const CAMERA: ReadonlyMap<number, number> = new Map([
  [0x010f, 0x00080070],
  [0x0110, 0x00081090],
]);
const ANSWERED: ReadonlySet<number> = new Set([ROWS, COLUMNS, ...CAMERA.values()]);
const EXIF_HEAD = 6;

/** Rules that hold for this photograph. Those that come with the program are for devices of DICOM. */
export async function labelsFor(
  source: Source,
  parts: JpegParts | PngParts,
  policy: CompiledPolicy,
): Promise<readonly DeviceRule[]> {
  const speaking = new Set((policy.policy.devices ?? []).filter(speaksOfPhotographs));
  if (speaking.size === 0) return [];
  const { rows, columns } = parts.kind === 'jpeg' ? parts.frame : parts.header;
  const values = new Map([[ROWS, String(rows)], [COLUMNS, String(columns)], ...(await cameraOf(source, parts))]);
  const facts: ObjectFacts = {
    complete: true,
    texts: ({ value }) => {
      const own = values.get(value);
      return own === undefined ? [] : [[own]];
    },
  };
  return policy.forObject(facts).devices.filter((rule) => speaking.has(rule));
}

function speaksOfPhotographs({ when, regions }: DeviceRule): boolean {
  const asked = testsOf(when).every(({ attribute }) => isAnswered(attribute));
  return asked && regions.every(({ area }) => area !== 'outside-ultrasound-regions');
}

function isAnswered({ value, mask, creator, parents, only }: AttributePattern): boolean {
  const plain =
    creator === undefined && (parents ?? []).length === 0 && only === undefined && mask >>> 0 === 0xffffffff;
  return plain && ANSWERED.has(value);
}

async function cameraOf(source: Source, parts: JpegParts | PngParts): Promise<readonly (readonly [number, string])[]> {
  const spans =
    parts.kind === 'png'
      ? parts.chunks.filter(({ type }) => type === 'eXIf').map(({ body, length }) => [body, length] as const)
      : parts.parts
          .filter(({ kind, marker }) => kind === 'segment' && marker === 0xe1)
          .map(({ body, end }) => [body + EXIF_HEAD, end - body - EXIF_HEAD] as const);
  for (const [from, length] of spans) {
    const exif = length > 0 ? readExif(await source.read(from, length)) : undefined;
    if (exif === undefined) continue;
    return exif.entries.flatMap((entry) => {
      const tag = entry.ifd === 'IFD0' ? CAMERA.get(entry.tag) : undefined;
      return tag === undefined ? [] : [[tag, textOf(exif, entry).trim()] as const];
    });
  }
  return [];
}

/** Their parts, cut to the picture as it is stored, whichever way it is shown. */
export function labelRegions(
  labels: readonly DeviceRule[],
  { columns, rows, frames }: { readonly columns: number; readonly rows: number; readonly frames: number },
): readonly FilledRegion[] {
  const all: Box = [0, 0, columns, rows];
  return labels.flatMap((rule) => {
    let own: readonly Box[] = [];
    for (const { kind, area } of rule.regions) {
      const boxes = typeof area === 'string' ? [all] : within(asBox(area), all);
      own = kind === 'keep' ? without(own, boxes) : [...own, ...boxes];
    }
    return own.map(
      (box): FilledRegion => ({
        kind: 'device',
        box,
        frames: [[0, frames - 1]],
        judgement: 'identifying',
        category: 'pixels',
        confidence: 1,
        rule: 'device-region',
        reason: 'a part of the picture that a rule of the recipe names is made black',
        clause: `${rule.origin} (${rule.label})`,
        fill: { kind: 'black' },
      }),
    );
  });
}

function asBox([x, y, width, height]: readonly [number, number, number, number]): Box {
  return [x, y, x + width, y + height];
}

/** Parts that reach beyond the picture, and rules that are passed over. */
export function sayOfLabels(
  { issues }: Draft,
  labels: readonly DeviceRule[],
  { columns, rows }: { readonly columns: number; readonly rows: number },
  pixels: 'auto' | 'all' | 'none',
): void {
  for (const { label, origin, regions } of labels) {
    const what = `the rule "${label}" (${origin})`;
    if (pixels === 'none') {
      const message = `${what} names parts of the picture to blank: its pixels were passed as they are`;
      issues.push({ code: 'pixels-not-redacted', severity: 'warning', message });
      continue;
    }
    for (const { kind, area } of regions) {
      if (kind === 'keep' || typeof area === 'string') continue;
      const [left, top, right, bottom] = asBox(area);
      if (left >= 0 && top >= 0 && right <= columns && bottom <= rows) continue;
      const whole = within([left, top, right, bottom], [0, 0, columns, rows]).length === 0;
      const message = whole
        ? `${what} names a part that lies outside of the picture: nothing was blanked for it`
        : `${what} names a part that reaches beyond the picture: what lies in it was blanked`;
      issues.push({ code: 'region-outside-image', severity: whole ? 'warning' : 'info', message });
    }
  }
}
