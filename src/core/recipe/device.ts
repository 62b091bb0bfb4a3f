// The labels of a %filter as device rules: for which objects, and which parts of the image.
import type { Condition, DeviceRule } from '../policy/policy.js';
import { addCondition, type Chain, chainCondition, emptyChain, isNever, joined, negated } from './condition.js';
import { movedSpan } from './line.js';
import { conditionOfLine, originOf, regionOfLine } from './perLine.js';
import { unquoted } from './quoting.js';
import { createRecorder, type Report } from './report.js';
import type { Line, Span, Statement, Test, Token } from './syntax.js';

type Region = DeviceRule['regions'][number];
type RegionStatement = Extract<Statement, { kind: 'region' }>;
type AnyRegion = Region | { readonly kind: 'blank' | 'keep'; readonly area: 'ultrasound-regions' };

/** What stands below a LABEL. */
interface Draft {
  readonly label: string;
  readonly line: Line;
  readonly origin: string;
  readonly chain: Chain;
  /** Undefined while there is none. */
  regions: AnyRegion[] | undefined;
  tests: number;
}

const ULTRASOUND = new Set(['sequenceofultrasoundregions', '(0018,6011)', '00186011', '0x00186011']);
const MOST = 1_000_000;

function numberOf({ kind, text }: Token): number {
  const value = kind === 'number' ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) && value >= 0 && value <= MOST ? value : Number.NaN;
}

function rectangle(verb: RegionStatement['verb'], numbers: readonly Token[]): Region['area'] | undefined {
  const [first, second, third, fourth] = numbers;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) return undefined;
  if (numbers.length > 4) return undefined;
  const [x, y, c, d] = [numberOf(first), numberOf(second), numberOf(third), numberOf(fourth)];
  const [width, height] = verb.startsWith('ctp') ? [c, d] : [c - x, d - y];
  // What is no number is not even larger than nothing.
  return x >= 0 && y >= 0 && width > 0 && height > 0 ? [x, y, width, height] : undefined;
}

function regionOf(line: Line, { verb, numbers }: RegionStatement, report: Report): AnyRegion | undefined {
  const kind = verb.includes('keep') ? 'keep' : 'blank';
  const [first] = numbers;
  if (first !== undefined && numbers.length === 1) {
    const word = first.text.toLowerCase();
    if (word === 'all') return { kind, area: 'all' };
    if (/^(?:from|outside):/.test(word)) {
      const area = word.startsWith('outside:') ? 'outside-ultrasound-regions' : 'ultrasound-regions';
      if (ULTRASOUND.has(word.slice(word.indexOf(':') + 1))) return { kind, area };
      const message = 'regions can be taken from:SequenceOfUltrasoundRegions, or outside: of it, alone';
      report.add('unknown-attribute', 'error', message, first.span);
      return undefined;
    }
  }
  const area = rectangle(verb, numbers);
  if (area !== undefined) return { kind, area };
  if (numbers.every(({ kind: each }) => each === 'number')) {
    const form = verb.startsWith('ctp') ? 'left,top,width,height' : 'xmin,ymin,xmax,ymax';
    report.add(
      'bad-coordinates',
      'error',
      `${verb} takes ${form}, with some width and height, or all`,
      line.read.firstWord,
    );
  }
  return undefined;
}

/** Gathers the labels of one recipe. */
export interface Labels {
  close(): void;
  /** What is said of it is said of the line as it was read. */
  take(line: Line, statement: Statement): void;
  /** What is said now is said of where the labels stand. */
  rules(): readonly DeviceRule[];
}

/** @param file named in the origin of the rules */
export function gatherLabels(report: Report, file: string): Labels {
  const recorder = createRecorder(report);
  const tolerantRecorder = createRecorder(tolerant(report));
  const drafts: Draft[] = [];
  let open: Draft | undefined;

  const takeRegion = (draft: Draft, line: Line, statement: RegionStatement): void => {
    const region = regionOfLine(line, recorder, (own) => regionOf(line, statement, own));
    if (region === undefined) return;
    if (draft.regions === undefined) draft.regions = [region];
    else draft.regions.push(region);
  };
  const takeTests = (draft: Draft, line: Line, tests: readonly Test[]): void => {
    const [first] = tests;
    if (first?.join === undefined && draft.tests > 0) {
      report.add(
        'no-operator',
        'warning',
        'tests without an operator are joined by +, as pydicom deid does it; write + or ||',
        line.read.firstWord,
      );
    }
    draft.tests++;
    addCondition(draft.chain, first?.join ?? 'and', conditionOfLine(line, tests, tolerantRecorder));
  };
  return {
    close() {
      open = undefined;
    },
    take(line, statement) {
      if (statement.kind === 'label') {
        const label = unquoted(statement.name?.text ?? '');
        const origin = originOf(file, line.number);
        open = { label, line, origin, chain: emptyChain(), regions: undefined, tests: 0 };
        drafts.push(open);
      } else if (open === undefined) {
        const message = 'LABEL with a name comes first: it begins the rule';
        report.add('missing-label', 'error', message, line.read.firstWord);
      } else if (statement.kind === 'region') takeRegion(open, line, statement);
      else if (statement.kind === 'condition' && statement.tests.length > 0) takeTests(open, line, statement.tests);
    },
    rules: () => painted(drafts, report),
  };
}

