// The device rules that come with the program: some five hundred, of which an object can meet a few. What it is made by and
// how large it is leaves out most of them, and objects alike in that share the answer.
import { answer, type ObjectFacts, testsOf } from './condition.js';
import { RULES, SOURCES, TESTS } from './generated/devices.generated.js';
import type { AttributePattern, Condition, DeviceRule, Policy } from './policy.js';

type Texts = readonly (readonly string[] | undefined)[];

/** Goes up when the rules change: part of the digest of a policy that uses them. */
export const KNOWN_DEVICES_VERSION = 1;

/** What the rules ask most: by their answers the others need not be asked. */
const FIRST: readonly AttributePattern[] = [0x00080060, 0x00080070, 0x00081090, 0x00280010, 0x00280011].map(single);
const ROWS = 0x00280010;

/** A run has a few kinds of images; more than this comes from files made to cost memory. */
const MOST_REMEMBERED = 256;

const NONE: readonly DeviceRule[] = [];

interface Candidate {
  readonly rule: DeviceRule;
  /** What has still to be asked; true where nothing has. */
  readonly when: true | Condition;
}

/** Rules that an object may meet, and what has to be read of it to tell. */
interface Candidates {
  readonly rules: readonly Candidate[];
  readonly asks: readonly AttributePattern[];
}

function single(value: number): AttributePattern {
  return { value, mask: 0xffffffff, parents: [] };
}

function step(text: string): AttributePattern {
  const value = Number.parseInt(text.replaceAll('x', '0'), 16);
  const mask = Number.parseInt(text.replaceAll(/[^x]/g, 'f').replaceAll('x', '0'), 16);
  return { value, mask };
}

function testOf(line: string, patterns: Map<string, AttributePattern>): Condition {
  const [way = '', op = '', ...words] = line.split(' ');
  const steps = way.split('.').map(step);
  const last = steps.at(-1);
  const attribute = patterns.get(way) ?? { value: 0, mask: 0, ...last, parents: steps.slice(0, -1) };
  // One object for each attribute: answers are kept by it.
  patterns.set(way, attribute);
  return { kind: 'test', attribute, op: op as Extract<Condition, { kind: 'test' }>['op'], value: words.join(' ') };
}

/** `(1&!2&(3|4))` over tests by their numbers. */
function conditionOf(text: string, tests: readonly Condition[]): Condition {
  let at = 0;
  const next = (): Condition => {
    if (text[at] === '!') {
      at++;
      return { kind: 'not', of: next() };
    }
    if (text[at] !== '(') {
      const digits = /^\d+/.exec(text.slice(at, at + 6))?.[0] ?? '';
      at += Math.max(1, digits.length);
      return tests[Number(digits)] ?? { kind: 'any', of: [] };
    }
    const of: Condition[] = [];
    let kind: 'all' | 'any' = 'all';
    for (at++; text[at - 1] !== ')'; at++) {
      of.push(next());
      if (text[at] === '|') kind = 'any';
      if (at >= text.length) break;
    }
    return { kind, of };
  };
  return next();
}

function ruleOf(line: string, at: number, tests: readonly Condition[]): DeviceRule {
  const [from = '', condition = '', areas = '', ...label] = line.split(' ');
  const sources = [...from].map((digit) => SOURCES[Number(digit)] ?? '');
  return {
    label: label.join(' '),
    when: conditionOf(condition, tests),
    regions: areas.split(';').map((area) => {
      const [x = 0, y = 0, width = 0, height = 0] = area.split(',').map(Number);
      return { kind: 'blank', area: [x, y, width, height] };
    }),
    origin: `known devices ${at + 1}, ${sources.join(' and ')}`,
  };
}

let made: readonly DeviceRule[] | undefined;

/** All of them; read at first use. */
export function knownDevices(): readonly DeviceRule[] {
  if (made !== undefined) return made;
  const patterns = new Map(FIRST.map((pattern) => [pattern.value.toString(16).padStart(8, '0'), pattern]));
  const tests = TESTS.map((line) => testOf(line, patterns));
  made = RULES.map((line, at) => ruleOf(line, at, tests));
  return made;
}

/** True where a policy blanks what devices are known to burn in: as it says, else with the option that cleans pixels. */
export function usesKnownDevices({ knownDevices: said, options }: Policy): boolean {
  return said ?? options.includes('clean-pixel-data');
}

/** What is left to ask once {@link FIRST} is answered; true or false where nothing is. */
function rest(condition: Condition, facts: ObjectFacts): boolean | Condition {
  if (condition.kind === 'test') {
    return FIRST.includes(condition.attribute) ? (answer(condition, facts) ?? condition) : condition;
  }
  if (condition.kind === 'not') {
    const inner = rest(condition.of, facts);
    return typeof inner === 'boolean' ? !inner : { kind: 'not', of: inner };
  }
  const stops = condition.kind === 'any';
  const of: Condition[] = [];
  for (const part of condition.of) {
    const one = rest(part, facts);
    if (one === stops) return stops;
    if (typeof one !== 'boolean') of.push(one);
  }
  const [only] = of;
  if (only === undefined) return !stops;
  return of.length === 1 ? only : { kind: condition.kind, of };
}

function candidatesOf(facts: ObjectFacts): Candidates {
  const asks = new Set<AttributePattern>();
  const rules: Candidate[] = [];
  for (const rule of knownDevices()) {
    const when = rest(rule.when, facts);
    if (when === false) continue;
    rules.push({ rule, when });
    if (when !== true) for (const { attribute } of testsOf(when)) asks.add(attribute);
  }
  return { rules, asks: [...asks] };
}

const remembered = new Map<string, Candidates>();

/** By the answers to {@link FIRST}. */
function candidates(texts: readonly Texts[]): Candidates {
  const key = JSON.stringify(texts);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const byPattern = new Map(FIRST.map((pattern, at) => [pattern, texts[at] ?? []]));
  const found = candidatesOf({ complete: true, texts: (pattern) => byPattern.get(pattern) ?? [] });
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, found);
  return found;
}

/**
 * The rules that an object meets; none where it has no rows, and so no image to blank. `read` reads attributes of it: those that most rules ask, then those that the rules left
 * over ask. Where nobody can say whether a rule holds, it does.
 */
export async function metDevices(
  read: (patterns: readonly AttributePattern[]) => readonly Texts[] | Promise<readonly Texts[]>,
): Promise<readonly DeviceRule[]> {
  const first = await read(FIRST);
  const rows = first[FIRST.findIndex(({ value }) => value === ROWS)] ?? [];
  if (rows.length === 0) return NONE;
  const { rules, asks } = candidates(first);
  if (rules.length === 0) return NONE;
  const texts = new Map(FIRST.map((pattern, at) => [pattern, first[at] ?? []]));
  if (asks.length > 0) {
    const more = await read(asks);
    for (const [at, pattern] of asks.entries()) texts.set(pattern, more[at] ?? []);
  }
  const facts: ObjectFacts = { complete: true, texts: (pattern) => texts.get(pattern) ?? [] };
  const met = rules.filter(({ when }) => when === true || answer(when, facts) !== false);
  return met.map(({ rule }) => rule);
}
