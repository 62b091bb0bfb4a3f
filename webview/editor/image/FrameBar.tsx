// Which of many frames is shown: a slider, steps, and play at the rate that the file names.
import type { FunctionalComponent } from 'vue';
import { Icon } from '../../icons.js';
import { number, t } from '../../strings.js';
import { Button } from '../../toolkit.js';
import type { ImageState } from './imageState.js';

interface FrameBarProps {
  frames: number;
  rate: number | undefined;
  image: ImageState;
}

export const FrameBar: FunctionalComponent<FrameBarProps> = ({ frames, rate, image }) => {
  const { index } = image.view.value;
  const playing = image.playing.value;
  const words = t('Frame {0} of {1}', index + 1, frames);
  const speed = rate === undefined ? '' : ` · ${t('{0} per second', number(Math.round(rate * 10) / 10))}`;
  return (
    <div class="frame-bar">
      <Button
        look="icon"
        label={playing ? t('Stop') : t('Play')}
        hint={(playing ? t('Stop (space)') : t('Play (space)')) + speed}
        onPress={() => image.play(!playing)}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </Button>
      <input
        type="range"
        min="1"
        max={frames}
        step="1"
        value={index + 1}
        aria-label={t('Frame')}
        aria-valuetext={words}
        onInput={(event) => {
          image.stop();
          image.goTo(Number((event.target as HTMLInputElement).value) - 1);
        }}
      />
      <span class="count">{t('{0} of {1}', index + 1, frames)}</span>
    </div>
  );
};
FrameBar.props = ['frames', 'rate', 'image'];
