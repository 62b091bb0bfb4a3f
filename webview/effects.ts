// What happens to an attribute, and what kind of identifier it is: as words and shapes.
import type { Category, Effect } from '../src/core/kernel/finding.js';
import type { IconName } from './icons.js';
import { t } from './strings.js';

export const EFFECTS: readonly Effect[] = [
  'removed',
  'emptied',
  'replaced',
  'cleaned',
  'shifted',
  'mapped',
  'set',
  'kept',
  'structure',
];

export function effectWord(effect: Effect): string {
  switch (effect) {
    case 'removed':
      return t('Removed');
    case 'emptied':
      return t('Emptied');
    case 'replaced':
      return t('Replaced');
    case 'cleaned':
      return t('Cleaned');
    case 'shifted':
      return t('Shifted');
    case 'mapped':
      return t('New UID');
    case 'set':
      return t('Set');
    case 'kept':
      return t('Kept');
    case 'structure':
      return t('Bookkeeping');
  }
}

/** How often something happens: `9 removed`. */
export function effectTally(effect: Effect, count: number): string {
  switch (effect) {
    case 'removed':
      return t('{0} removed', count);
    case 'emptied':
      return t('{0} emptied', count);
    case 'replaced':
      return t('{0} replaced', count);
    case 'cleaned':
      return t('{0} cleaned', count);
    case 'shifted':
      return t('{0} shifted', count);
    case 'mapped':
      return count === 1 ? t('1 new UID') : t('{0} new UIDs', count);
    case 'set':
      return t('{0} set', count);
    case 'kept':
      return t('{0} kept', count);
    case 'structure':
      return t('{0} bookkeeping', count);
  }
}

const ICONS: Readonly<Record<Effect, IconName>> = {
  removed: 'cross',
  emptied: 'empty',
  replaced: 'swap',
  cleaned: 'clean',
  shifted: 'clock',
  mapped: 'link',
  set: 'pencil',
  kept: 'check',
  structure: 'gear',
};

export function effectIcon(effect: Effect): IconName {
  return ICONS[effect];
}

export function categoryWord(category: Category): string {
  switch (category) {
    case 'name':
      return t('name');
    case 'id':
      return t('identifier');
    case 'date':
      return t('date');
    case 'contact':
      return t('contact');
    case 'place':
      return t('place');
    case 'institution':
      return t('institution');
    case 'device':
      return t('device');
    case 'demographic':
      return t('demographic');
    case 'description':
      return t('description');
    case 'uid':
      return t('UID');
    case 'private':
      return t('private');
    case 'graphics':
      return t('graphics');
    case 'document':
      return t('document');
    case 'pixels':
      return t('pixels');
    case 'signature':
      return t('signature');
    case 'file-name':
      return t('file name');
    case 'structure':
      return t('structure');
    case 'other':
      return t('other');
  }
}
