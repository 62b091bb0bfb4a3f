// A table of any length: only the rows on the screen are in the document, each at a fixed height. The rows lie in a layer
// that stays in place while the browser scrolls an empty area behind it, so that no blank band runs ahead of a fast scroll.
import {
  computed,
  defineComponent,
  nextTick,
  onBeforeUnmount,
  onMounted,
  type PropType,
  ref,
  render,
  type VNode,
  watch,
} from 'vue';
import { type Column, flexes, leastWidth, NARROW, shownColumns, template, type Widths } from './columns.js';
import { fitting } from './fits.js';
import { GridHead } from './GridHead.js';
import { Overview } from './Overview.js';
import type { RowContent } from './rowContent.js';
import { createRowPool, type RowPool } from './rowPool.js';
import { areaHeight, clampTop, isScaled, moveTop, type Scale, toPosition, topToShow } from './scrollScale.js';

const ROW_HEIGHT = 22;
const HEAD_HEIGHT = 24;
/** A pause after which a scroll has ended. */
const REST = 150;

export interface GridHandle {
  /** Brings a row into view; with `focus`, also the keyboard. */
  show(place: number, focus: boolean): void;
  setTop(top: number): void;
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
    content: { type: Function as PropType<(place: number) => RowContent>, required: true },
    /** Stands at the end of the row that the mouse or the keyboard is on. */
    actions: Function as PropType<(place: number, active: boolean) => VNode | undefined>,
    /** A double click on a row, or a click on what opens it. */
    onOpen: { type: Function as PropType<(place: number) => void>, required: true },
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
    const room = ref(NARROW);
    const narrow = computed(() => room.value < NARROW);
    const shown = computed(() => shownColumns(props.columns, props.widths, room.value));
    const hovered = ref(-1);
    const layer = ref<HTMLElement>();
    /** Grows when the editor's fonts may be others. */
    const fonts = ref(0);
    const fits = computed(() => {
      fonts.value;
      return layer.value ? fitting(layer.value, props.columns, props.widths, room.value) : () => false;
    });
    let pool: RowPool | undefined;
    /** Rows with actions, and where those stand. */
    const acting = new Map<HTMLElement, HTMLElement>();
    /** The row that the Tab key reaches. */
    let stop: HTMLElement | undefined;
    let position = 0;
    let settle = 0;

