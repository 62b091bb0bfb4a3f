// Outline and folding: sections, the labels and rules in them, and runs of comment lines.
import { movedSpan } from '../line.js';
import type { Line, RecipeTree, Span, Statement } from '../syntax.js';

export type SymbolKind = 'section' | 'label' | 'group' | 'rule' | 'setting' | 'recipe' | 'region' | 'test';

export interface OutlineSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** What is shown as chosen. */
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

interface Open {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly detail: string;
  readonly start: number;
  end: number;
  readonly selection: Span;
  readonly children: OutlineSymbol[];
}

function textOf({ text }: RecipeTree, { read, by }: Line): string {
  const { start, end } = read.words;
  return text.slice(start + by, end + by);
}

const LEAVES: Readonly<Partial<Record<Statement['kind'], SymbolKind>>> = {
  action: 'rule',
  admission: 'rule',
  member: 'rule',
  setting: 'setting',
  profile: 'setting',
  option: 'setting',
  include: 'recipe',
  region: 'region',
  condition: 'test',
};

function leaf(tree: RecipeTree, line: Line, kind: SymbolKind): OutlineSymbol {
  const span = movedSpan(line.read.words, line.by);
  const name = textOf(tree, line);
  return { kind, name, detail: '', span, selection: span, children: [] };
}

function closed({ start, end, ...open }: Open): OutlineSymbol {
  return { ...open, span: { start, end } };
}

/** In the order of the text. */
export function outline(tree: RecipeTree): readonly OutlineSymbol[] {
  const top: OutlineSymbol[] = [];
  let section: Open | undefined;
  let label: Open | undefined;
  const closeLabel = (): void => {
    if (label !== undefined) (section?.children ?? top).push(closed(label));
    label = undefined;
  };
  const closeSection = (): void => {
    closeLabel();
    if (section !== undefined) top.push(closed(section));
    section = undefined;
  };
  for (const line of tree.lines) {
    const { statement } = line.read;
    if (statement === undefined) continue;
    const { start, end } = line.span;
    const selection = movedSpan(line.read.words, line.by);
    if (statement.kind === 'section') {
      closeSection();
      const kind = statement.section?.kind === 'fields' || statement.section?.kind === 'values' ? 'group' : 'section';
      section = { kind, name: textOf(tree, line), detail: '', start, end, selection, children: [] };
      continue;
    }
    if (statement.kind === 'label') {
      closeLabel();
      label = {
        kind: 'label',
        name: statement.name?.text ?? 'LABEL',
        detail: 'LABEL',
        start,
        end,
        selection,
        children: [],
      };
    } else {
      const kind = LEAVES[statement.kind];
      const found = kind === undefined ? undefined : leaf(tree, line, kind);
      if (found !== undefined) (label?.children ?? section?.children ?? top).push(found);
    }
    if (label !== undefined) label.end = end;
    if (section !== undefined) section.end = end;
  }
  closeSection();
  return top;
}

/** Lines from 0; the first one stays visible. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'section' | 'comment' | 'region';
}

export function folding(tree: RecipeTree): readonly Fold[] {
  const folds: Fold[] = [];
  const regions: number[] = [];
  let section = -1;
  let label = -1;
  let comment = -1;
  let last = -1;
  const close = (start: number, kind: Fold['kind'], end = last): void => {
    if (start >= 0 && end > start) folds.push({ start, end, kind });
  };
  const endComment = (number: number): void => {
    close(comment, 'comment', number - 1);
    comment = -1;
  };
  for (const { number, read } of tree.lines) {
    const { statement } = read;
    if (statement === undefined) {
      const text = read.tokenCount === 0 ? '' : read.token(0).text;
      if (/^#\s*region\b/i.test(text)) {
        endComment(number);
        regions.push(number);
      } else if (/^#\s*endregion\b/i.test(text)) {
        endComment(number);
        close(regions.pop() ?? -1, 'region', number);
      } else if (text === '') endComment(number);
      else if (comment < 0) comment = number;
      continue;
    }
    endComment(number);
    if (statement.kind === 'section' || statement.kind === 'label') {
      close(label, 'section');
      label = statement.kind === 'label' ? number : -1;
    }
    if (statement.kind === 'section') {
      close(section, 'section');
      section = number;
    }
    last = number;
  }
  endComment(tree.lines.length);
  close(label, 'section');
  close(section, 'section');
  return folds.sort((a, b) => a.start - b.start || b.end - a.end);
}
