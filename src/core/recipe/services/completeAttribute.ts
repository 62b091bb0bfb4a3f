// Completion of attributes: keywords and tags of PS3.6, sets of attributes, private creators and their elements.
import { creatorsOf, privateBlock } from '../../dictionary/privateEntries.js';
import type { Span } from '../syntax.js';
import { type AttributeName, findAttributes } from './attributeNames.js';
import type { Completion, Completions } from './completion.js';
import type { Facts } from './facts.js';
import { WORDS } from './wordList.js';

function ofAttribute(found: AttributeName, byTag: boolean): Completion {
  const action = found.action === '' ? '' : `  ${found.action}`;
  return {
    kind: 'attribute',
    label: byTag ? found.tag : found.keyword,
    detail: byTag ? `${found.keyword}  ${found.vr}${action}` : `${found.tag} ${found.vr}${action}`,
    about: found.name,
    insert: byTag ? found.tag : found.keyword,
    ...(byTag ? { filter: `${found.tag} ${found.digits}` } : {}),
    ...(found.retired ? { deprecated: true } : {}),
  };
}

const SETS: readonly Completion[] = WORDS.filter(({ kind }) => kind === 'expander').map(
  ({ word, about, parameters }) => ({
    kind: 'keyword',
    label: word,
    detail: parameters.map(({ label }) => label).join(''),
    about,
    insert: word,
  }),
);

/** `sets`: where a set of attributes may stand, not a single one alone. */
export function completeAttribute(span: Span, typed: string, sets: boolean): Completions {
  const byTag = typed.startsWith('(') || /^[0-9]/.test(typed);
  const { names, more } = findAttributes(typed);
  const letters = typed.toLowerCase();
  const offered = sets && !byTag ? SETS.filter(({ label }) => label.toLowerCase().startsWith(letters)) : [];
  return { span, items: [...names.map((found) => ofAttribute(found, byTag)), ...offered], incomplete: more };
}

/** Creators that the workspace's files name come first, then those that are known for the group. */
export function completeCreator(text: string, span: Span, facts: Facts): Completions {
  const before = text.slice(Math.max(0, span.start - 16), span.start);
  const group = Number.parseInt(/([0-9a-f]{4})\s*,\s*$/i.exec(before)?.[1] ?? '', 16);
  const open = text[span.start] === '"';
  const end = open && text[span.end] === '"' ? span.end + 1 : span.end;
  const item = (creator: string, detail: string): Completion => ({
    kind: 'creator',
    label: creator,
    detail,
    insert: `"${creator}"`,
    filter: open ? `"${creator}` : creator,
  });
  const known = Number.isNaN(group) ? [] : creatorsOf(group).filter((creator) => !facts.creators.includes(creator));
  return {
    span: { start: span.start, end },
    items: [
      ...facts.creators.map((creator) => item(creator, 'in this workspace')),
      ...known.map((creator) => item(creator, 'known')),
    ],
    incomplete: false,
  };
}

export function completeElement(group: number, creator: string): readonly Completion[] {
  return [...privateBlock(creator, group)].map(([element, { name, vr }]) => {
    const digits = element.toString(16).toUpperCase().padStart(2, '0');
    return { kind: 'attribute', label: digits, detail: `${name} ${vr}`, insert: digits };
  });
}
