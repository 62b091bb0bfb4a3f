// The list of regions beside the image: what each is, what becomes of it, and what the user can do about it. All of it by keyboard.
import type { FunctionalComponent } from 'vue';
import type { RegionEntry, RegionKind } from '../../../src/protocol.js';
import { Icon, type IconName } from '../../icons.js';
import { t } from '../../strings.js';
import { Button } from '../../toolkit.js';
import { isDrawn, type RegionDesk } from './regionState.js';
import { fateWord, framesWords, judgementWords, kindWord, placeWords, scopeWord } from './words.js';

const KIND_ICONS: Readonly<Record<RegionKind, IconName>> = {
  text: 'letter',
  face: 'face',
  barcode: 'bars',
  graphics: 'layers',
  device: 'device',
  drawn: 'pencil',
};

interface ListProps {
  desk: RegionDesk;
  frames: number;
  masked: boolean;
  /** Shows the first frame that has it. */
  onShow: (entry: RegionEntry) => void;
}

export const RegionList: FunctionalComponent<ListProps> = ({ desk, frames, masked, onShow }) => {
  const state = desk.state.value;
  const entries = state?.entries ?? [];
  const chosen = desk.chosen.value;
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen?.id),
  );
  const go = (to: number, list: HTMLElement): void => {
    const entry = entries[Math.min(entries.length - 1, Math.max(0, to))];
    if (entry === undefined) return;
    desk.choose(entry.id);
    onShow(entry);
    const place = entries.indexOf(entry);
    list.querySelectorAll<HTMLElement>('[role="option"]')[place]?.focus();
  };
  const key = (event: KeyboardEvent): void => {
    const list = (event.currentTarget as HTMLElement).parentElement;
    if (list === null) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: entries.length,
    };
    const to = steps[event.key];
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
    if (to !== undefined) go(to, list);
    else if (undo && event.shiftKey) desk.redo();
    else if (undo) desk.undo();
    else if (event.key === 'Delete' && chosen !== undefined && isDrawn(chosen)) desk.remove(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (state === undefined || entries.length === 0) return null;
  return (
    <div class="region-list">
      <div class="region-rows" role="listbox" aria-label={t('Regions of the image')}>
        {entries.map((entry, place) => (
          <button
            key={entry.id}
            type="button"
            role="option"
            tabindex={place === at ? 0 : -1}
            aria-selected={entry.id === chosen?.id}
            class={['region-row', entry.kind, entry.goes ? 'goes' : 'stays']}
            onClick={() => {
              desk.choose(entry.id);
              onShow(entry);
            }}
            onFocus={() => desk.choose(entry.id)}
            onKeydown={key}
          >
            <span class={['region-sign', entry.kind]} aria-hidden="true">
              <Icon name={KIND_ICONS[entry.kind]} />
            </span>
            <span class="region-what">
              <strong>{entry.label ?? kindWord(entry.kind)}</strong>
              <span class="quiet">
                {[
                  entry.label === undefined ? '' : kindWord(entry.kind),
                  judgementWords(entry),
                  isDrawn(entry) ? scopeWord(state.settled[entry.settled ?? -1]) : '',
                  framesWords(entry.frames, frames),
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
              {!masked && entry.texts !== undefined && <span class="region-text">{entry.texts.join(' / ')}</span>}
            </span>
            <span class={['region-fate', entry.goes ? 'goes' : 'stays']}>
              <Icon name={entry.goes ? 'cross' : 'check'} />
              {fateWord(entry)}
            </span>
          </button>
        ))}
      </div>
      {chosen !== undefined && <RegionActions desk={desk} entry={chosen} frames={frames} />}
    </div>
  );
};
RegionList.props = ['desk', 'frames', 'masked', 'onShow'];

interface ActionsProps {
  desk: RegionDesk;
  entry: RegionEntry;
  frames: number;
}

const RegionActions: FunctionalComponent<ActionsProps> = ({ desk, entry, frames }) => {
  const state = desk.state.value;
  const region = state?.settled[entry.settled ?? -1];
  const drawn = isDrawn(entry);
  return (
    <div class="region-actions" role="group" aria-label={t('The chosen region')}>
      <p class="quiet">
        {placeWords(entry.box)}
        {entry.reason === '' ? '' : `: ${entry.reason}`}
      </p>
      {state?.cannotDraw === undefined && (
        <div class="region-buttons">
          {drawn && (
            <>
              <Button
                look="secondary"
                pressed={region?.scope === 'file'}
                hint={t('Taken out of this file')}
                onPress={() => desk.scope(entry, 'file')}
              >
                {t('Apply to this file')}
              </Button>
              {state?.series === true && (
                <Button
                  look="secondary"
                  pressed={region?.scope === 'series'}
                  hint={t('Taken out of all files of this series')}
                  onPress={() => desk.scope(entry, 'series')}
                >
                  {t('Apply to the series')}
                </Button>
              )}
              {state?.device !== undefined && (
                <Button
                  look="secondary"
                  hint={t(
                    'Writes a rule into the recipe: taken out of all images of this kind and size made by {0}',
                    state.device,
                  )}
                  onPress={() => desk.toDevice(entry)}
                >
                  {t('Apply to this device')}
                </Button>
              )}
              {frames > 1 && (
                <Button
                  look="secondary"
                  hint={t('Taken out of the frame on the screen, or of all frames')}
                  onPress={() => desk.frames(entry, region?.frames === undefined)}
                >
                  {region?.frames === undefined ? t('Only this frame') : t('All frames')}
                </Button>
              )}
              <Button look="secondary" hint={t('Delete (Del)')} onPress={() => desk.remove(entry)}>
                {t('Delete the region')}
              </Button>
            </>
          )}
          {!drawn && entry.kind !== 'device' && entry.kind !== 'graphics' && (
            <Button look="secondary" onPress={() => desk.overrule(entry)}>
              {region !== undefined
                ? t('Leave it to the recipe')
                : entry.goes
                  ? t('Keep this region')
                  : t('Take it out')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
};
RegionActions.props = ['desk', 'entry', 'frames'];
