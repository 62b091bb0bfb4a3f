// Short words for describing data sets in tests. The bytes come from scripts/dicomWriter.ts, not from the engine.
import type { Value } from '../../scripts/dicomValue.js';
import {
  type ElementSpec,
  type Encoding,
  EXPLICIT_LE,
  type ItemSpec,
  type LengthKind,
  writeElement,
} from '../../scripts/dicomWriter.js';

/** An element by tag, VR and value. */
export function el(tag: number, vr: string, value: Value): ElementSpec {
  return { tag, vr, value };
}

/** An element by its bytes; `pad` false leaves an odd length odd. */
export function raw(tag: number, vr: string, bytes: Uint8Array, pad = true): ElementSpec {
  return pad ? { tag, vr, bytes } : { tag, vr, bytes, pad };
}

/** A sequence of items, all of one kind of length. */
export function sq(
  tag: number,
  items: readonly (readonly ElementSpec[])[],
  length: LengthKind = 'defined',
  itemLength: LengthKind = length,
): ElementSpec {
  return { tag, vr: 'SQ', length, items: items.map((elements): ItemSpec => ({ elements, length: itemLength })) };
}

/** A sequence that hides in VR UN: its content is implicit little endian (PS3.5 6.2.2). */
export function unSq(
  tag: number,
  items: readonly (readonly ElementSpec[])[],
  length: LengthKind = 'undefined',
): ElementSpec {
  return { ...sq(tag, items, length), vr: 'UN' };
}

/** A private block: its creator and its elements, by their low byte (PS3.5 7.8.1). */
export function privateBlock(
  group: number,
  block: number,
  creator: string,
  elements: readonly (readonly [low: number, element: ElementSpec])[],
): readonly ElementSpec[] {
  const at = (low: number): number => group * 0x10000 + block * 0x100 + low;
  return [
    el(group * 0x10000 + block, 'LO', creator),
    ...elements.map(([low, element]): ElementSpec => ({ ...element, tag: at(low) })),
  ];
}

/** `elements` in order of their tags. */
export function sorted(...elements: readonly (ElementSpec | readonly ElementSpec[])[]): readonly ElementSpec[] {
  return elements.flat().sort((a, b) => a.tag - b.tag);
}

/** `elements` with those of `changes` put in place of, or between, them. */
export function withElements(
  elements: readonly ElementSpec[],
  ...changes: readonly ElementSpec[]
): readonly ElementSpec[] {
  const changed = new Set(changes.map((element) => element.tag));
  return sorted(
    elements.filter((element) => !changed.has(element.tag)),
    changes,
  );
}

/** `elements` without those of `tags`. */
export function without(elements: readonly ElementSpec[], ...tags: readonly number[]): readonly ElementSpec[] {
  return elements.filter((element) => !tags.includes(element.tag));
}

/** Puts a group length (gggg,0000) before each group; `error` makes it stale by that many bytes. */
export function withGroupLengths(
  elements: readonly ElementSpec[],
  encoding: Encoding = EXPLICIT_LE,
  error = 0,
): readonly ElementSpec[] {
  const lengths = new Map<number, number>();
  for (const element of elements) {
    const group = element.tag >>> 16;
    lengths.set(group, (lengths.get(group) ?? 0) + writeElement(element, encoding).length);
  }
  return sorted(
    elements,
    [...lengths].map(([group, length]) => el(group * 0x10000, 'UL', length + error)),
  );
}

/** Data Set Trailing Padding (FFFC,FFFC). */
export function trailingPadding(length: number): ElementSpec {
  return raw(0xfffcfffc, 'OB', new Uint8Array(length));
}

/** An overlay plane of 16 x 16 with a label, in group 6000 or another of 60xx. */
export function overlay(group = 0x6000): readonly ElementSpec[] {
  const tag = (element: number): number => group * 0x10000 + element;
  return [
    el(tag(0x0010), 'US', 16),
    el(tag(0x0011), 'US', 16),
    el(tag(0x0040), 'CS', 'G'),
    el(tag(0x0050), 'SS', [1, 1]),
    el(tag(0x0100), 'US', 1),
    el(tag(0x0102), 'US', 0),
    el(tag(0x1500), 'LO', 'Overlay label of Lindqvist'),
    raw(tag(0x3000), 'OW', new Uint8Array(32).fill(0xa5)),
    el(tag(0x4000), 'LT', 'Overlay comment of Lindqvist'),
  ];
}

/** A retired curve (50xx). */
export function curve(group = 0x5000): readonly ElementSpec[] {
  const tag = (element: number): number => group * 0x10000 + element;
  return [
    el(tag(0x0005), 'US', 1),
    el(tag(0x0010), 'US', 4),
    el(tag(0x0020), 'CS', 'ECG'),
    el(tag(0x0022), 'LO', 'Curve of Lindqvist'),
    el(tag(0x0103), 'US', 0),
    raw(tag(0x3000), 'OW', new Uint8Array(8).fill(0x11)),
  ];
}

/** Icon Image Sequence (0088,0200) with a small picture. */
export function icon(): ElementSpec {
  return sq(0x00880200, [
    [
      el(0x00280002, 'US', 1),
      el(0x00280004, 'CS', 'MONOCHROME2'),
      el(0x00280010, 'US', 8),
      el(0x00280011, 'US', 8),
      el(0x00280100, 'US', 8),
      el(0x00280101, 'US', 8),
      el(0x00280102, 'US', 7),
      el(0x00280103, 'US', 0),
      raw(0x7fe00010, 'OB', new Uint8Array(64).fill(0x77)),
    ],
  ]);
}

/** MAC Parameters and Digital Signatures over an invented certificate (PS3.3 C.12.1.1.3). */
export function signature(): readonly ElementSpec[] {
  return [
    sq(0x4ffe0001, [
      [
        el(0x04000005, 'US', 1),
        el(0x04000010, 'UI', '1.2.840.10008.1.2.1'),
        el(0x04000015, 'CS', 'SHA256'),
        el(0x04000020, 'AT', [0x00100010]),
      ],
    ]),
    sq(0xfffafffa, [
      [
        el(0x04000005, 'US', 1),
        el(0x04000100, 'UI', '1.2.826.0.1.3680043.10.1500.7.1'),
        el(0x04000105, 'DT', '20200102030405'),
        el(0x04000110, 'CS', 'X509_1993_SIG'),
        raw(0x04000115, 'OB', new TextEncoder().encode('certificate of Lindqvist')),
        raw(0x04000120, 'OB', new Uint8Array(32).fill(0x5a)),
      ],
    ]),
  ];
}
