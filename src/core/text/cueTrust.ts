// Which words introduce somebody, and how far what stands behind them is trusted to be a name.
import {
  asides,
  beforeNouns,
  careRoles,
  careWords,
  germanKin,
  greetings,
  kin,
  meetings,
  messages,
  signatures,
  toWords,
  withWords,
} from './cueWords.js';
import type { Token } from './tokens.js';

/**
 * `known`: only a name of the lists will do, as German writes every noun with a capital; `any`: a word unknown to us as well; `lone`: a name of
 * the lists that is no eponym (per Okafor, and not per Fleischner).
 */
export type Trust = 'known' | 'any' | 'lone';

/** How far before `with` its verb stands. */
const VERB_REACH = 4;

type Cue = 'aside' | 'social' | 'role' | 'kin' | 'german-kin' | 'signature' | 'greeting' | 'with' | 'to' | 'of';

const CUES: ReadonlyMap<string, Cue> = new Map(
  (
    [
      ['aside', asides],
      ['role', careRoles],
      ['signature', signatures],
      ['greeting', greetings],
      ['kin', kin],
      ['german-kin', germanKin],
      ['to', toWords],
      ['with', withWords],
      ['of', new Set(['of'])],
      ['social', new Set(['worker'])],
    ] as const
  ).flatMap(([cue, words]) => [...words].map((word) => [word, cue] as const)),
);

/** How far a name behind this word is trusted; nothing where the word introduces nobody. */
export function trustOf(tokens: readonly Token[], at: number): Trust | undefined {
  const token = tokens[at];
  const cue = token === undefined ? undefined : CUES.get(token.fold);
  if (token === undefined || cue === undefined) return undefined;
  // A copy for somebody; more often cubic centimetres or the chief complaint.
  if (token.fold === 'cc') return tokens[at - 1]?.kind === 'number' ? undefined : 'known';
  // More often the right side; or a word that nouns follow too.
  if (token.fold === 'rt' || beforeNouns.has(token.fold)) return 'known';
  if (cue === 'aside') return token.capital ? undefined : 'lone';
  if (cue === 'role') return token.upper ? 'known' : undefined;
  if (cue === 'german-kin') return 'known';
  if (cue === 'kin' || cue === 'greeting') return 'any';
  // In German, where a noun may follow.
  if (cue === 'signature') return token.fold.startsWith('befundet') ? 'known' : 'any';
  if (cue === 'social') return tokens[at - 1]?.fold === 'social' ? 'any' : undefined;
  if (cue === 'of') return careWords.has(tokens[at - 1]?.fold ?? '') ? 'any' : undefined;
  if (token.capital && !token.upper) return undefined;
  const verbs = cue === 'with' ? meetings : messages;
  for (let before = at - 1; before >= Math.max(0, at - VERB_REACH); before -= 1) {
    if (verbs.has(tokens[before]?.fold ?? '')) return token.fold === 'mit' || token.fold === 'an' ? 'known' : 'any';
  }
  return undefined;
}