/** An attribute that DICOM does not have is in no object: pydicom deid asks for it all the same. */
function tolerant(report: Report): Report {
  return {
    add: (code, severity, message, span) =>
      report.add(code, code === 'unknown-attribute' ? 'warning' : severity, message, span),
  };
}

function isRegion(region: AnyRegion): region is Region {
  return region.area !== 'ultrasound-regions';
}

/** Blanks some part of the image, whatever else the label says. */
function isPlain(region: AnyRegion): region is Region {
  return isRegion(region) && region.kind === 'blank';
}

function overlap(a: AnyRegion['area'], b: AnyRegion['area']): boolean {
  if (typeof a === 'string' || typeof b === 'string') return true;
  return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
}

/** deid paints line after line, so that what is covered later is not kept. */
function withoutCovered(regions: readonly AnyRegion[], line: Line, report: Report): readonly AnyRegion[] {
  if (!regions.some(({ kind }) => kind === 'keep')) return regions;
  const kept = regions.filter(
    ({ kind, area }, at) =>
      kind === 'blank' || !regions.slice(at + 1).some((later) => later.kind === 'blank' && overlap(later.area, area)),
  );
  if (kept.length < regions.length) {
    report.add(
      'keep-covered',
      'warning',
      'a later line covers what is kept here: put keepcoordinates behind coordinates',
      spanOf(line),
    );
  }
  return kept;
}

/** Where a label's first word stands now. */
function spanOf({ read, by }: Line): Span {
  return movedSpan(read.firstWord, by);
}

/**
 * deid paints label after label into one mask. A rule of ours stands for itself, so what a later label keeps of an
 * image that an earlier one covers is settled here.
 */
function painted(drafts: readonly Draft[], report: Report): readonly DeviceRule[] {
  let rules: DeviceRule[] = [];
  for (const draft of drafts) {
    const { label, origin, line, regions } = draft;
    const when = chainCondition(draft.chain);
    if (regions === undefined) {
      report.add(
        'flag-only',
        'info',
        'this label names no coordinates: in pydicom deid it marks images for other programs; here it does nothing. DENY leaves objects out',
        spanOf(line),
      );
      continue;
    }
    if (isNever(when)) continue;
    // Nearly all labels are such.
    if (regions.every(isPlain)) {
      rules.push({ label, when, regions, origin });
      continue;
    }
    const own = withoutCovered(regions, line, report).filter(isRegion);
    const fromUltrasound = regions.filter((region) => !isRegion(region));
    const covers = own.some(({ kind, area }) => kind === 'blank' && area === 'all');
    if (fromUltrasound.some(({ kind }) => kind === 'blank')) {
      own.push({ kind: 'blank', area: 'all' }, { kind: 'keep', area: 'outside-ultrasound-regions' });
    } else if (fromUltrasound.length > 0 && covers) {
      const rest = own.filter(({ kind, area }) => kind !== 'blank' || area !== 'all');
      rules.push({
        label,
        when,
        regions: [{ kind: 'blank', area: 'outside-ultrasound-regions' }, ...rest],
        origin,
      });
      continue;
    } else if (fromUltrasound.length > 0) {
      rules = keptFromEarlier(rules, when);
      if (own.length === 0) continue;
    }
    if (own.every(({ kind }) => kind === 'keep')) {
      report.add(
        'keeps-nothing',
        'warning',
        'this label keeps a part of what no line of its own covers: it takes nothing out of other labels',
        spanOf(line),
      );
      continue;
    }
    rules.push({ label, when, regions: own, origin });
  }
  return rules;
}

/** Earlier rules that cover the whole image, split by whether the later label holds too. */
function keptFromEarlier(rules: readonly DeviceRule[], when: Condition): DeviceRule[] {
  return rules.flatMap((rule) => {
    if (!rule.regions.some(({ kind, area }) => kind === 'blank' && area === 'all')) return [rule];
    const both = joined('all', [rule.when, when]);
    const alone = joined('all', [rule.when, negated(when)]);
    const regions = rule.regions.map((region) =>
      region.kind === 'blank' && region.area === 'all'
        ? { kind: 'blank' as const, area: 'outside-ultrasound-regions' as const }
        : region,
    );
    const split: DeviceRule[] = [];
    if (!isNever(both)) split.push({ ...rule, when: both, regions });
    if (!isNever(alone)) split.push({ ...rule, when: alone });
    return split;
  });
}
