// The numbers of a score, from judged cases.
import { type Dimension, groupsOf } from './groups.js';
import { type JudgedCase, type JudgedPhrase, NOTHING, WHOLE } from './judgeCase.js';

export interface PhraseTally {
  readonly phrases: number;
  readonly covered: number;
  readonly missed: number;
}

export interface Tally {
  readonly cases: number;
  readonly all: PhraseTally;
  readonly strong: PhraseTally;
  readonly groups: Readonly<Partial<Record<Dimension, Readonly<Record<string, PhraseTally>>>>>;
  readonly identifying: { readonly phrases: number; readonly removed: number; readonly readable: number };
  readonly unknown: { readonly phrases: number; readonly removed: number };
  readonly technical: { readonly phrases: number; readonly kept: number };
  /** Share of the image taken out around no phrase, mean over cases with text. */
  readonly needless: number;
  readonly clean: {
    readonly images: number;
    readonly boxes: number;
    readonly otherBoxes: number;
    readonly area: number;
  };
  /** Regions taken for a face or a bar code where there are none, in cases with text. */
  readonly otherBoxes: number;
  readonly msPerMegapixel: number;
  readonly troubles: number;
  readonly changedOutside: number;
  readonly unfilled: number;
}

/** From this contrast on nothing may be missed. */
const STRONG = 40;

export interface Extra {
  /** Identifying phrases that a reader could read in the output. */
  readonly readable: number;
  /** Objects of which a pixel outside the regions changed. */
  readonly changedOutside: number;
  /** Objects of which a pixel inside is not filled. */
  readonly unfilled: number;
}

export function tallyOf(cases: readonly JudgedCase[], extra: Extra): Tally {
  const judged = cases.filter(({ examined }) => examined.trouble === undefined);
  const pairs = judged.flatMap((one) => one.phrases.map((phrase) => ({ phrase, burned: one.burned })));
  const groups: Partial<Record<Dimension, Record<string, PhraseTally>>> = {};
  const by = new Map<string, { dimension: Dimension; group: string; phrases: JudgedPhrase[] }>();
  for (const { phrase, burned } of pairs) {
    for (const [dimension, group] of Object.entries(groupsOf(phrase.phrase, burned)) as [Dimension, string][]) {
      const entry = by.get(`${dimension}/${group}`) ?? { dimension, group, phrases: [] };
      by.set(`${dimension}/${group}`, entry);
      entry.phrases.push(phrase);
    }
  }
  for (const { dimension, group, phrases } of by.values()) {
    groups[dimension] ??= {};
    groups[dimension][group] = phraseTally(phrases);
  }
  const phrases = pairs.map(({ phrase }) => phrase);
  const of = (kind: string): readonly JudgedPhrase[] => phrases.filter(({ phrase }) => phrase.class === kind);
  const removed = (some: readonly JudgedPhrase[]): number => some.filter((one) => one.removed >= WHOLE).length;
  const clean = judged.filter((one) => one.phrases.length === 0);
  const written = judged.filter((one) => one.phrases.length > 0);
  const pixels = judged.reduce((sum, { burned }) => sum + burned.width * burned.height * burned.frames.length, 0);
  return {
    cases: cases.length,
    all: phraseTally(phrases),
    strong: phraseTally(phrases.filter(({ phrase }) => phrase.contrast >= STRONG)),
    groups,
    identifying: {
      phrases: of('identifying').length,
      removed: removed(of('identifying')),
      readable: extra.readable,
    },
    unknown: { phrases: of('unknown').length, removed: removed(of('unknown')) },
    technical: {
      phrases: of('technical').length,
      kept: of('technical').filter((one) => one.removed < NOTHING).length,
    },
    needless: mean(written.map((one) => one.needless)),
    clean: {
      images: clean.length,
      boxes: clean.reduce((sum, one) => sum + one.boxes, 0),
      otherBoxes: clean.reduce((sum, one) => sum + one.otherBoxes, 0),
      area: mean(clean.map((one) => one.needless)),
    },
    otherBoxes: written.reduce((sum, one) => sum + one.otherBoxes, 0),
    msPerMegapixel: (judged.reduce((sum, { examined }) => sum + examined.ms, 0) / Math.max(1, pixels)) * 1e6,
    troubles: cases.length - judged.length,
    changedOutside: extra.changedOutside,
    unfilled: extra.unfilled,
  };
}

function phraseTally(phrases: readonly JudgedPhrase[]): PhraseTally {
  return {
    phrases: phrases.length,
    covered: phrases.filter(({ found }) => found >= WHOLE).length,
    missed: phrases.filter(({ found }) => found < NOTHING).length,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
