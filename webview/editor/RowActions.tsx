// The buttons at the end of the row that the mouse or the keyboard is on.
import type { FunctionalComponent } from 'vue';
import type { Row } from '../../src/protocol.js';
import { Icon } from '../icons.js';
import type { Anchor } from '../parts/Floating.js';
import { t } from '../strings.js';
import { Button } from '../toolkit.js';
import { RULES, ruleWord } from './words.js';

interface Props {
  row: Row;
  canWrite: boolean;
  /** In the order of the Tab key: only in the row that has the keyboard. */
  focusable: boolean;
  onAct: (id: string) => void;
  onMore: (anchor: Anchor) => void;
}

export const RowActions: FunctionalComponent<Props> = ({ row, canWrite, focusable, onAct, onMore }) => (
  <span class="row-actions" onDblclick={(event) => event.stopPropagation()}>
    {row.canRule &&
      canWrite &&
      RULES.map(({ rule, key, icon }) => (
        <Button
          key={rule}
          look="icon"
          label={ruleWord(rule)}
          hint={t('{0} ({1})', ruleWord(rule), key)}
          pressed={row.rule === rule}
          tab={focusable}
          onPress={() => onAct(row.rule === rule && rule !== 'set' ? 'none' : rule)}
        >
          <Icon name={icon} />
        </Button>
      ))}
    <Button
      look="icon"
      label={t('More actions')}
      hint={t('More actions (Shift+F10)')}
      tab={focusable}
      onPress={(event) => {
        const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
        onMore({ left: box.left, top: box.top, bottom: box.bottom });
      }}
    >
      <Icon name="more" />
    </Button>
  </span>
);
RowActions.props = ['row', 'canWrite', 'focusable', 'onAct', 'onMore'];
