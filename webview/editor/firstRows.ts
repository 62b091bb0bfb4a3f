// When the first rows are on the screen: what they do not need, and what takes time, waits for that.
import { watch } from 'vue';
import type { EditorState } from './editorState.js';

/** Calls once, behind the frame that shows the first rows, or what is said instead of them. */
export function whenFirstRowsPainted(state: EditorState, then: () => void): void {
  watch(
    () => state.list !== undefined || state.failure !== undefined,
    () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then))),
    { once: true },
  );
}
