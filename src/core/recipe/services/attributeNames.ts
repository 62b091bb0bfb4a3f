// Every attribute of PS3.6 that a recipe may name, made ready once for completion: a keystroke must not wait for it.
import { attribute } from '../../dictionary/dictionary.js';
import { repeatingEntries, tagsByKeyword } from '../../dictionary/standardEntries.js';
import { formatTag } from '../../dictionary/tag.js';
import { actionRow } from '../../policy/actionTable.js';
import { formatPattern } from '../../policy/claims.js';

export interface AttributeName {
  readonly keyword: string;
  /** In small letters. */
  readonly folded: string;
  readonly tag: string;
  /** The digits of the tag alone. */
  readonly digits: string;
  readonly name: string;
  readonly vr: string;
  readonly retired: boolean;
  /** The Basic Profile's code, or empty. */
  readonly action: string;
}

let names: readonly AttributeName[] | undefined;

/** In the order of their tags. */
export function attributeNames(): readonly AttributeName[] {
  if (names !== undefined) return names;
  const single = [...tagsByKeyword().values()].flatMap((tag): AttributeName[] => {
    const known = attribute(tag);
    if (known === undefined || known.keyword === '') return [];
    const written = formatTag(tag);
    return [
      {
        keyword: known.keyword,
        folded: known.keyword.toLowerCase(),
        tag: written,
        digits: written.replaceAll(/[(),]/g, '').toLowerCase(),
        name: known.name,
        vr: known.vr,
        retired: known.retired,
        action: actionRow(tag)?.basic ?? '',
      },
    ];
  });
  const repeating = repeatingEntries().map(({ value, mask, keyword, vrs, retired }): AttributeName => {
    const written = formatPattern({ value, mask });
    return {
      keyword,
      folded: keyword.toLowerCase(),
      tag: written,
      digits: written.replaceAll(/[(),]/g, '').toLowerCase(),
      name: keyword.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2'),
      vr: vrs.slice(0, 2),
      retired,
      action: actionRow(value)?.basic ?? '',
    };
  });
  names = [...single, ...repeating];
  return names;
}

const MOST = 200;

/** How well typed letters name an attribute: smaller is better, undefined is not at all. */
function rank(name: AttributeName, typed: string): number | undefined {
  if (name.folded.startsWith(typed)) return name.action === '' ? 1 : 0;
  const at = name.folded.indexOf(typed);
  if (at < 0) return undefined;
  const begin = name.keyword.charAt(at);
  return begin >= 'A' && begin <= 'Z' ? 2 : 3;
}

/** The attributes that typed letters or digits may mean, best first; `more` where there are others. */
export function findAttributes(typed: string): { readonly names: readonly AttributeName[]; readonly more: boolean } {
  const all = attributeNames();
  if (typed.startsWith('(') || /^[0-9]/.test(typed)) {
    const digits = typed
      .replace(/^0x/i, '')
      .replaceAll(/[(),\s]/g, '')
      .toLowerCase();
    const found = all.filter((name) => name.digits.startsWith(digits));
    return { names: found.slice(0, MOST), more: found.length > MOST };
  }
  const letters = typed.toLowerCase();
  const ranked: AttributeName[][] = [[], [], [], []];
  for (const name of all) {
    const place = letters === '' ? (name.action === '' ? undefined : 0) : rank(name, letters);
    if (place !== undefined) ranked[place]?.push(name);
  }
  const found = ranked.flat();
  return { names: found.slice(0, MOST), more: letters === '' || found.length > MOST };
}
