// A table of any length: only the rows on the screen are in the document, each at a fixed height. The rows lie in a layer
// that stays in place while the browser scrolls an empty area behind it, so that no blank band runs ahead of a fast scroll.
import {
  computed,
  defineComponent,
  type HTMLAttributes,
  nextTick,
  onBeforeUnmount,
  onMounted,
  type PropType,
  ref,
  type VNode,
  type VNodeChild,
  watch,
  withMemo,
} from 'vue';
import { type Column, leastWidth, NARROW, template, type Widths } from './columns.js';
import { GridHead } from './GridHead.js';
import { Overview } from './Overview.js';
import { areaHeight, clampTop, isScaled, moveTop, type Scale, toPosition, topToShow } from './scrollScale.js';

const ROW_HEIGHT = 22;
const HEAD_HEIGHT = 24;
/** Rows are placed from a base that seldom changes, so that scrolling moves the layer and leaves the rows alone. */
const BASE = 500;

export interface GridHandle {
  /** Brings a row into view; with `focus`, also the keyboard. */
  show(place: number, focus: boolean): void;
  setTop(top: number): void;
}

export interface RowState {
  readonly place: number;
  readonly hovered: boolean;
  readonly active: boolean;
}

/** An element for a row. */
interface Slot {
  readonly key: number;
  readonly kept: VNode[];
}

