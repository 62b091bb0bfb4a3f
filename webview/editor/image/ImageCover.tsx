// Covers the image while values are masked: the picture may hold names that no mask of values covers.
import { type ComputedRef, computed, type FunctionalComponent, ref, watch } from 'vue';
import { Icon } from '../../icons.js';
import { t } from '../../strings.js';
import { Button } from '../../toolkit.js';

export type Cover = 'none' | 'hidden' | 'blurred';

interface CoverState {
  readonly cover: ComputedRef<Cover>;
  /** What the user asks to see, until values are masked or shown anew. */
  uncover(how: 'blurred' | 'yes'): void;
}

export function createCover(masked: () => boolean): CoverState {
  const uncovered = ref<'no' | 'blurred' | 'yes'>('no');
  watch(masked, () => {
    uncovered.value = 'no';
  });
  return {
    cover: computed(() => {
      if (!masked() || uncovered.value === 'yes') return 'none';
      return uncovered.value === 'blurred' ? 'blurred' : 'hidden';
    }),
    uncover(how) {
      uncovered.value = how;
    },
  };
}

interface Props {
  cover: Cover;
  onUncover: CoverState['uncover'];
}

export const ImageCover: FunctionalComponent<Props> = ({ cover, onUncover }) =>
  cover === 'none' ? null : (
    <div class={['image-cover', cover]}>
      <p>
        <Icon name="hidden" /> {t('Values are masked. The picture itself may show names, dates and numbers.')}
      </p>
      <p>
        {cover === 'hidden' && <Button onPress={() => onUncover('blurred')}>{t('Show blurred')}</Button>}
        <Button onPress={() => onUncover('yes')}>{t('Show as it is')}</Button>
      </p>
    </div>
  );
ImageCover.props = ['cover', 'onUncover'];
