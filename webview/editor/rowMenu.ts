// What can be done with a row, as a menu.
import type { Row } from '../../src/protocol.js';
import type { MenuItem } from '../parts/Menu.js';
import { t } from '../strings.js';
import { RULES, ruleWord } from './words.js';

export function menuItems(row: Row, canWrite: boolean): readonly MenuItem[] {
  const rules = RULES.map(({ rule, key, icon }) => ({
    id: rule,
    label: row.rule === rule ? t('{0} (the rule now)', ruleWord(rule)) : ruleWord(rule),
    key,
    icon,
    disabled: !row.canRule || !canWrite,
  }));
  return [
    ...rules,
    { id: 'none', label: t('Delete rule'), key: t('Delete'), disabled: !row.rule || !canWrite },
    { id: 'details', label: t('Details'), key: t('Space'), icon: 'info', group: true },
    { id: 'tag', label: t('Copy tag'), disabled: row.tag === '', group: true },
    { id: 'keyword', label: t('Copy keyword'), disabled: row.keyword === '' },
    { id: 'path', label: t('Copy path') },
    { id: 'value', label: t('Copy value'), key: 'Ctrl+C', disabled: row.value === undefined || row.value === '' },
  ];
}
