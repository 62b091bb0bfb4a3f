// The shape of burned_in_regions.json: what four projects know of text that devices burn into images.

export type Rectangle = readonly [x: number, y: number, width: number, height: number];

export type When =
  | { readonly all: readonly When[] }
  | { readonly any: readonly When[] }
  | { readonly not: When }
  | { readonly field: string; readonly op: string; readonly value: string };

/** Of CTP and Stanford. */
export interface Signature {
  readonly section: string;
  readonly label: string;
  readonly regions: readonly Rectangle[];
  readonly when: When;
}

export interface DeidLabel {
  readonly label: string;
  readonly criteria: readonly string[];
  readonly regions: readonly { readonly xywh?: Rectangle; readonly mode: string }[];
}

type Patterns = string | readonly string[];

export interface DreVariant {
  readonly rows?: number;
  readonly cols?: number;
  readonly software_versions?: Patterns;
  readonly sop_class_uid?: Patterns;
  readonly scrub?: readonly Rectangle[];
}

export interface DreRule extends DreVariant {
  readonly fn: string;
  readonly args?: readonly string[];
  /** Python that makes variants without regions, where it is a text. */
  readonly variants?: readonly DreVariant[] | string;
  readonly requires_ultrasound_regions?: boolean;
}

export interface RegionTables {
  readonly ctp: readonly Signature[];
  readonly stanford: readonly Signature[];
  readonly deid: readonly DeidLabel[];
  readonly dicomDre: readonly DreRule[];
}
