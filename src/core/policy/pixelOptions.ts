// The two options that concern pixels (PS3.15 E.3.1, E.3.2). No column of Table E.1-1 speaks of them.
import type { OptionName, Policy } from './policy.js';

/** True of an option that is done with and without a profile. */
export function isOfPixels(option: OptionName): boolean {
  return option === 'clean-pixel-data' || option === 'clean-recognizable-visual-features';
}

/** Rules alone do what they say and no more; a profile takes out what identifies, wherever it is. */
export function looksIntoPixels({ style, options }: Policy): boolean {
  return style !== 'rules' || options.some(isOfPixels);
}
