// The frame of the copy beside that of the original: asked for when it is to be seen, and anew when anything of it may have changed.
import { type ComputedRef, computed, type Ref, ref, watch } from 'vue';
import type { Frame } from '../../../src/protocol.js';
import type { ImageState } from '../image/imageState.js';
import type { ImagePaneProps } from '../image/props.js';

export interface Comparison {
  readonly on: Ref<boolean>;
  readonly shown: ComputedRef<{ readonly frame?: Frame; readonly reason?: string }>;
  toggle(): void;
}

export function createComparison(pane: ImagePaneProps, image: ImageState): Comparison {
  const on = ref(false);
  /** What was answered before this is not what is asked now. */
  const stale = ref(true);
  const index = (): number => image.view.value.index;

  function ask(): void {
    if (!on.value) return;
    stale.value = true;
    pane.post({ kind: 'get-after', index: index() });
  }
  watch(on, ask);
  watch(index, ask);
  watch(() => pane.facts, ask);
  watch(() => JSON.stringify(pane.regions?.settled ?? []), ask);
  watch(
    () => pane.after,
    (answer) => {
      if (answer !== undefined && ('frame' in answer ? answer.frame.index : answer.index) === index())
        stale.value = false;
    },
  );
  return {
    on,
    shown: computed(() => {
      const { after } = pane;
      if (stale.value || after === undefined) return {};
      return 'frame' in after ? { frame: after.frame } : { reason: sentence(after.reason) };
    }),
    toggle: () => {
      on.value = !on.value;
    },
  };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
