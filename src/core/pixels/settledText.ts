// The record of what was settled about images, as a file has it: digests, rectangles and frames, no value of a file.
import type { Box } from './boxes.js';
import type { RegionKind } from './detection.js';
import type { SettledObject, SettledRegion } from './settled.js';

export interface SettledRecord {
  /** See `settledCheck`. */
  readonly check: string;
  readonly objects: readonly SettledObject[];
}

const FORMAT = 'medimagecleaner-regions-1';
const KINDS: ReadonlySet<unknown> = new Set<RegionKind>(['text', 'face', 'barcode', 'graphics', 'device', 'drawn']);
/** More than anybody draws. */
const MOST = 100_000;

export function settledText({ check, objects }: SettledRecord): string {
  const kept = objects.filter(({ regions }) => regions.length > 0);
  return `${JSON.stringify({ format: FORMAT, check, objects: kept }, undefined, 1)}\n`;
}

/** Undefined for what is no such record, or is damaged: nobody knows then what was settled. */
export function readSettled(text: string): SettledRecord | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(parsed) || parsed['format'] !== FORMAT) return undefined;
  const { check, objects } = parsed;
  if (typeof check !== 'string' || !Array.isArray(objects) || objects.length > MOST) return undefined;
  const read = objects.map(objectOf);
  return read.every((one) => one !== undefined) ? { check, objects: read } : undefined;
}

function objectOf(value: unknown): SettledObject | undefined {
  if (!isRecord(value)) return undefined;
  const { scope, digest, regions } = value;
  if ((scope !== 'file' && scope !== 'series') || typeof digest !== 'string' || !Array.isArray(regions))
    return undefined;
  const read = regions.map(regionOf);
  return read.every((one) => one !== undefined) ? { scope, digest, regions: read } : undefined;
}

function regionOf(value: unknown): SettledRegion | undefined {
  if (!isRecord(value)) return undefined;
  const { fate, kind, box, frames } = value;
  if ((fate !== 'take' && fate !== 'keep') || !KINDS.has(kind) || !isBox(box)) return undefined;
  if (frames === undefined) return { fate, kind: kind as RegionKind, box };
  if (!Array.isArray(frames) || !frames.every(isRange)) return undefined;
  return { fate, kind: kind as RegionKind, box, frames };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isBox(value: unknown): value is Box {
  if (!isNumbers(value, 4)) return false;
  const [left = 0, top = 0, right = 0, bottom = 0] = value;
  return left < right && top < bottom;
}

function isRange(value: unknown): value is readonly [number, number] {
  return isNumbers(value, 2) && (value[0] ?? 0) <= (value[1] ?? -1);
}

function isNumbers(value: unknown, count: number): value is readonly number[] {
  return Array.isArray(value) && value.length === count && value.every((one) => Number.isSafeInteger(one) && one >= 0);
}
