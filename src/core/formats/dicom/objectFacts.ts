// What a recipe's conditions, groups of values and lookup tables ask of an object, read before anything is decided.
import { isPrivate, isPrivateCreator } from '../../dictionary/tag.js';
import { type Attributed, matches } from '../../policy/attributeMatch.js';
import type { ObjectFacts } from '../../policy/condition.js';
import type { AttributePattern, Policy } from '../../policy/policy.js';
import { textsOf } from './attributeTexts.js';
import type { CharacterSet } from './charset/characterSet.js';
import { type Element, findElement } from './element.js';
import type { DicomObject } from './read.js';
import type { Encoding } from './syntax.js';
import { charsetOf, plainValue } from './visit.js';

type Texts = readonly (readonly string[] | undefined)[];

/** A data set or item, with what is needed to read it. */
interface Level {
  readonly elements: readonly Element[];
  readonly charset: CharacterSet;
  readonly encoding: Encoding;
}

/** The elements of a level that a pattern names, whatever their place. */
async function named(
  { window }: DicomObject,
  pattern: AttributePattern,
  level: Level,
  groups: Policy,
): Promise<Element[]> {
  const { parents: _parents, ...bare } = pattern;
  const creators = new Map<number, string>();
  const found: Element[] = [];
  for (const element of level.elements) {
    const { tag, vr } = element;
    if (isPrivateCreator(tag)) creators.set(tag, await plainValue(window, level.elements, tag));
    const block = ((tag & 0xffff0000) | ((tag & 0xffff) >>> 8)) >>> 0;
    const it: Attributed = isPrivate(tag)
      ? { tag: (tag & 0xffff00ff) >>> 0, vr, creator: creators.get(block) ?? '', parents: [] }
      : { tag, vr, parents: [] };
    if (matches(bare, it, groups)) found.push(element);
  }
  return found;
}

/** At the top of the object, or in the sequences that the pattern names. */
async function read(object: DicomObject, pattern: AttributePattern, top: Level, groups: Policy): Promise<Texts> {
  if (pattern.value >>> 16 === 0x0002 && pattern.creator === undefined) {
    const value = object.opening.meta.get(pattern.value & 0xffff);
    return value === undefined ? [] : [value.split('\\').map((one) => one.trim())];
  }
  let levels: readonly Level[] = [top];
  for (const parent of pattern.parents ?? []) {
    const inner: Level[] = [];
    for (const level of levels) {
      for (const sequence of await named(object, parent, level, groups)) {
        for (const { elements, encoding } of sequence.items ?? []) {
          inner.push({ elements, encoding, charset: await charsetOf(object.window, elements, level.charset) });
        }
      }
    }
    levels = inner;
  }
  const texts: (readonly string[] | undefined)[] = [];
  for (const level of levels) {
    for (const element of await named(object, pattern, level, groups)) {
      texts.push(await textsOf(object.window, element, level.charset, level.encoding));
    }
  }
  return texts;
}

/** Answers to all that `asked` names. @param directory its records tell of many objects, none of which is it */
export async function objectFacts(
  object: DicomObject,
  charset: CharacterSet,
  asked: readonly AttributePattern[],
  policy: Policy,
  directory: boolean,
): Promise<ObjectFacts> {
  const { elements, encoding } = object.table;
  const top = { elements, encoding, charset };
  const answers = new Map<AttributePattern, Texts>();
  for (const pattern of asked)
    if (!answers.has(pattern)) answers.set(pattern, await read(object, pattern, top, policy));
  return { complete: !directory, texts: (pattern) => answers.get(pattern) ?? [] };
}

function isPlain({ value, mask, parents = [], only, creator }: AttributePattern): boolean {
  const single = mask === 0xffffffff && only === undefined && creator === undefined;
  return single && parents.length === 0 && value > 0x0002ffff;
}

/** Reads single attributes at the top of an object, which is looked through once; others as {@link objectFacts} does. */
export function topReader(
  object: DicomObject,
  charset: CharacterSet,
  policy: Policy,
): (patterns: readonly AttributePattern[]) => readonly Texts[] | Promise<readonly Texts[]> {
  const { elements, encoding } = object.table;
  let sorted: boolean | undefined;
  const of = (tag: number): readonly Element[] => {
    sorted ??= elements.every((element, at) => at === 0 || (elements[at - 1]?.tag ?? 0) < element.tag);
    if (!sorted) return elements.filter((element) => element.tag === tag);
    let low = 0;
    let high = elements.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const element = elements[middle];
      if (element === undefined || element.tag === tag) return element === undefined ? [] : [element];
      if (element.tag < tag) low = middle + 1;
      else high = middle - 1;
    }
    return [];
  };
  return (patterns) => {
    const texts: (readonly string[] | undefined | Promise<readonly string[]>)[][] = [];
    const others: AttributePattern[] = [];
    let waits = false;
    for (const pattern of patterns) {
      if (!isPlain(pattern)) others.push(pattern);
      const found = isPlain(pattern)
        ? of(pattern.value).map((element) => textsOf(object.window, element, charset, encoding))
        : [];
      waits ||= found.some((each) => each instanceof Promise);
      texts.push(found);
    }
    if (!waits && others.length === 0) return texts as Texts[];
    return (async () => {
      const facts = await objectFacts(object, charset, others, policy, false);
      return Promise.all(
        patterns.map((pattern, at) => (isPlain(pattern) ? Promise.all(texts[at] ?? []) : facts.texts(pattern))),
      );
    })();
  };
}

/** The key by which an object's row is found in a lookup table; empty where it has none. */
export async function lookupKey(object: DicomObject, charset: CharacterSet, tag: number): Promise<string> {
  const { elements, encoding } = object.table;
  const element = findElement(elements, tag);
  const texts = element === undefined ? undefined : await textsOf(object.window, element, charset, encoding);
  return texts?.[0] ?? '';
}
