// Where a table of any length stands: the pixels above its screen, and the place of the browser's own scroll that goes with them.
import { computed, nextTick, type Ref, ref } from 'vue';
import { areaHeight, clampTop, isScaled, moveTop, type Scale, toPosition, topToShow } from './scrollScale.js';

/** A pause after which a scroll has ended. */
const REST = 150;

interface ScrollSetup {
  readonly scroller: Ref<HTMLElement | undefined>;
  readonly total: () => number;
  readonly rowHeight: number;
  /** The rows move. */
  readonly moving: () => void;
  readonly rested: () => void;
}

export function createGridScroll({ scroller, total, rowHeight, moving, rested }: ScrollSetup) {
  /** Pixels of rows above the screen, and of the screen itself. */
  const top = ref(0);
  const view = ref(0);
  let position = 0;
  let resting = 0;

  const scale = (): Scale => ({ total: total(), rowHeight, view: view.value });
  const first = computed(() => Math.floor(top.value / rowHeight));
  // As many rows wherever the scroll stands: one more or fewer would make and remove an element each time.
  const last = computed(() => Math.min(total() - 1, first.value + Math.ceil(view.value / rowHeight)));

  function setTop(wanted: number): void {
    top.value = clampTop(scale(), wanted);
    const before = position;
    position = toPosition(scale(), top.value);
    // At its beginning a list need not be moved there: that would have the browser lay out everything once more.
    if (scroller.value && (before > 0 || position > 0)) scroller.value.scrollTop = position;
  }

  return {
    top,
    view,
    first,
    last,
    setTop,
    area: () => areaHeight(scale()),
    /** Brings a row into view. */
    showRow: (place: number) => setTop(topToShow(scale(), top.value, place)),
    /** The browser scrolled. */
    scrolled(): void {
      const now = scroller.value?.scrollTop ?? 0;
      if (Math.abs(now - position) < 1) return;
      top.value = moveTop(scale(), top.value, position, now);
      position = now;
      moving();
      clearTimeout(resting);
      resting = window.setTimeout(() => {
        rested();
        // The thumb goes where it belongs when the hand rests.
        if (isScaled(scale())) setTop(top.value);
      }, REST);
    },
    resized(height: number): void {
      if (height === view.value) return;
      view.value = height;
      nextTick(() => setTop(top.value)).catch(() => undefined);
    },
    stop: () => clearTimeout(resting),
  };
}
