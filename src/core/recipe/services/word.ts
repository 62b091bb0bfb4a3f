// What is known of a word of the recipe language, and what several words take.

export type WordKind =
  | 'section'
  | 'statement'
  | 'action'
  | 'operator'
  | 'region'
  | 'member'
  | 'function'
  /** Of pydicom deid, written `deid_func:NAME`. */
  | 'deid-function'
  | 'expander';

/** Where a line may stand that begins with the word: `top` is before the first section. */
export type Place = 'top' | 'header' | 'filter' | 'fields' | 'values' | 'labels';

export interface Parameter {
  readonly label: string;
  readonly about: string;
}

export interface Word {
  readonly kind: WordKind;
  readonly word: string;
  readonly about: string;
  /** What follows, in order. */
  readonly parameters: readonly Parameter[];
  readonly places: readonly Place[];
  /** What completion writes, with `$1` where the cursor goes; the word itself where there is none. */
  readonly snippet?: string;
}

export const ATTRIBUTE: Parameter = {
  label: 'ATTRIBUTE',
  about:
    'A keyword (`PatientID`), a tag (`(0010,0020)`, `60xx3000`), a private one with its creator ' +
    '(`(0019,"CREATOR",02)`), a path into sequences (`A.B`), or a set such as `endswith:Date` or `ALL`.',
};
export const VALUE: Parameter = {
  label: 'VALUE',
  about: 'A text, `var:NAME` for a value of the lookup table, or a function such as `pseudonym()`.',
};
export const DAYS: Parameter = {
  label: 'DAYS',
  about: 'Whole days, negative for earlier, or `var:NAME` for those of the lookup table.',
};
export const NAME = (about: string): Parameter => ({ label: 'NAME', about });

export function words(
  kind: WordKind,
  places: readonly Place[],
  rows: readonly (readonly [word: string, about: string, parameters?: readonly Parameter[], snippet?: string])[],
): readonly Word[] {
  return rows.map(([word, about, parameters = [], snippet]) => ({
    kind,
    word,
    about,
    parameters,
    places,
    ...(snippet === undefined ? {} : { snippet }),
  }));
}
