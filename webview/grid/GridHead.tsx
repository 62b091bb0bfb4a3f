// The head of a table: sorts by click, changes widths by dragging or by Shift and the arrow keys.
import { defineComponent, type PropType } from 'vue';
import { Icon } from '../icons.js';
import { t } from '../strings.js';
import type { Column, Widths } from './columns.js';

const STEP = 16;

export const GridHead = defineComponent({
  props: {
    columns: { type: Array as PropType<readonly Column[]>, required: true },
    widths: { type: Object as PropType<Widths>, required: true },
    sort: { type: Object as PropType<{ by: string; descending: boolean }>, required: true },
    onSort: { type: Function as PropType<(by: string) => void>, required: true },
    onWidths: { type: Function as PropType<(widths: Widths) => void>, required: true },
  },
  setup(props) {
    function shownWidth(event: Event, column: Column): number {
      const cell = (event.target as HTMLElement).closest('[role="columnheader"]');
      return Math.round(cell?.getBoundingClientRect().width ?? column.width);
    }

    function set(column: Column, width: number): void {
      props.onWidths({ ...props.widths, [column.id]: Math.max(column.least, Math.min(2_000, Math.round(width))) });
    }

    function drag(event: PointerEvent, column: Column): void {
      const grip = event.currentTarget as HTMLElement;
      const from = event.clientX;
      const width = shownWidth(event, column);
      grip.setPointerCapture(event.pointerId);
      const move = (moved: PointerEvent) => set(column, width + moved.clientX - from);
      const end = () => {
        grip.removeEventListener('pointermove', move);
        grip.removeEventListener('pointerup', end);
        grip.removeEventListener('pointercancel', end);
      };
      grip.addEventListener('pointermove', move);
      grip.addEventListener('pointerup', end);
      grip.addEventListener('pointercancel', end);
      event.preventDefault();
    }

    function reset(column: Column): void {
      const { [column.id]: _gone, ...rest } = props.widths;
      props.onWidths(rest);
    }

    function pressed(event: KeyboardEvent, column: Column): void {
      const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
      if (step === undefined || !event.shiftKey) return;
      set(column, shownWidth(event, column) + step);
      event.preventDefault();
      event.stopPropagation();
    }

    const state = (column: Column) =>
      props.sort.by !== column.id ? 'none' : props.sort.descending ? 'descending' : 'ascending';

    return () => (
      <div role="row" class="grid-head" aria-rowindex={1}>
        {props.columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            class={['head-cell', column.end && 'end']}
            aria-sort={column.sortable ? state(column) : undefined}
          >
            {column.sortable ? (
              <button
                type="button"
                class="head-sort"
                title={t('Sort by this column. Shift and the arrow keys change its width.')}
                onClick={() => props.onSort(column.id)}
                onKeydown={(event) => pressed(event, column)}
              >
                <span class="clip">{column.title}</span>
                {props.sort.by === column.id && <Icon name={props.sort.descending ? 'down' : 'up'} />}
              </button>
            ) : (
              <span class="head-word clip">{column.title}</span>
            )}
            <span
              class="grip"
              aria-hidden="true"
              title={t('Drag to change the width; double-click for the usual width.')}
              onPointerdown={(event) => drag(event, column)}
              onDblclick={() => reset(column)}
            />
          </div>
        ))}
      </div>
    );
  },
});
