// What the filter looks through: tag, keyword, name, value, category. Values are read once, when words are first typed.
import { CATEGORIES } from '../../core/kernel/finding.js';
import type { Matches } from './computeView.js';
import type { TreeModel } from './treeModel.js';

/** So much of a value is looked through. */
export const SEARCHED_LENGTH = 200;

/** In lower case, by row. In memory only, and gone with the editor. */
export type Haystack = readonly string[];

/** @param value reads a row's value; only asked for rows that have one */
export async function gatherHaystack(
  { shown }: TreeModel,
  value: (place: number) => string | Promise<string>,
): Promise<Haystack> {
  const texts: string[] = [];
  for (const [place, { row }] of shown.entries()) {
    const hex = row.tag.toString(16).padStart(8, '0');
    const tag = `(${hex.slice(0, 4)},${hex.slice(4)}) ${hex}`;
    const bare = row.items !== undefined || row.item !== undefined || row.length === 0;
    const read = bare ? '' : value(place);
    const text = typeof read === 'string' ? read : await read;
    texts.push(`${tag}\n${row.keyword}\n${row.name}\n${row.creator ?? ''}\n${text}`.toLowerCase());
  }
  return texts;
}

/** True for rows in which every word of `filter` occurs. */
export function wordsIn(filter: string, haystack: Haystack, model: TreeModel): Matches {
  const words = filter
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const categories = words.map((word) => new Set<string>(CATEGORIES.filter((category) => category.includes(word))));
  return (place) => {
    const text = haystack[place] ?? '';
    return words.every(
      (word, index) =>
        text.includes(word) || categories[index]?.has(model.shown[place]?.finding?.category ?? '') === true,
    );
  };
}
