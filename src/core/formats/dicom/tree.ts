// The tag tree for people: one row per element and item, with what was found about it.
import type { Finding } from '../../kernel/finding.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import type { DeviceRule } from '../../policy/policy.js';
import { afterValues } from './afterValue.js';
import { characterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { findElement } from './element.js';
import { burnedInReason } from './pixelRisk.js';
import { planShown } from './plan.js';
import { type DicomObject, readObject } from './read.js';
import { EXPLICIT_LITTLE } from './syntax.js';
import { type Found, type Reading, type TreeRow, treeRows } from './treeRows.js';
import { bytesForText, valueText } from './valueText.js';
import { charsetOf, plainValue } from './visit.js';

export type { TreeRow } from './treeRows.js';

/** What an object is, in a few words of its own. */
export interface ObjectFacts {
  /** UIDs, empty where the object has none. */
  readonly sopClass: string;
  readonly transferSyntax: string;
  readonly modality: string;
  /** Values of Specific Character Set. */
  readonly characterSet: readonly string[];
  readonly hasPixels: boolean;
  /** It has a content tree (PS3.3 C.17.3). */
  readonly hasContent: boolean;
  /** Why its image may well have words in it. */
  readonly burnedIn?: string;
}

export interface Inspection {
  readonly rows: readonly TreeRow[];
  /** How many elements and items have no row, because there are too many. */
  readonly left: number;
  readonly plan: Plan;
  /** Undefined where not even the beginning of an object could be read. */
  readonly facts?: ObjectFacts;
  /** The structure that the rows were made of. */
  readonly object?: DicomObject;
  /** Rules of the recipe for parts of its image. */
  readonly devices: readonly DeviceRule[];
  /** Reads a row's value as text; bytes and long values are shortened to `longest` characters. */
  value(row: TreeRow, longest: number): Promise<string>;
  /** What will stand there, of a row that is replaced, moved, mapped, cleaned or set. */
  after(row: TreeRow, longest: number): string | undefined;
}

interface Wanted {
  /** Also rows for the file meta information. */
  readonly fileMeta?: boolean;
  /** Rows at most, besides those at the top of the object; all of them where it is not given. */
  readonly most?: number;
}

const NOTHING = { rows: [], left: 0, devices: [], value: async () => '', after: () => undefined };

/** Reads and plans an object for showing. A refused object has the rows that could be read. */
export async function inspectRows(source: Source, context: DicomContext, wanted: Wanted = {}): Promise<Inspection> {
  const { plan, edits, devices } = await planShown(source, context);
  const read = await readObject(source, true);
  const object = read.kind === 'object' ? read.object : read.partial;
  if (object === undefined) return { ...NOTHING, plan };
  const { rows, readings } = await treeRows(object, foundIn(plan), {
    fileMeta: wanted.fileMeta ?? false,
    most: wanted.most ?? Number.POSITIVE_INFINITY,
  });
  const after = afterValues(plan.findings, edits);
  const readingOf = (row: TreeRow): Reading => readings.get(row.range.offset) ?? ASCII;
  return {
    rows,
    left: Math.max(0, object.table.count - rows.length),
    plan,
    object,
    devices,
    facts: await factsOf(object),
    value: (row, longest) => textOfRow(object.window.source, row, readingOf(row), longest),
    after: (row, longest) => after(row, readingOf(row), longest),
  };
}

const ASCII: Reading = { charset: characterSet([]), encoding: EXPLICIT_LITTLE };

/** Of several findings about one value the one that changes something. */
function foundIn(plan: Plan): Found {
  const byOffset = new Map<number, Finding>();
  const byPath = new Map<string, Finding>();
  for (const finding of plan.findings) {
    const { location, range } = finding;
    if (location.kind !== 'element') continue;
    const known = range.length > 0 ? byOffset.get(range.offset) : byPath.get(location.path);
    if (known !== undefined && known.effect !== 'kept' && known.effect !== 'structure') continue;
    if (range.length > 0) byOffset.set(range.offset, finding);
    else byPath.set(location.path, finding);
  }
  const header = plan.findings.find(({ location }) => location.kind === 'region' && location.name === 'file-meta');
  return { byOffset, byPath, header };
}

async function factsOf(object: DicomObject): Promise<ObjectFacts> {
  const { window, table, sopClass, opening } = object;
  const charset = await charsetOf(window, table.elements, characterSet([]));
  const burnedIn = await burnedInReason({ window, sopClass }, table.elements);
  return {
    sopClass,
    transferSyntax: opening.transferSyntax,
    modality: await plainValue(window, table.elements, 0x00080060),
    characterSet: charset.terms,
    hasPixels: [0x7fe00010, 0x7fe00008, 0x7fe00009].some((tag) => findElement(table.elements, tag) !== undefined),
    hasContent: findElement(table.elements, 0x0040a730) !== undefined,
    ...(burnedIn === undefined ? {} : { burnedIn }),
  };
}

async function textOfRow(source: Source, row: TreeRow, reading: Reading, longest: number): Promise<string> {
  if (row.vr === 'SQ' || row.items !== undefined || row.item !== undefined || row.length === 0) return '';
  const bytes = await source.read(row.range.offset, Math.min(row.length, bytesForText(row.vr, longest)));
  return valueText(bytes, row.vr, reading.charset, reading.encoding.littleEndian, longest);
}
