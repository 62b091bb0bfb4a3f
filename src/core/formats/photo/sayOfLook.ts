// What is said of the look into a picture: issues, without any value. Codes are those of DICOM images, so that reports count them alike.
import type { PixelLook } from '../../pixels/pixelLook.js';
import type { Draft } from './draft.js';

const WHY_NOT: Readonly<Record<Extract<PixelLook, { kind: 'not-looked' }>['because'], string>> = {
  asked: '',
  unlikely: '',
  recipe: '; the recipe does not ask for it: OPTION clean-pixel-data does',
  'no-detector': '; this part of the program does not look',
};

export function sayOfLook({ issues }: Draft, look: PixelLook, reviewBelow: number | undefined): void {
  if (look.kind === 'not-looked') {
    if (look.because === 'asked') {
      const message = 'the picture was not examined for words, faces and codes: --pixels none says so';
      issues.push({ code: 'pixels-not-examined', severity: 'info', message });
      return;
    }
    const why = `${look.why ?? 'a photograph may show anything'}${WHY_NOT[look.because]}`;
    const message = `the picture was not examined for words, faces and codes (${why}): look at it before you hand it on`;
    issues.push({ code: 'pixels-not-examined', severity: 'warning', message });
    return;
  }
  if (look.kind !== 'looked') return;
  const all = [...look.taken, ...look.left];
  const unsure = all.filter(({ confidence }) => confidence < (reviewBelow ?? 0));
  if (unsure.length > 0) {
    const message = `${unsure.length} of the ${all.length} regions found in the image are less sure than --review-below asks for: look at the image`;
    issues.push({ code: 'review', severity: 'warning', message });
  }
  if (look.taken.some(({ judgement }) => judgement === 'unknown')) {
    const message = 'text in the image of which nobody knows what it says was taken out';
    issues.push({ code: 'text-unknown', severity: 'info', message });
  }
}