    const scale = (): Scale => ({ total: props.total, rowHeight: ROW_HEIGHT, view: view.value });
    const first = computed(() => Math.floor(top.value / ROW_HEIGHT));
    // As many rows wherever the scroll stands: one more or fewer would make and remove an element each time.
    const last = computed(() => Math.min(props.total - 1, first.value + Math.ceil(view.value / ROW_HEIGHT)));

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
      // Rows that pass under the mouse are not pointed at.
      hovered.value = -1;
      clearTimeout(settle);
      settle = window.setTimeout(() => {
        hovered.value = pool?.placeOf(layer.value?.querySelector(':scope > :hover') ?? null) ?? -1;
        // The thumb goes where it belongs when the hand rests.
        if (isScaled(scale())) setTop(top.value);
      }, REST);
    }

    const row = (place: number) => pool?.element(place);

    function show(place: number, focus: boolean): void {
      setTop(topToShow(scale(), top.value, place));
      if (focus) {
        nextTick(() => row(place)?.focus({ preventScroll: true })).catch(() => undefined);
      }
    }

    expose({ show, setTop } satisfies GridHandle);

    const resize = new ResizeObserver(() => {
      room.value = scroller.value?.clientWidth ?? NARROW;
      const height = Math.max(0, (scroller.value?.clientHeight ?? 0) - HEAD_HEIGHT);
      if (height === view.value) return;
      view.value = height;
      nextTick(() => setTop(top.value)).catch(() => undefined);
    });
    const styles = new MutationObserver(() => {
      fonts.value++;
    });
    onMounted(() => {
      if (layer.value) pool = createRowPool(layer.value, ROW_HEIGHT);
      // For the mouse alone: the row itself opens by the keyboard.
      layer.value?.addEventListener('click', open);
      if (scroller.value) resize.observe(scroller.value);
      styles.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
      paint();
    });
    onBeforeUnmount(() => {
      resize.disconnect();
      styles.disconnect();
      clearTimeout(settle);
      pool?.close();
      for (const host of acting.values()) render(null, host);
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

    function point(event: PointerEvent): void {
      const place = pool?.placeOf(event.target) ?? -1;
      hovered.value = place;
      props.onPoint?.(place, row(place), event);
    }

    function leave(): void {
      hovered.value = -1;
      props.onPoint?.(-1, undefined, undefined);
    }

    function activate(event: Event): void {
      const place = pool?.placeOf(event.target) ?? -1;
      if (place >= 0 && place !== props.active) props.onActivate(place);
    }

    function open(event: MouseEvent): void {
      const target = event.target as HTMLElement;
      const twice = event.type === 'dblclick' && !target.closest('.twistie');
      if (twice || (event.type === 'click' && target.closest('.twistie'))) props.onOpen(pool?.placeOf(target) ?? -1);
    }

    const has = (place: number) => place >= 0 && place < props.total;

    function paint(): void {
      if (pool === undefined) return;
      const active = has(props.active) ? props.active : -1;
      const { depends } = props;
      const rows = { first: first.value, last: last.value, active, top: top.value, depends, fits: fits.value };
      pool.show(rows, (place) => {
        const { class: words, attributes, cells } = props.content(place);
        const own = { 'data-place': String(place), 'aria-rowindex': String(place + 2) };
        return { class: words, attributes: { ...own, ...attributes }, cells };
      });
      const next = row(active >= 0 ? active : first.value);
      if (next !== stop) {
        stop?.setAttribute('tabindex', '-1');
        next?.setAttribute('tabindex', '0');
        stop = next;
      }
      paintActions(active);
    }

    /** Only one or two rows have them, so that they cost a scroll nothing. */
    function paintActions(active: number): void {
      const wanted = new Map<HTMLElement, VNode>();
      for (const place of new Set([active, hovered.value])) {
        const element = has(place) ? row(place) : undefined;
        const actions = element && props.actions?.(place, place === active);
        if (element && actions) wanted.set(element, actions);
      }
      for (const [element, host] of acting) {
        if (wanted.has(element)) continue;
        render(null, host);
        host.remove();
        element.removeAttribute('data-acting');
        acting.delete(element);
      }
      for (const [element, actions] of wanted) {
        let host = acting.get(element);
        if (host === undefined) {
          host = document.createElement('span');
          host.className = 'row-end';
          element.lastElementChild?.append(host);
          element.setAttribute('data-acting', '');
          acting.set(element, host);
        }
        render(actions, host);
      }
    }
    const painted = () => [top.value, view.value, hovered.value, props.active, props.total, fits.value];
    watch(() => [...painted(), ...props.depends], paint, { flush: 'post' });

    return () => (
      <div class="grid-frame">
        <div class="grid-scroll" ref={scroller} onScroll={scrolled} onKeydown={pressed}>
          <div
            class="grid-area"
            style={{
              height: `${HEAD_HEIGHT + areaHeight(scale())}px`,
              minWidth: `${leastWidth(shown.value, props.widths, narrow.value)}px`,
            }}
          >
            <div
              role={props.role}
              class={['grid', shown.value.length < props.columns.length && 'tight']}
              aria-label={props.label}
              aria-rowcount={props.total + 1}
              aria-colcount={shown.value.length}
              aria-busy={props.busy}
              style={{
                height: `${HEAD_HEIGHT + view.value}px`,
                '--columns': template(shown.value, props.widths, narrow.value),
                ...flexes(props.columns, props.widths, narrow.value),
              }}
            >
              <GridHead
                columns={shown.value}
                widths={props.widths}
                sort={props.sort}
                onSort={props.onSort}
                onWidths={props.onWidths}
              />
              <div
                role="rowgroup"
                class="grid-rows"
                ref={layer}
                onPointerover={point}
                onPointerleave={leave}
                onPointerdown={activate}
                onFocusin={activate}
                onDblclick={open}
              />
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
