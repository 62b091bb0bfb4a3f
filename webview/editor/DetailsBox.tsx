// What the standard says of an attribute and why it is treated as it is. The host brings the lines.
import type { FunctionalComponent } from 'vue';
import type { Details } from '../../src/protocol.js';
import { type Anchor, Floating } from '../parts/Floating.js';
import { t } from '../strings.js';

interface Props {
  anchor: Anchor;
  details: Details | undefined;
  onLeave: () => void;
}

export const DetailsBox: FunctionalComponent<Props> = ({ anchor, details, onLeave }) => (
  <Floating anchor={anchor}>
    <div class="details" role="tooltip" id="details" onPointerleave={onLeave}>
      {details ? (
        <>
          <div class="details-title">{details.title}</div>
          <dl>
            {details.lines.map((line) => (
              <>
                <dt>{line.label}</dt>
                <dd>{line.text}</dd>
              </>
            ))}
          </dl>
        </>
      ) : (
        <span class="quiet">{t('Looking it up…')}</span>
      )}
    </div>
  </Floating>
);
DetailsBox.props = ['anchor', 'details', 'onLeave'];
