// Above the list of regions: drawing, taking back, looking for text, faces and codes, and the comparison with the copy.
import type { FunctionalComponent } from 'vue';
import type { LookState, ToHost } from '../../../src/protocol.js';
import { Icon } from '../../icons.js';
import { t } from '../../strings.js';
import { Button } from '../../toolkit.js';
import type { RegionDesk } from './regionState.js';

interface BarProps {
  desk: RegionDesk;
  post: (message: ToHost) => void;
  comparing: boolean;
  onCompare: () => void;
}

export const RegionBar: FunctionalComponent<BarProps> = ({ desk, post, comparing, onCompare }) => {
  const state = desk.state.value;
  if (state === undefined) return null;
  const looking = state.look.kind === 'looking';
  return (
    <div class="region-bar">
      <div class="region-tools" role="toolbar" aria-label={t('Regions')}>
        {looking ? (
          <Button look="secondary" onPress={() => post({ kind: 'stop-looking' })}>
            {t('Cancel')}
          </Button>
        ) : (
          <Button look="secondary" onPress={() => post({ kind: 'look-into' })}>
            {t('Look for text, faces and codes')}
          </Button>
        )}
        <Button
          look="icon"
          label={t('Draw regions')}
          hint={state.cannotDraw ?? t('Draw regions that are taken out (D)')}
          pressed={desk.drawing.value}
          disabled={state.cannotDraw !== undefined}
          onPress={() => {
            desk.drawing.value = !desk.drawing.value;
          }}
        >
          <Icon name="pencil" />
        </Button>
        <Button
          look="icon"
          label={t('Undo')}
          hint={t('Undo what was done to regions (Ctrl+Z)')}
          disabled={!desk.canUndo.value}
          onPress={desk.undo}
        >
          <Icon name="undo" />
        </Button>
        <Button
          look="icon"
          label={t('Before and after')}
          hint={t('Compare the image with what it is in the copy')}
          pressed={comparing}
          onPress={onCompare}
        >
          <Icon name="compare" />
        </Button>
      </div>
      {looking && <Progress look={state.look} />}
      {words(state.look) !== '' && (
        <p class={['region-note', state.look.kind]} role={state.look.kind === 'failed' ? 'alert' : 'status'}>
          {state.look.kind === 'failed' && <Icon name="error" />}
          {words(state.look)}
        </p>
      )}
      {desk.drawing.value && (
        <p class="region-note">
          {t(
            'Drag over the image, or press N, for a new region. Arrow keys move it, with Alt they resize it, Del deletes it. It counts for this file at once.',
          )}
        </p>
      )}
    </div>
  );
};
RegionBar.props = ['desk', 'post', 'comparing', 'onCompare'];

const Progress: FunctionalComponent<{ look: LookState }> = ({ look }) => {
  if (look.kind !== 'looking') return null;
  const { done, total } = look;
  const said =
    total > 1 ? t('Looking at frame {0} of {1}', Math.min(total, done + 1), total) : t('Looking at the image…');
  return (
    <p class="region-progress">
      <progress aria-label={said} {...(total > 1 ? { max: total, value: done } : {})} />
      <span class="count">{said}</span>
    </p>
  );
};
Progress.props = ['look'];

function words(look: LookState): string {
  switch (look.kind) {
    case 'failed':
      return look.message.charAt(0).toUpperCase() + look.message.slice(1);
    case 'nothing-to-look-for':
      return t('The recipe lets words, faces and codes stay: there is nothing to look for.');
    case 'looked':
      return look.runLooks
        ? ''
        : t('De-identify does not look into this image by itself. What is to go: choose it and press Take it out.');
    default:
      return '';
  }
}
