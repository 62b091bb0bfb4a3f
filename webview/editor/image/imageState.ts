// What an image pane knows and does: the frame on the screen, how it is shown, and what changes that.
import { type ComputedRef, computed, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import type { Mapping } from '../../../src/core/pixels/grey.js';
import type { Frame, ValueWindow } from '../../../src/protocol.js';
import { createFilm } from './film.js';
import { frameStock } from './frames.js';
import type { ImagePaneProps, ImageView } from './props.js';
import { shownMapping } from './shownMapping.js';
import { clampZoom, type Extent, inSight, type Place, placeOf, shiftFor } from './viewport.js';

export interface ImageState {
  readonly view: Ref<ImageView>;
  /** The frame on the screen: the last one until the wanted one is here. */
  readonly shown: ShallowRef<Frame | undefined>;
  readonly waiting: ComputedRef<boolean>;
  readonly reason: Ref<string | undefined>;
  readonly choice: ComputedRef<string>;
  /** In force; undefined for colour and before a frame is here. */
  readonly mapping: ComputedRef<Mapping | undefined>;
  readonly playing: Ref<boolean>;
  readonly pane: Ref<Extent>;
  readonly extent: ComputedRef<Extent>;
  readonly place: ComputedRef<Place>;
  readonly aspect: ComputedRef<number>;
  change(patch: Partial<ImageView>): void;
  goTo(index: number, round?: boolean): void;
  play(on: boolean): void;
  window(window: ValueWindow): void;
  /** Scale by `factor` around a point of the pane; its middle where none is given. */
  zoomBy(factor: number, x?: number, y?: number): void;
  zoomTo(scale: number): void;
  pan(dx: number, dy: number): void;
  stop(): void;
}

const FIRST: ImageView = { index: 0, zoom: 0, x: 0, y: 0, inverted: false, overlays: true, preset: '' };

export function createImageState(props: ImagePaneProps): ImageState {
  const view = ref<ImageView>({ ...FIRST, ...props.view });
  const shown = shallowRef<Frame>();
  const reason = ref<string>();
  const pane = ref<Extent>({ width: 0, height: 0 });
  const stock = frameStock(
    (message) => props.post(message),
    () => props.facts.frames,
    () => {
      settle();
      if (reason.value !== undefined) film.play(false);
    },
  );
  let direction: 1 | -1 = 1;

  const aspect = computed(() => props.facts.aspect ?? 1);
  const extent = computed(() => ({
    width: shown.value?.columns ?? (props.facts.columns || 1),
    height: (shown.value?.rows ?? (props.facts.rows || 1)) * aspect.value,
  }));
  const place = computed(() => placeOf(pane.value, extent.value, view.value.zoom, view.value.x, view.value.y));
  const { choice, mapping } = shownMapping(() => props.facts, view, shown);
  const waiting = computed(
    () => props.facts.cannotDraw === undefined && reason.value === undefined && shown.value?.index !== view.value.index,
  );

  function change(patch: Partial<ImageView>): void {
    view.value = { ...view.value, ...patch };
    props.remember?.(view.value);
  }

  /** Puts the wanted frame on the screen if it is here. */
  function settle(): void {
    const { index } = view.value;
    const frame = stock.get(index);
    reason.value = frame === undefined ? stock.reason(index) : undefined;
    if (frame !== undefined) shown.value = frame;
    else if (reason.value !== undefined) shown.value = undefined;
  }

  function want(): void {
    if (props.facts.cannotDraw !== undefined) return;
    stock.want(view.value.index, direction);
    settle();
  }

  function goTo(index: number, round = false): void {
    const last = props.facts.frames - 1;
    const next = round ? (index + last + 1) % (last + 1) : Math.min(last, Math.max(0, index));
    if (next === view.value.index) return;
    direction = index < view.value.index ? -1 : 1;
    change({ index: next });
    want();
  }

  const film = createFilm({
    frames: () => props.facts.frames,
    rate: () => props.facts.framesPerSecond,
    waiting: () => waiting.value,
    next: () => goTo(view.value.index + 1, true),
  });

  function zoomTo(scale: number, x = pane.value.width / 2, y = pane.value.height / 2): void {
    const zoom = clampZoom(scale);
    const shift = shiftFor(pane.value, extent.value, place.value, zoom, x, y);
    change({ zoom, ...inSight(pane.value, extent.value, zoom, shift.x, shift.y) });
  }

  watch(
    () => props.frame,
    (frame) => {
      if (frame === undefined) return;
      stock.arrived(frame);
      settle();
    },
  );
  watch(
    () => props.noFrame,
    (answer) => {
      if (answer === undefined) return;
      stock.failed(answer.index, answer.reason);
    },
  );
  // The file or the recipe changed: what is on the screen stays until its successor is here.
  watch(
    () => props.facts,
    (facts) => {
      stock.forget();
      reason.value = undefined;
      if (view.value.index >= facts.frames) change({ index: 0 });
      want();
    },
  );
  if (view.value.index >= props.facts.frames || view.value.index < 0) view.value = { ...view.value, index: 0 };
  if (props.frame !== undefined) stock.arrived(props.frame);
  want();

  return {
    view,
    shown,
    waiting,
    reason,
    choice,
    mapping,
    playing: film.playing,
    pane,
    extent,
    place,
    aspect,
    change,
    goTo,
    play: film.play,
    window: ({ center, width }) => change({ preset: 'own', center, width }),
    zoomBy: (factor, x, y) => zoomTo(place.value.scale * factor, x, y),
    zoomTo: (scale) => zoomTo(scale),
    pan(dx, dy) {
      const { zoom, x, y } = view.value;
      // Where the image fits, moving it begins from there.
      const scale = zoom === 0 ? place.value.scale : zoom;
      const from = zoom === 0 ? { x: 0, y: 0 } : { x, y };
      change({ zoom: scale, ...inSight(pane.value, extent.value, scale, from.x + dx, from.y + dy) });
    },
    stop: () => film.play(false),
  };
}
