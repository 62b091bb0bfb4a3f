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
  type VNode,
  watch,
} from 'vue';
import { type Column, flexes, leastWidth, NARROW, shownColumns, template, type Widths } from './columns.js';
import { fitting } from './fits.js';
import { GridHead } from './GridHead.js';
import { placeForKey } from './gridKeys.js';
import { createGridScroll } from './gridScroll.js';
import { Overview } from './Overview.js';
import type { RowContent } from './rowContent.js';
import { createRowEnds } from './rowEnds.js';
import { createRowPool, type RowPool } from './rowPool.js';

const ROW_HEIGHT = 22;
const HEAD_HEIGHT = 24;

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
    const layer = ref<HTMLElement>();
    const hovered = ref(-1);
    const room = ref(NARROW);
    const narrow = computed(() => room.value < NARROW);
    const shown = computed(() => shownColumns(props.columns, props.widths, room.value));
    /** Grows when the editor's fonts may be others. */
    const fonts = ref(0);
    const fits = computed(() => {
      fonts.value;
      return layer.value ? fitting(layer.value, props.columns, props.widths, room.value) : () => false;
    });
    let pool: RowPool | undefined;
    const ends = createRowEnds();
    /** The row that the Tab key reaches. */
    let stop: HTMLElement | undefined;

    const scroll = createGridScroll({
      scroller,
      total: () => props.total,
      rowHeight: ROW_HEIGHT,
      // Rows that pass under the mouse are not pointed at.
      moving: () => {
        hovered.value = -1;
      },
      rested: () => {
        hovered.value = pool?.placeOf(layer.value?.querySelector(':scope > :hover') ?? null) ?? -1;
      },
    });
    const { top, view, first, last, setTop } = scroll;
    const row = (place: number) => pool?.element(place);

    function show(place: number, focus: boolean): void {
      scroll.showRow(place);
      if (focus) {
        nextTick(() => row(place)?.focus({ preventScroll: true })).catch(() => undefined);
      }
    }

    expose({ show, setTop } satisfies GridHandle);

    const resize = new ResizeObserver(() => {
      room.value = scroller.value?.clientWidth ?? NARROW;
      scroll.resized(Math.max(0, (scroller.value?.clientHeight ?? 0) - HEAD_HEIGHT));
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
      scroll.stop();
      pool?.close();
      ends.close();
    });
    watch(
      () => props.total,
      () => setTop(top.value),
      { flush: 'post' },
    );
    watch([first, last, top], () => view.value > 0 && props.onSee(first.value, last.value, top.value), {
      flush: 'post',
    });

    function pressed(event: KeyboardEvent): void {
      const target = event.target as HTMLElement;
      if (target.closest('vscode-text-field')) return;
      const places = {
        from: props.active < 0 ? first.value : props.active,
        page: Math.max(1, Math.floor(view.value / ROW_HEIGHT) - 1),
        total: props.total,
      };
      const place = target.getAttribute('role') === 'row' ? placeForKey(event, places) : undefined;
      if (place === undefined) {
        props.onKey(event);
        return;
      }
      props.onActivate(place);
      show(place, true);
      event.preventDefault();
      event.stopPropagation();
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

    function paintActions(active: number): void {
      const wanted = new Map<HTMLElement, VNode>();
      for (const place of new Set([active, hovered.value])) {
        const element = has(place) ? row(place) : undefined;
        const actions = element && props.actions?.(place, place === active);
        if (element && actions) wanted.set(element, actions);
      }
      ends.show(wanted);
    }

    const painted = () => [top.value, view.value, hovered.value, props.active, props.total, fits.value];
    watch(() => [...painted(), ...props.depends], paint, { flush: 'post' });

    return () => (
      <div class="grid-frame">
        <div class="grid-scroll" ref={scroller} onScroll={scroll.scrolled} onKeydown={pressed}>
          <div
            class="grid-area"
            style={{
              height: `${HEAD_HEIGHT + scroll.area()}px`,
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
