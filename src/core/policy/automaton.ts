// What a pattern is made of, and the automaton that answers it: all ways through at once, each character looked at once.

export type CharacterTest = (code: number) => boolean;
export type Place = 'start' | 'end' | 'word' | 'no-word';

export type Node =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };

type Step =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'fork'; a: number; b: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' };

interface Draft {
  readonly steps: Step[];
  calls: number;
}

const MOST_STEPS = 5000;
const MOST_CALLS = 50_000;

/** Why a pattern can't be one, in words that follow "the pattern". */
export class Unfit extends Error {}

export const digit: CharacterTest = (code) => code >= 0x30 && code <= 0x39;
export const word: CharacterTest = (code) =>
  digit(code) || code === 0x5f || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

function emit(node: Node, draft: Draft): void {
  // Calls are counted too: a repeated nothing adds no step.
  if (draft.steps.length > MOST_STEPS || ++draft.calls > MOST_CALLS) throw new Unfit('is too large');
  switch (node.kind) {
    case 'character':
    case 'place':
      draft.steps.push(node);
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, draft);
      return;
    case 'choice':
      emitChoice(node.parts, draft);
      return;
    case 'repeat':
      emitRepeat(node, draft);
      return;
  }
}

function emitChoice(parts: readonly Node[], draft: Draft): void {
  const ends: { kind: 'jump'; to: number }[] = [];
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1) {
      emit(part, draft);
      break;
    }
    const fork = { kind: 'fork' as const, a: draft.steps.length + 1, b: 0 };
    draft.steps.push(fork);
    emit(part, draft);
    const end = { kind: 'jump' as const, to: 0 };
    ends.push(end);
    draft.steps.push(end);
    fork.b = draft.steps.length;
  }
  for (const end of ends) end.to = draft.steps.length;
}

function emitRepeat({ part, min, max }: Extract<Node, { kind: 'repeat' }>, draft: Draft): void {
  for (let count = 0; count < min; count++) emit(part, draft);
  if (max === Number.POSITIVE_INFINITY) {
    const fork = { kind: 'fork' as const, a: draft.steps.length + 1, b: 0 };
    const start = draft.steps.length;
    draft.steps.push(fork);
    emit(part, draft);
    draft.steps.push({ kind: 'jump', to: start });
    fork.b = draft.steps.length;
    return;
  }
  const forks: { kind: 'fork'; a: number; b: number }[] = [];
  for (let count = min; count < max; count++) {
    const fork = { kind: 'fork' as const, a: draft.steps.length + 1, b: 0 };
    forks.push(fork);
    draft.steps.push(fork);
    emit(part, draft);
  }
  for (const fork of forks) fork.b = draft.steps.length;
}

function holdsAt(place: Place, text: string, at: number): boolean {
  if (place === 'start') return at === 0;
  if (place === 'end') return at === text.length;
  const before = at > 0 && word(text.charCodeAt(at - 1));
  const after = at < text.length && word(text.charCodeAt(at));
  return (before !== after) === (place === 'word');
}

/** All ways through the automaton at once: as many steps per character as the automaton has, and no more. */
function run(steps: readonly Step[], text: string): boolean {
  const seen = new Int32Array(steps.length).fill(-1);
  let states: number[] = [];
  for (let at = 0; at <= text.length; at++) {
    const next: number[] = [];
    // A match may begin anywhere.
    const open = [...states, 0];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (seen[step] === at) continue;
      seen[step] = at;
      const what = steps[step];
      if (what === undefined || what.kind === 'match') return true;
      if (what.kind === 'jump') open.push(what.to);
      else if (what.kind === 'fork') open.push(what.a, what.b);
      else if (what.kind === 'place') {
        if (holdsAt(what.place, text, at)) open.push(step + 1);
      } else if (at < text.length && what.test(text.charCodeAt(at))) next.push(step + 1);
    }
    states = next;
  }
  return false;
}

/**
 * The question that a pattern asks of a text: whether it matches anywhere in it.
 * @throws Unfit for one that would become too large
 */
export function automaton(pattern: Node): (text: string) => boolean {
  const draft: Draft = { steps: [], calls: 0 };
  emit(pattern, draft);
  const steps: readonly Step[] = [...draft.steps, { kind: 'match' }];
  return (text) => run(steps, text);
}
