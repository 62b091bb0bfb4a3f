// The independent check of an output against its original: a second reader, every byte searched, nothing taken from the plan.
import type { Residue } from '../kernel/format.js';
import type { Issue } from '../kernel/issue.js';
import type { Source } from '../kernel/source.js';
import type { Codecs } from '../pixels/codecPort.js';
import { type IsOwn, notApplied } from './actionable.js';
import { type Alignment, alignTables, comparePixels } from './align.js';
import { checkKept } from './checkKept.js';
import { endedLikeCopy } from './cutOriginal.js';
import { loadSecondReader } from './dcmjs.js';
import { findDisguised } from './disguised.js';
import { encodedSearch } from './encodedValues.js';
import { compareIcons } from './icons.js';
import { isRulesOnly, type Rules } from './identifier.js';
import { findShortWords, planSearch, type SearchPlan, searchIdentifiers } from './identifierSearch.js';
import { rulesFor } from './objectRules.js';
import { extendedTruth, untrueTables } from './offsetTables.js';
import { type Opened, openObject } from './opened.js';
import { gatherFacts, type OriginalFacts } from './originalFacts.js';
import type { RawElement } from './rawReader.js';
import { rawValues } from './rawValues.js';
import { contentOf } from './readElement.js';
import type { FoundPart } from './redacted.js';
import { requiredType } from './requiredType.js';
import { type AttributeType, checkMeta, notWorse, type Presence } from './validity.js';
import { NOTHING_CHECKED, type ReaderName, type VerifyReport } from './verifyReport.js';

export interface VerifyOptions {
  /** What the output is measured by. */
  readonly policy: Rules;
  /** Tells a value that the run's own identity made, so that an original that was clean already is not held against the output. */
  readonly isOwn?: IsOwn;
  /** Stands in for PS3.3's attribute Types. */
  readonly typeOf?: AttributeType;
  /** True where pixels were redacted: they are then searched, and not compared. */
  readonly pixelsMayChange?: boolean;
  /** `none`: device rules of the recipe were not carried out, and pixels are to be as they were. */
  readonly pixels?: 'auto' | 'all' | 'none';
  /** For compressed frames of which some pixels are not as they were. */
  readonly codecs?: Codecs;
  /** Where in the original's image something was found and taken out; asked where pixels are not as they were. */
  readonly found?: (original: Source) => Promise<readonly FoundPart[]>;
}

/**
 * Checks `output` against `original`. Never throws on what the files hold; memory does not grow with pixel data.
 * Matches in pixel data count from 8 characters on: see bytePlace.ts for what that leaves to chance.
 */
export async function verifyOutput(original: Source, output: Source, options: VerifyOptions): Promise<VerifyReport> {
  const reader = await loadSecondReader();
  const whole = await openObject(original, reader);
  const after = await openObject(output, reader);
  const ended = whole && after && (await endedLikeCopy(whole, after));
  const before = ended === undefined ? whole : await openObject(ended, reader);
  const issues: Issue[] = [];
  if (before === undefined || after === undefined) {
    const which = before === undefined ? 'original' : 'output';
    // Not a clean bill: what can't be read can't be trusted, and callers go by the residue.
    const found = { code: 'not-readable', message: `no data elements can be read from the ${which}` };
    return {
      verdict: 'unreadable',
      residue: [found],
      issues: [{ ...found, severity: 'error' }],
      checks: NOTHING_CHECKED,
    };
  }
  issues.push(...readerIssues('original', before), ...readerIssues('output', after));

  const { typeOf = requiredType } = options;
  const isOwn = options.isOwn ?? (() => false);
  const { vrOf } = reader;
  const { rules, devices: named } = await rulesFor(options.policy, before, vrOf);
  const devices = options.pixels === 'none' ? [] : named;
  const facts = await gatherFacts(before, rules, vrOf, isOwn, typeOf);
  const plan = planSearch(facts.wanted, reader.words());
  const alignment = alignTables(before.table, after.table);
  const check: Check = { before, after, vrOf, rules, isOwn, facts, plan, alignment, ...gatherFound() };
  const { add, doubt } = check;

  const values = await checkValues(check);
  const search = await searchIdentifiers(plan, {
    output: after.source,
    table: after.table,
    vrOf,
    mayStand: mayStand(check),
    unchanged: (index) => values.unchanged[index] === 1,
  });
  search.residue.forEach(add);
  search.doubtful.forEach(doubt);
  const pixels = await checkPixels(check, devices, original, options);
  pixels.residue.forEach(add);
  const isFree = (index: number): boolean => facts.free[index] === 1;
  (await compareIcons(before.source, after.source, before.table, alignment.pairs, isFree)).forEach(add);
  const kept = await checkKept({
    original: before,
    output: after,
    alignment,
    free: facts.free,
    standing: facts.standing,
    plan,
    vrOf,
    redacted: pixels.redacted,
    untrueTable: (await extendedTruth(before.source, before.table)) === 'untrue',
    asksForValues: rules.holds !== undefined,
    ended: ended !== undefined,
  });
  kept.residue.forEach(add);
  for (const found of worsened(facts, values.presence, alignment)) add(found);
  for (const found of await checkMeta(before, after, !isRulesOnly(rules), pixels.redacted)) add(found);
  if (!isRulesOnly(rules)) for (const found of await untrueTables(after.source, after.table)) add(found);
  if (!after.table.complete && before.table.complete) {
    add({ code: 'output-broken', message: `the output can't be read beyond offset ${after.table.end}` });
  }

  const { residue, doubtful } = check;
  return {
    verdict: residue.size > 0 ? 'residue' : 'clean',
    residue: [...residue.values()],
    issues: [
      ...issues,
      ...pixels.issues,
      ...doubtful.values(),
      ...(values.unread === undefined ? [] : [values.unread]),
    ],
    checks: {
      originalReader: readerName(before),
      outputReader: readerName(after),
      identifiersSearched: plan.searched,
      formsSearched: plan.needles.length,
      identifiersAmbiguous: plan.ambiguous,
      matchesDismissed: search.chance,
      bytesSearched: after.source.size,
      attributesChecked: after.table.elements.length,
      elementsCompared: kept.compared,
      textsShortened: kept.shortened,
      pixelBytesCompared: pixels.bytes,
      requiredChecked: facts.required.size,
    },
  };
}

