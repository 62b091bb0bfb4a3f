// The scoring set: written without a look at the rules, and not looked at while they change.
import type { Language } from '../language.js';
import { dutch, swedish } from './dutchSwedish.js';
import { chinese, japanese, korean } from './eastAsian.js';
import { english } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { italian, portuguese } from './italianPortuguese.js';
import { arabic, greek, russian } from './otherScripts.js';
import { polish, turkish } from './polishTurkish.js';
import { spanish } from './spanish.js';

export { UNSEEN_NEUTRAL } from './neutral.js';

export const UNSEEN_LANGUAGES: readonly Language[] = [
  english,
  german,
  french,
  spanish,
  italian,
  portuguese,
  dutch,
  swedish,
  polish,
  turkish,
  japanese,
  chinese,
  korean,
  russian,
  greek,
  arabic,
];
