// What the page knows of regions and does with them: which one is chosen, what is being drawn, what was settled, and what takes it back.
import { type ComputedRef, computed, type Ref, ref, shallowRef, watch } from 'vue';
import type { Box, RegionEntry, RegionsState, ScopedRegion, SettledScope, ToHost } from '../../../src/protocol.js';
import { changed, NO_HISTORY, redone, type Step, undone } from './history.js';

export interface RegionDesk {
  readonly state: ComputedRef<RegionsState | undefined>;
  /** Those of the frame on the screen. */
  readonly inFrame: ComputedRef<readonly RegionEntry[]>;
  readonly chosen: ComputedRef<RegionEntry | undefined>;
  /** Dragging draws rectangles, in place of setting the window. */
  readonly drawing: Ref<boolean>;
  /** What is under the hand: its place in `settled`, or -1 for a new one. */
  readonly draft: Ref<{ readonly place: number; readonly box: Box } | undefined>;
  readonly canUndo: ComputedRef<boolean>;
  readonly canRedo: ComputedRef<boolean>;
  choose(id: string | undefined): void;
  add(box: Box): void;
  reshape(entry: RegionEntry, box: Box): void;
  remove(entry: RegionEntry): void;
  /** The other way round than the recipe has it, or as the recipe has it again. */
  overrule(entry: RegionEntry): void;
  scope(entry: RegionEntry, scope: SettledScope): void;
  /** Of the frame on the screen only, or of all. */
  frames(entry: RegionEntry, onlyThis: boolean): void;
  toDevice(entry: RegionEntry): void;
  undo(): void;
  redo(): void;
}

export interface DeskOptions {
  readonly regions: () => RegionsState | undefined;
  readonly index: () => number;
  readonly post: (message: ToHost) => void;
}

/** Drawn by hand, so that it can be moved; what was found lies where it lies. */
export function isDrawn(entry: RegionEntry): boolean {
  return entry.kind === 'drawn' && entry.settled !== undefined;
}

export function createRegionDesk({ regions, index, post }: DeskOptions): RegionDesk {
  const state = computed(regions);
  const settled = (): readonly ScopedRegion[] => state.value?.settled ?? [];
  const drawing = ref(false);
  const draft: RegionDesk['draft'] = ref();
  const chosenId = ref<string>();
  const history = shallowRef(NO_HISTORY);
  /** A rectangle that was sent and is not in the list yet. */
  let awaited: string | undefined;
  const chosen = computed(() => state.value?.entries.find(({ id }) => id === chosenId.value));
  const inFrame = computed(
    () =>
      state.value?.entries.filter(
        ({ frames }) => frames === undefined || frames.some(([a, b]) => a <= index() && index() <= b),
      ) ?? [],
  );
  watch(state, (now) => {
    draft.value = undefined;
    const fresh = now?.entries.find(({ kind, box }) => kind === 'drawn' && box.join() === awaited);
    if (fresh !== undefined) chosenId.value = fresh.id;
    awaited = undefined;
  });

  function send(next: readonly ScopedRegion[]): void {
    post({ kind: 'settle', regions: next });
  }
  function change(next: readonly ScopedRegion[]): void {
    history.value = changed(history.value, settled());
    send(next);
  }
  function back(step: Step | undefined): void {
    if (step === undefined) return;
    history.value = step.history;
    send(step.settled);
  }
  const replace = (place: number, region: ScopedRegion): readonly ScopedRegion[] =>
    settled().map((one, at) => (at === place ? region : one));

  return {
    state,
    inFrame,
    chosen,
    drawing,
    draft,
    canUndo: computed(() => history.value.before.length > 0),
    canRedo: computed(() => history.value.after.length > 0),
    choose: (id) => {
      chosenId.value = id;
    },
    add(box) {
      awaited = box.join();
      draft.value = { place: -1, box };
      change([...settled(), { fate: 'take', kind: 'drawn', box, scope: 'file' }]);
    },
    reshape({ settled: place = -1, box: old }, box) {
      const region = settled()[place];
      if (region === undefined || old.join() === box.join()) return;
      awaited = box.join();
      draft.value = { place, box };
      change(replace(place, { ...region, box }));
    },
    remove({ settled: place }) {
      if (place !== undefined) change(settled().filter((_one, at) => at !== place));
    },
    overrule({ settled: place, kind, box, frames, goes }) {
      if (place !== undefined) return change(settled().filter((_one, at) => at !== place));
      change([
        ...settled(),
        { fate: goes ? 'keep' : 'take', kind, box, scope: 'file', ...(frames === undefined ? {} : { frames }) },
      ]);
    },
    scope({ settled: place = -1 }, scope) {
      const region = settled()[place];
      if (region !== undefined && region.scope !== scope) change(replace(place, { ...region, scope }));
    },
    frames({ settled: place = -1 }, onlyThis) {
      const region = settled()[place];
      if (region === undefined) return;
      const { frames: _frames, ...rest } = region;
      awaited = region.box.join();
      change(replace(place, onlyThis ? { ...rest, frames: [[index(), index()]] } : rest));
    },
    toDevice({ settled: place }) {
      if (place !== undefined) post({ kind: 'to-device', settled: place });
    },
    undo: () => back(undone(history.value, settled())),
    redo: () => back(redone(history.value, settled())),
  };
}
