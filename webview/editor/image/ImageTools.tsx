// The tools above an image: window, inversion, overlays, zoom. Everything here can be done with keys on the image, too.
import type { FunctionalComponent, Ref } from 'vue';
import { Icon, type IconName } from '../../icons.js';
import { t } from '../../strings.js';
import { Button, Dropdown } from '../../toolkit.js';
import type { ImageState } from './imageState.js';
import { choicesOf, short } from './mappings.js';
import type { ImagePaneProps } from './props.js';

interface ToolsProps {
  pane: ImagePaneProps;
  image: ImageState;
  hand: Ref<boolean>;
}

interface ToolProps {
  icon: IconName;
  label: string;
  hint?: string;
  pressed?: boolean;
  onPress: () => void;
}

const Tool: FunctionalComponent<ToolProps> = ({ icon, label, hint, pressed, onPress }) => (
  <Button
    look="icon"
    label={label}
    hint={hint ?? label}
    {...(pressed === undefined ? {} : { pressed })}
    onPress={onPress}
  >
    <Icon name={icon} />
  </Button>
);
Tool.props = ['icon', 'label', 'hint', 'pressed', 'onPress'];

export const ImageTools: FunctionalComponent<ToolsProps> = ({ pane, image, hand }) => {
  const { view, shown, mapping, choice, place } = image;
  const frame = shown.value;
  const covered = (frame?.overlays.length ?? 0) + (frame?.regions.length ?? 0) > 0;
  const percent = Math.round(place.value.scale * 100);
  return (
    <div class="image-tools" role="toolbar" aria-label={t('Image tools')}>
      {pane.facts.grey && frame !== undefined && (
        <Dropdown
          value={choice.value}
          label={t('Window')}
          choices={choicesOf(pane.facts, frame, choice.value === 'own')}
          onChoose={(preset: string) => image.change({ preset })}
        />
      )}
      {mapping.value?.kind === 'window' && (
        <span class="window-fields">
          <NumberField
            label={t('Window center')}
            sign="C"
            value={mapping.value.center}
            onChange={(center) => own(image, { center })}
          />
          <NumberField
            label={t('Window width')}
            sign="W"
            value={mapping.value.width}
            onChange={(width) => own(image, { width })}
          />
          {pane.facts.unit !== '' && <span class="quiet">{pane.facts.unit}</span>}
        </span>
      )}
      <span class="tool-group">
        <Tool
          icon="invert"
          label={t('Invert')}
          hint={t('Invert (I)')}
          pressed={view.value.inverted}
          onPress={() => image.change({ inverted: !view.value.inverted })}
        />
        {covered && (
          <Tool
            icon="layers"
            label={t('Overlays and regions')}
            hint={t('Overlays and regions (O)')}
            pressed={view.value.overlays}
            onPress={() => image.change({ overlays: !view.value.overlays })}
          />
        )}
        {pane.facts.grey && (
          <Tool
            icon="hand"
            label={t('Move the image by dragging')}
            hint={t('Move the image by dragging (also Shift and drag)')}
            pressed={hand.value}
            onPress={() => {
              hand.value = !hand.value;
            }}
          />
        )}
      </span>
      <span class="tool-group">
        <Tool icon="minus" label={t('Zoom out')} hint={t('Zoom out (-)')} onPress={() => image.zoomBy(1 / 1.25)} />
        <span class="count zoom">{t('{0} %', percent)}</span>
        <Tool icon="plus" label={t('Zoom in')} hint={t('Zoom in (+)')} onPress={() => image.zoomBy(1.25)} />
        <Tool
          icon="fit"
          label={t('Fit')}
          hint={t('Fit the image into the pane (0)')}
          pressed={view.value.zoom === 0}
          onPress={() => image.change({ zoom: 0, x: 0, y: 0 })}
        />
        <Button
          look="icon"
          label={t('1:1, one to one')}
          hint={t('One pixel of the image for one of the screen (1)')}
          pressed={view.value.zoom === 1}
          onPress={() => image.zoomTo(1)}
        >
          1:1
        </Button>
      </span>
    </div>
  );
};
ImageTools.props = ['pane', 'image', 'hand'];

function own(image: ImageState, part: { readonly center?: number; readonly width?: number }): void {
  const now = image.mapping.value;
  if (now?.kind === 'window') image.window({ center: now.center, width: now.width, ...part });
}

interface NumberFieldProps {
  label: string;
  sign: string;
  value: number;
  onChange: (value: number) => void;
}

/** A number that is taken when it is complete; what is no number is forgotten. */
const NumberField: FunctionalComponent<NumberFieldProps> = ({ label, sign, value, onChange }) => (
  <label class="number-field" title={label}>
    <span aria-hidden="true">{sign}</span>
    <input
      type="text"
      inputmode="decimal"
      aria-label={label}
      value={short(value)}
      onChange={(event) => {
        const field = event.target as HTMLInputElement;
        const typed = Number(field.value.replace(',', '.'));
        const usable = field.value.trim() !== '' && Number.isFinite(typed) && (sign !== 'W' || typed > 0);
        if (usable) onChange(typed);
        else field.value = short(value);
      }}
    />
  </label>
);
NumberField.props = ['label', 'sign', 'value', 'onChange'];
