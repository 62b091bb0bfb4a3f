// Institutions, places and addresses as word sequences, of which a distinctive part is proof enough.
import { flatten, foldVariants } from './fold.js';
import type { SpanCategory } from './textSpan.js';
import { tokenise } from './tokens.js';
import { type WordLevel, wordLevel } from './vocabulary.js';

export interface Phrase {
  readonly category: SpanCategory;
  readonly rule: string;
  readonly length: number;
  /** Only words that say nothing alone, and numbers. */
  readonly common: boolean;
}

export interface PhraseWord {
  readonly phrase: number;
  readonly index: number;
  readonly level: WordLevel | 'number' | 'acronym';
}

export interface PhraseIndex {
  readonly phrases: readonly Phrase[];
  readonly words: ReadonlyMap<string, readonly PhraseWord[]>;
  readonly hasNumbers: boolean;
  /** Parts in scripts without spaces. */
  readonly cjk: readonly { readonly text: string; readonly phrase: number }[];
}

/** Words of institutions and addresses that say nothing alone. */
const generic = new Set(
  `hospital hospitals hopital clinic clinics clinica clinique klinik kliniken klinikum krankenhaus spital ospedale ziekenhuis sykehus sjukhus sygehus szpital hospitalier universitatsklinikum universitatsklinik universitatsspital universitat university
  universite universidad universita universitair college school centre center centro centrum zentrum institute institut instituto istituto medical medicine medizin medico health healthcare care general memorial regional community county city state national federal royal saint st santa san
  north south east west central northern southern eastern western great greater new old upper lower department dept abteilung service radiology radiologie radiologia imaging diagnostic diagnostics oncology cancer cardiology pediatric childrens children women womens veterans affairs va nhs trust foundation
  infirmary group associates practice partners network system systems services laboratory lab unit ward outpatient emergency surgery praxis gemeinschaftspraxis mvz street st road rd avenue ave lane ln drive dr court ct place pl square sq boulevard blvd way terrace close park row hill end flat apt apartment suite
  springs spring creek hollow valley ridge river lake falls heights village town beach bay island port harbor harbour grove meadow meadows forest field fields bridge mill mills church main green gardens floor building house box po strasse str allee weg platz gasse ring rue via calle plaza piazza straat laan plein cho chome shi ku the of and for at in de du des la le les del der die das und et y e da do dos am an im zu zum usa us uk germany deutschland france italia italy espana spain japan china canada australia`.split(
    /\s+/,
  ),
);

/** Indexes the phrases. Codes of states and the like, two letters long, count only beside other words of the phrase. */
export function indexPhrases(
  items: readonly { readonly value: string; readonly category: SpanCategory; readonly rule: string }[],
): PhraseIndex {
  const phrases: Phrase[] = [];
  const words = new Map<string, PhraseWord[]>();
  const cjk: { text: string; phrase: number }[] = [];
  let hasNumbers = false;
  for (const { value, category, rule } of items) {
    const flat = flatten(value);
    const tokens = tokenise(flat);
    const phrase = phrases.length;
    let index = 0;
    let common = true;
    let initials = '';
    for (const token of tokens) {
      if (token.kind === 'cjk') {
        if (token.fold.length >= 3) cjk.push({ text: token.fold, phrase });
        continue;
      }
      const level =
        token.kind === 'number'
          ? 'number'
          : generic.has(token.fold) || token.fold.length < 3
            ? 'technical'
            : wordLevel(token.fold);
      if (level === 'plain' || level === 'guarded') common = false;
      if (level === 'number') hasNumbers = true;
      for (const fold of token.kind === 'number' ? [token.fold] : foldVariants(flat.slice(token.start, token.end))) {
        addWord(words, fold, { phrase, index, level });
      }
      if (token.kind === 'word' && token.capital) initials += token.fold.slice(0, 1);
      index += 1;
    }
    phrases.push({ category, rule, length: index, common });
    if (category === 'institution' && initials.length >= 3 && initials.length <= 6 && wordLevel(initials) === 'plain') {
      addWord(words, initials, { phrase, index: -1, level: 'acronym' });
    }
  }
  return { phrases, words, cjk, hasNumbers };
}

function addWord(words: Map<string, PhraseWord[]>, fold: string, word: PhraseWord): void {
  const entries = words.get(fold);
  if (entries === undefined) words.set(fold, [word]);
  else entries.push(word);
}
