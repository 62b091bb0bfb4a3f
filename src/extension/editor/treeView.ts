// How one editor shows a tree: what the user asked for, what a filter opened for them, where things are. No vscode here.
import type { ViewState } from '../../protocol.js';
import {
  computeView,
  isFiltering,
  marksOf,
  nextFinding,
  openedByFilter,
  openedFor,
  placeInView,
  reopened,
  stillThere,
  type View,
} from './computeView.js';
import { type Haystack, wordsIn } from './haystack.js';
import type { TreeModel } from './treeModel.js';

export interface ViewSource {
  readonly model: TreeModel;
  readonly haystack: () => Promise<Haystack>;
}

export interface Found {
  /** In the list. */
  readonly place: number;
  readonly path: string;
  /** Something was opened for it: the list is another one. */
  readonly opened: boolean;
}

export interface TreeView {
  readonly view: () => View;
  readonly model: () => TreeModel;
  /** What the user wants to see now. A filter opens what its hits lie in; what it opened closes with it. */
  set(wanted: ViewState): Promise<void>;
  /** As it was saved: nothing opens by itself. */
  restore(saved: ViewState): Promise<void>;
  /** The same way of showing, of another object or another plan. */
  show(source: ViewSource): Promise<void>;
  find(from: number, backwards: boolean): Found | undefined;
  /** Undefined where there is no such row, or where the filter hides it. */
  locate(path: string): Found | undefined;
  marks(): readonly number[];
}

export async function createTreeView(first: ViewSource, state: ViewState): Promise<TreeView> {
  let source = first;
  let view = await compute(source, state);
  /** What was open before a filter opened more. */
  let before: readonly string[] | undefined;

  const reveal = (place: number): Found => {
    const opened = placeInView(view, place) < 0;
    if (opened) view = reopened(source.model, view, openedFor(source.model, view, place));
    return { place: placeInView(view, place), path: source.model.keys[place] ?? '', opened };
  };
  return {
    view: () => view,
    model: () => source.model,
    async set(wanted) {
      const { state: known } = view;
      const other = wanted.filter.trim() !== known.filter.trim() || wanted.onlyIdentifying !== known.onlyIdentifying;
      if (!other) {
        view = await compute(source, wanted, view);
        return;
      }
      if (!isFiltering(known)) before = known.expanded;
      const basis = { ...wanted, expanded: before ?? wanted.expanded };
      view = await compute(source, basis, view);
      if (isFiltering(wanted)) view = reopened(source.model, view, openedByFilter(source.model, view));
      else before = undefined;
    },
    async restore(saved) {
      view = await compute(source, { ...saved, expanded: stillThere(source.model, saved.expanded) }, view);
    },
    async show(next) {
      source = next;
      const { state: known } = view;
      view = await compute(source, { ...known, expanded: stillThere(source.model, known.expanded) });
    },
    find(from, backwards) {
      const place = nextFinding(source.model, view, from, backwards);
      return place === undefined ? undefined : reveal(place);
    },
    locate(path) {
      const place = source.model.placeOf.get(path);
      return place === undefined || view.passes[place] !== 1 ? undefined : reveal(place);
    },
    marks: () => marksOf(source.model, view),
  };
}

async function compute({ model, haystack }: ViewSource, state: ViewState, known?: View): Promise<View> {
  if (state.filter.trim() === '') return computeView(model, state, () => true, known);
  return computeView(model, state, wordsIn(state.filter, await haystack(), model), known);
}