export const VirtualGrid = defineComponent({
  props: {
    role: { type: String as PropType<'treegrid' | 'grid'>, required: true },
    label: { type: String, required: true },
    columns: { type: Array as PropType<readonly Column[]>, required: true },
    widths: { type: Object as PropType<Widths>, required: true },
    sort: { type: Object as PropType<{ by: string; descending: boolean }>, required: true },
    total: { type: Number, required: true },
    /** The row that has the keyboard; -1 for none. */
    active: { type: Number, required: true },
    marks: { type: Array as PropType<readonly number[]>, default: () => [] },
    busy: Boolean,
    /** What the rows are made of: while it is the same, a row that stays on the screen is not drawn again. */
    depends: { type: Array as PropType<readonly unknown[]>, required: true },
    /** Attributes of a row: level, expanded, classes. */
    attributes: { type: Function as PropType<(place: number) => HTMLAttributes>, required: true },
    cells: { type: Function as PropType<(row: RowState) => VNodeChild>, required: true },
    onActivate: { type: Function as PropType<(place: number) => void>, required: true },
    onSort: { type: Function as PropType<(by: string) => void>, required: true },
    onWidths: { type: Function as PropType<(widths: Widths) => void>, required: true },
    onSee: { type: Function as PropType<(first: number, last: number, top: number) => void>, required: true },
    /** Keys that the table itself has no use for. */
    onKey: { type: Function as PropType<(event: KeyboardEvent) => void>, required: true },
    onPoint: Function as PropType<
      (place: number, row: HTMLElement | undefined, event: PointerEvent | undefined) => void
    >,
  },
  setup(props, { expose }) {
    const scroller = ref<HTMLElement>();
    const top = ref(0);
    const view = ref(0);
    const narrow = ref(false);
    const hovered = ref(-1);
    /** Each row in the document, in its order: the number of its element, and what was drawn into it (a list of one). */
    let drawn: ReadonlyMap<number, Slot> = new Map();
    let slots = 0;
    let position = 0;
    let settle = 0;

    const scale = (): Scale => ({ total: props.total, rowHeight: ROW_HEIGHT, view: view.value });
    const first = computed(() => Math.floor(top.value / ROW_HEIGHT));
    const last = computed(() => Math.min(props.total - 1, Math.ceil((top.value + view.value) / ROW_HEIGHT)));

    function setTop(wanted: number): void {
      top.value = clampTop(scale(), wanted);
      const before = position;
      position = toPosition(scale(), top.value);
      // At its beginning a list need not be moved there: that would have the browser lay out everything once more.
      if (scroller.value && (before > 0 || position > 0)) scroller.value.scrollTop = position;
    }

    function scrolled(): void {
      const now = scroller.value?.scrollTop ?? 0;
      if (Math.abs(now - position) < 1) return;
      top.value = moveTop(scale(), top.value, position, now);
      position = now;
      if (!isScaled(scale())) return;
      // The thumb goes where it belongs when the hand rests.
      clearTimeout(settle);
      settle = window.setTimeout(() => setTop(top.value), 150);
    }

    function row(place: number): HTMLElement | null {
      return scroller.value?.querySelector(`[data-place="${place}"]`) ?? null;
    }

    function show(place: number, focus: boolean): void {
      setTop(topToShow(scale(), top.value, place));
      if (focus) {
        nextTick(() => row(place)?.focus({ preventScroll: true })).catch(() => undefined);
      }
    }

    expose({ show, setTop } satisfies GridHandle);

    const resize = new ResizeObserver(() => {
      narrow.value = (scroller.value?.clientWidth ?? NARROW) < NARROW;
      const height = Math.max(0, (scroller.value?.clientHeight ?? 0) - HEAD_HEIGHT);
      if (height === view.value) return;
      view.value = height;
      nextTick(() => setTop(top.value)).catch(() => undefined);
    });
    onMounted(() => scroller.value && resize.observe(scroller.value));
    onBeforeUnmount(() => {
      resize.disconnect();
      clearTimeout(settle);
    });
    watch(
      () => props.total,
      () => setTop(top.value),
      { flush: 'post' },
    );
    watch([first, last, top], () => view.value > 0 && props.onSee(first.value, last.value, top.value), {
      flush: 'post',
    });

    function move(event: KeyboardEvent): boolean {
      const page = Math.max(1, Math.floor(view.value / ROW_HEIGHT) - 1);
      const end = props.total - 1;
      const from = props.active < 0 ? first.value : props.active;
      const to = {
        ArrowDown: from + 1,
        ArrowUp: from - 1,
        PageDown: from + page,
        PageUp: from - page,
        Home: 0,
        End: end,
      }[event.key];
      if (to === undefined || event.altKey || event.metaKey || event.shiftKey || end < 0) return false;
      const place = Math.max(0, Math.min(end, to));
      props.onActivate(place);
      show(place, true);
      return true;
    }

    function pressed(event: KeyboardEvent): void {
      const target = event.target as HTMLElement;
      if (target.closest('vscode-text-field')) return;
      if (target.getAttribute('role') === 'row' && move(event)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      props.onKey(event);
    }

    function placeAt(event: Event): [number, HTMLElement | undefined] {
      const element = (event.target as HTMLElement).closest<HTMLElement>('[data-place]') ?? undefined;
      return [Number(element?.dataset['place'] ?? -1), element];
    }

    function point(event: PointerEvent): void {
      const [place, element] = placeAt(event);
      hovered.value = place;
      props.onPoint?.(place, element, event);
    }

    function leave(): void {
      hovered.value = -1;
      props.onPoint?.(-1, undefined, undefined);
    }

    function drawRow(place: number, key: number, base: number, tabStop: boolean): VNode {
      const state = { place, hovered: place === hovered.value, active: place === props.active };
      const offset = (place - base) * ROW_HEIGHT;
      return (
        <div
          key={key}
          role="row"
          data-place={place}
          aria-rowindex={place + 2}
          tabindex={tabStop ? 0 : -1}
          style={{ top: `${Math.max(-10_000, Math.min(30_000, offset))}px` }}
          {...props.attributes(place)}
        >
          {props.cells(state)}
        </div>
      );
    }

    /** The row as it was drawn before, where nothing has changed that it is made of (as `v-memo` does). */
    function remembered(place: number, { key, kept }: Slot, base: number, tabStop: boolean): VNode {
      const made = [place, base, tabStop, place === hovered.value, place === props.active, ...props.depends];
      return withMemo(made, () => drawRow(place, key, base, tabStop), kept, 0);
    }

    /**
     * Elements for these rows. Where no row stays on the screen, as in a fast scroll, those that come take over the elements of
     * those that left, in their order: that is far less work than making new ones. Else they get their own: no element may move
     * in the document, because one that moves loses the keyboard.
     * @param away the last of them is off the screen
     */
    function share(places: readonly number[], away: boolean): ReadonlyMap<number, Slot> {
      const seen = away ? places.slice(0, -1) : places;
      const inPlace = !away || [...drawn.keys()].at(-1) === places.at(-1);
      const reused = inPlace && !seen.some((place) => drawn.has(place));
      const free = reused ? [...drawn].flatMap(([place, slot]) => (places.includes(place) ? [] : slot)) : [];
      const taken = free.values();
      const other = (): Slot => taken.next().value ?? { key: slots++, kept: [] };
      return new Map(places.map((place) => [place, drawn.get(place) ?? other()]));
    }

    function rows(): VNodeChild {
      const base = Math.floor(first.value / BASE) * BASE;
      const places: number[] = [];
      for (let place = first.value; place <= last.value; place++) places.push(place);
      // The row with the keyboard stays in the document, or the focus would be lost with it.
      const away = props.active >= 0 && props.active < props.total && !places.includes(props.active);
      if (away) places.push(props.active);
      const tabStop = props.active >= 0 && props.active < props.total ? props.active : first.value;
      drawn = share(places, away);
      return (
        <div
          role="rowgroup"
          class="grid-rows"
          style={{ transform: `translateY(${Math.round(base * ROW_HEIGHT - top.value)}px)` }}
          onPointerover={point}
          onPointerleave={leave}
          onPointerdown={(event) => {
            const [place] = placeAt(event);
            if (place >= 0 && place !== props.active) props.onActivate(place);
          }}
          onFocusin={(event) => {
            const [place] = placeAt(event);
            if (place >= 0 && place !== props.active) props.onActivate(place);
          }}
        >
          {[...drawn].map(([place, slot]) => remembered(place, slot, base, place === tabStop))}
        </div>
      );
    }

    return () => (
      <div class="grid-frame">
        <div class="grid-scroll" ref={scroller} onScroll={scrolled} onKeydown={pressed}>
          <div
            class="grid-area"
            style={{
              height: `${HEAD_HEIGHT + areaHeight(scale())}px`,
              minWidth: `${leastWidth(props.columns, props.widths, narrow.value)}px`,
            }}
          >
            <div
              role={props.role}
              class="grid"
              aria-label={props.label}
              aria-rowcount={props.total + 1}
              aria-colcount={props.columns.length}
              aria-busy={props.busy}
              style={{
                height: `${HEAD_HEIGHT + view.value}px`,
                '--columns': template(props.columns, props.widths, narrow.value),
              }}
            >
              <GridHead
                columns={props.columns}
                widths={props.widths}
                sort={props.sort}
                onSort={props.onSort}
                onWidths={props.onWidths}
              />
              {rows()}
            </div>
          </div>
        </div>
        <Overview
          marks={props.marks}
          total={props.total}
          onJump={(place) => setTop(place * ROW_HEIGHT - view.value / 2)}
        />
      </div>
    );
  },
});
