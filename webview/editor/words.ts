// What a recipe can say of a row, and what a value may look like.
import type { IconName } from '../icons.js';
import { t } from '../strings.js';

export type Rule = 'keep' | 'empty' | 'remove' | 'set';

export function ruleWord(rule: Rule): string {
  switch (rule) {
    case 'keep':
      return t('Keep');
    case 'empty':
      return t('Empty');
    case 'remove':
      return t('Remove');
    case 'set':
      return t('Set…');
  }
}

export const RULES: readonly { readonly rule: Rule; readonly key: string; readonly icon: IconName }[] = [
  { rule: 'keep', key: 'K', icon: 'check' },
  { rule: 'empty', key: 'E', icon: 'empty' },
  { rule: 'remove', key: 'R', icon: 'cross' },
  { rule: 'set', key: 'S', icon: 'pencil' },
];

/** What a value of this VR looks like (PS3.5 section 6.2); empty where anything goes. */
export function exampleOf(vr: string): string {
  const examples: Readonly<Record<string, string>> = {
    DA: t('A date, such as 20240131'),
    TM: t('A time, such as 093000'),
    DT: t('Date and time, such as 20240131093000'),
    AS: t('An age, such as 045Y'),
    PN: t('A name, such as Family^Given'),
    UI: t('A UID: numbers with dots, at most 64 characters'),
    CS: t('Capital letters, digits, space and _; at most 16'),
    IS: t('A whole number'),
    DS: t('A decimal number'),
  };
  return examples[vr] ?? t('Several values are parted by \\');
}
