// Drawing on the image, by mouse and by keys: a new rectangle, moving and resizing, deleting, taking back.
import type { ImageState } from '../image/imageState.js';
import { onScreen } from './RegionLayer.js';
import {
  type Bounds,
  between,
  first,
  HANDLES,
  type Handle,
  isLargeEnough,
  moved,
  type Point,
  resized,
} from './rectangle.js';
import { isDrawn, type RegionDesk } from './regionState.js';

export interface DrawGestures {
  /** True where the event was about regions. */
  down(event: PointerEvent): boolean;
  move(event: PointerEvent): boolean;
  up(): boolean;
  key(event: KeyboardEvent): boolean;
}

type Drag =
  | { readonly kind: 'new'; readonly from: Point }
  | { readonly kind: 'move'; readonly from: Point }
  | { readonly kind: 'resize'; readonly from: Point; readonly handle: Handle };

/** Screen pixels around a handle in which it is caught. */
const CATCH = 9;
const LONG = 10;

export function createDrawGestures(image: ImageState, desk: RegionDesk): DrawGestures {
  let drag: Drag | undefined;

  const bounds = (): Bounds => {
    const frame = image.shown.value;
    return { columns: frame?.columns ?? 1, rows: frame?.rows ?? 1 };
  };
  function screenPoint(event: PointerEvent): Point {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
  function imagePoint({ x, y }: Point): Point {
    const { scale, left, top } = image.place.value;
    return { x: (x - left) / scale, y: (y - top) / scale / image.aspect.value };
  }
  function handleAt({ x, y }: Point): Handle | undefined {
    const entry = desk.chosen.value;
    if (entry === undefined || !isDrawn(entry)) return undefined;
    const { x: left, y: top, width, height } = onScreen(entry.box, image.place.value, image.aspect.value);
    return HANDLES.find(
      (handle) =>
        Math.abs(x - left - ((handle.x + 1) / 2) * width) <= CATCH &&
        Math.abs(y - top - ((handle.y + 1) / 2) * height) <= CATCH,
    );
  }
  /** The smallest under the mouse: a large one would hide all that lie in it. */
  function entryAt({ x, y }: Point) {
    const area = ([left, top, right, bottom]: readonly [number, number, number, number]) =>
      (right - left) * (bottom - top);
    return desk.inFrame.value
      .filter(({ box: [left, top, right, bottom] }) => x >= left && y >= top && x <= right && y <= bottom)
      .sort((a, b) => area(a.box) - area(b.box))[0];
  }
  function shape(event: PointerEvent): void {
    const to = imagePoint(screenPoint(event));
    if (drag === undefined) return;
    if (drag.kind === 'new') {
      desk.draft.value = { place: -1, box: between(drag.from, to, bounds()) };
      return;
    }
    const entry = desk.chosen.value;
    if (entry?.settled === undefined) return;
    const [dx, dy] = [to.x - drag.from.x, to.y - drag.from.y];
    const box =
      drag.kind === 'move' ? moved(entry.box, dx, dy, bounds()) : resized(entry.box, drag.handle, dx, dy, bounds());
    desk.draft.value = { place: entry.settled, box };
  }
  function nudge(event: KeyboardEvent): boolean {
    const entry = desk.chosen.value;
    const step = ARROWS[event.key];
    if (entry === undefined || step === undefined || !isDrawn(entry)) return false;
    const by = event.shiftKey ? LONG : 1;
    const [dx, dy] = [step.x * by, step.y * by];
    const box = event.altKey
      ? resized(entry.box, { x: 1, y: 1 }, dx, dy, bounds())
      : moved(entry.box, dx, dy, bounds());
    desk.reshape(entry, box);
    return true;
  }

  return {
    down(event) {
      if (!desk.drawing.value || event.button !== 0 || event.shiftKey || image.shown.value === undefined) return false;
      const point = screenPoint(event);
      const from = imagePoint(point);
      const handle = handleAt(point);
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      if (handle !== undefined) {
        drag = { kind: 'resize', from, handle };
        return true;
      }
      const entry = entryAt(from);
      desk.choose(entry?.id);
      if (entry === undefined) drag = { kind: 'new', from };
      else if (isDrawn(entry)) drag = { kind: 'move', from };
      return true;
    },
    move(event) {
      if (drag === undefined) return false;
      shape(event);
      return true;
    },
    up() {
      if (drag === undefined) return false;
      const { kind } = drag;
      drag = undefined;
      const draft = desk.draft.value;
      desk.draft.value = undefined;
      const entry = desk.chosen.value;
      if (draft === undefined) return true;
      if (kind !== 'new' && entry !== undefined) desk.reshape(entry, draft.box);
      if (kind === 'new' && isLargeEnough(draft.box)) desk.add(draft.box);
      return true;
    },
    key(event) {
      const command = event.ctrlKey || event.metaKey;
      const letter = event.key.toLowerCase();
      if (command && letter === 'z') {
        if (event.shiftKey) desk.redo();
        else desk.undo();
        return true;
      }
      if (command && letter === 'y') {
        desk.redo();
        return true;
      }
      if (command) return false;
      if (letter === 'd') {
        if (desk.state.value?.cannotDraw === undefined) desk.drawing.value = !desk.drawing.value;
        return true;
      }
      if (!desk.drawing.value) return false;
      const entry = desk.chosen.value;
      if (event.key === 'Escape') {
        if (entry === undefined) desk.drawing.value = false;
        desk.choose(undefined);
        return true;
      }
      if (letter === 'n') {
        const { width, height } = image.pane.value;
        desk.add(first(imagePoint({ x: width / 2, y: height / 2 }), bounds()));
        return true;
      }
      if ((event.key === 'Delete' || event.key === 'Backspace') && entry !== undefined) {
        if (isDrawn(entry)) desk.remove(entry);
        return true;
      }
      return nudge(event);
    },
  };
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
