// What turns the values of the frame on the screen into shades: what the user chose, else what suits the file.
import { type ComputedRef, computed, type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import type { Mapping } from '../../../src/core/pixels/grey.js';
import type { Frame, ImageFacts } from '../../../src/protocol.js';
import { firstChoice, mappingOf } from './mappings.js';
import type { ImageView } from './props.js';

const EXACT = { shape: 'linear-exact' } as const;

/** Values have fractions: a window of less than 1 is a window. */
function isFine(frame: Frame): boolean {
  return frame.type === 'f32' || !Number.isInteger(frame.slope);
}

export function shownMapping(
  facts: () => ImageFacts,
  view: Ref<ImageView>,
  shown: ShallowRef<Frame | undefined>,
): { readonly choice: ComputedRef<string>; readonly mapping: ComputedRef<Mapping | undefined> } {
  const auto = shallowRef<Mapping>();
  const choice = computed(() => view.value.preset || firstChoice(facts(), shown.value));
  const mapping = computed(() => {
    const frame = shown.value;
    if (frame === undefined || frame.samples === 3) return undefined;
    if (choice.value === 'auto' && auto.value !== undefined) return auto.value;
    const { center, width } = view.value;
    const own =
      center === undefined || width === undefined ? undefined : { center, width, ...(isFine(frame) ? EXACT : {}) };
    return mappingOf(facts(), frame, choice.value, own);
  });
  // One automatic window for all frames, or a film would flicker: that of the first frame that is not all one value.
  watch(
    () => [choice.value, shown.value] as const,
    ([chosen, frame]) => {
      const keep = chosen === 'auto' && auto.value !== undefined;
      if (keep || frame === undefined || frame.samples === 3) return;
      const window = chosen === 'auto' ? mappingOf(facts(), frame, 'auto', undefined) : undefined;
      auto.value = window?.kind === 'window' && window.width > 1 ? window : undefined;
    },
    { flush: 'sync' },
  );
  return { choice, mapping };
}
