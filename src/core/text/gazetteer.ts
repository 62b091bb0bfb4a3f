// Given names, family names and places of the world; read from the generated tables when first asked for.
import { decodeWords } from './frontCoding.js';
import * as tables from './names.generated.js';

export interface Gazetteer {
  readonly given: ReadonlySet<string>;
  readonly family: ReadonlySet<string>;
  /** Of one word or several, with single spaces. */
  readonly places: ReadonlySet<string>;
}

let loaded: Gazetteer | undefined;

/** Folded names. */
export function gazetteer(): Gazetteer {
  loaded ??= {
    given: decodeWords(tables.given),
    family: decodeWords(tables.family),
    places: decodeWords(tables.places),
  };
  return loaded;
}
