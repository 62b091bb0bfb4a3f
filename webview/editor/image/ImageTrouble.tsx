// Why an image, or the frame of it that is asked for, can not be shown.
import type { FunctionalComponent } from 'vue';
import { Icon } from '../../icons.js';
import { t } from '../../strings.js';

interface Props {
  /** Of the whole image. */
  cannotDraw: string | undefined;
  /** Of the frame. */
  reason: string | undefined;
  index: number;
}

export const ImageTrouble: FunctionalComponent<Props> = ({ cannotDraw, reason, index }) => {
  const why = cannotDraw ?? reason;
  if (why === undefined) return null;
  return (
    <div class="image-trouble" role={cannotDraw === undefined ? 'alert' : undefined}>
      <Icon name="info" />
      <p>
        <strong>
          {cannotDraw === undefined ? t('Frame {0} can not be shown', index + 1) : t('This image can not be shown')}
        </strong>
      </p>
      <p>{why.charAt(0).toUpperCase() + why.slice(1)}.</p>
      <p class="quiet">{t('Everything else works as for any other file.')}</p>
    </div>
  );
};
ImageTrouble.props = ['cannotDraw', 'reason', 'index'];