/** What the parts of the check share, and where they put what they find: each thing once. */
interface Check extends Found {
  readonly before: Opened;
  readonly after: Opened;
  readonly vrOf: (tag: number) => string | undefined;
  readonly rules: Rules;
  readonly isOwn: IsOwn;
  readonly facts: OriginalFacts;
  readonly plan: SearchPlan;
  readonly alignment: Alignment;
}

interface Found {
  readonly residue: Map<string, Residue>;
  readonly doubtful: Map<string, Issue>;
  readonly add: (found: Residue | undefined) => void;
  readonly doubt: (issue: Issue) => void;
}

function gatherFound(): Found {
  const residue = new Map<string, Residue>();
  const doubtful = new Map<string, Issue>();
  return {
    residue,
    doubtful,
    add: (found) => {
      if (found !== undefined) residue.set(`${found.code}:${found.message}`, found);
    },
    doubt: (issue) => {
      doubtful.set(issue.message, issue);
    },
  };
}

/** Whether an identifier may stand in an element of the output, as it stood in its twin. */
function mayStand({ facts, alignment }: Check): (index: number, isPrivate: boolean) => boolean {
  return (index, isPrivate) => (facts.standing[alignment.twins[index] ?? -1] ?? 0) >= (isPrivate ? 2 : 1);
}

interface CheckedValues {
  /** 1 for each element of the output whose value is that of its twin. */
  readonly unchanged: Uint8Array;
  readonly presence: ReadonlyMap<number, Presence>;
  /** What is encoded and could not be read. */
  readonly unread: Issue | undefined;
}

/** Every value of the output, one after the other. */
async function checkValues(check: Check): Promise<CheckedValues> {
  const { before, after, vrOf, rules, isOwn, facts, plan, alignment, add, doubt } = check;
  const stands = mayStand(check);
  const unchanged = new Uint8Array(after.table.elements.length);
  const presence = new Map<number, Presence>();
  const encoded = encodedSearch(plan, after);
  for await (const value of rawValues(after.source, after.table, vrOf)) {
    const twin = alignment.twins[value.index] ?? -1;
    const content = facts.contents.get(twin);
    if (content !== undefined && content === contentOf(value)) unchanged[value.index] = 1;
    if (facts.required.has(twin)) presence.set(twin, value.filled ? 'filled' : 'empty');
    add(notApplied(value, content, rules, before.sopClass, isOwn));
    if (stands(value.index, (value.tag & 0x10000) !== 0)) continue;
    const short = findShortWords(plan, value);
    short.residue.forEach(add);
    short.doubtful.forEach(doubt);
    findDisguised(plan, value).forEach(add);
    add(await encoded.find(value));
  }
  for (const element of after.second?.elements ?? []) {
    add(notApplied(element, facts.secondContents.get(element.path), rules, before.sopClass, isOwn));
  }
  return { unchanged, presence, unread: encoded.issue() };
}

async function checkPixels(
  { before, after, rules, alignment }: Check,
  devices: Awaited<ReturnType<typeof rulesFor>>['devices'],
  original: Source,
  { pixelsMayChange, found, codecs }: VerifyOptions,
): ReturnType<typeof comparePixels> {
  if (pixelsMayChange) return { residue: [], issues: [], bytes: 0, redacted: false };
  // The table of PS3.15 leaves pixel data alone; the user may have it removed or emptied.
  const staysWhole = ({ tag, vr }: RawElement): boolean => {
    const action = rules.decide({ tag, vr, parents: [], sopClass: before.sopClass })?.action ?? 'K';
    return action === 'K' || action === 'C';
  };
  return await comparePixels(
    before.source,
    after.source,
    { original: before.table, output: after.table },
    alignment.pairs,
    staysWhole,
    devices,
    async () => (await found?.(original)) ?? [],
    codecs,
  );
}

function readerName(opened: Opened): ReaderName {
  if (opened.second === undefined) return 'tokenizer';
  return opened.second.lenient ? 'dcmjs-lenient' : 'dcmjs';
}

function readerIssues(which: 'original' | 'output', opened: Opened): Issue[] {
  if (opened.second === undefined) {
    const message = `dcmjs can't read the ${which}: it was checked with a tokenizer of ours alone`;
    return [{ code: 'second-reader-failed', severity: 'warning', message }];
  }
  if (!opened.second.lenient) return [];
  const message = `dcmjs reads the ${which} only by ignoring errors, and may leave elements out`;
  return [{ code: 'second-reader-lenient', severity: 'info', message }];
}

/** Attributes inside a sequence that is itself gone are not missed one by one. */
function worsened(facts: OriginalFacts, presence: ReadonlyMap<number, Presence>, alignment: Alignment): Residue[] {
  const missing = new Set(alignment.missing);
  const found: Residue[] = [];
  for (const [index, required] of facts.required) {
    const now = presence.get(index) ?? (missing.has(index) ? 'absent' : undefined);
    const residue = now === undefined ? undefined : notWorse(required, now);
    if (residue !== undefined) found.push(residue);
  }
  return found;
}
