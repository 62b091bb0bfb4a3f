// What is said of the look into an image: findings about what stays, issues, and a line for the object's own history. No value.
import type { Issue } from '../../kernel/issue.js';
import type { FoundRegion } from '../../pixels/detection.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import { addFinding, addIssue, type Draft } from './draft.js';
import type { Element } from './element.js';

/** Said in De-identification Method (0012,0063). */
const LOOKED = 'Burned-in text, faces and codes looked for';
const NOT_LOOKED = 'Pixels not examined for burned-in text';

export function methodOfLook(look: PixelLook): readonly string[] {
  if (look.kind === 'looked') return [LOOKED];
  // Rules alone do what they say: nobody expects more of them.
  return look.kind === 'not-looked' && look.because !== 'recipe' ? [NOT_LOOKED] : [];
}

const WHY_NOT: Readonly<Record<Extract<PixelLook, { kind: 'not-looked' }>['because'], string>> = {
  asked: 'the user said so',
  unlikely: 'nothing says that it has any; --pixels all looks at all images',
  recipe: 'the recipe does not ask for it: OPTION clean-pixel-data does',
  'no-detector': 'this part of the program does not look',
};

export const OTHER_STREAMS: Issue = {
  code: 'video-other-streams',
  severity: 'warning',
  message:
    'the video comes with something else, such as sound, that was not looked into: it goes only where the video is encoded again',
};

/** @param pixels the element that holds them */
export function sayOfPixels(
  draft: Draft,
  look: PixelLook,
  pixels: Element | undefined,
  reviewBelow: number | undefined,
): void {
  if (look.kind === 'not-looked') {
    const { why, because } = look;
    if (because === 'asked') return;
    addIssue(draft, {
      code: 'pixels-not-examined',
      severity: why === undefined ? 'info' : 'warning',
      message:
        why === undefined
          ? `pixels were not examined for words drawn into them: ${WHY_NOT[because]}`
          : `pixels were not examined for words drawn into them (${why}): look at the image before you hand it on`,
    });
    return;
  }
  if (look.kind !== 'looked') return;
  for (const region of look.left) stays(draft, region, pixels);
  const unsure = [...look.taken, ...look.left].filter(({ confidence }) => confidence < (reviewBelow ?? 0));
  if (unsure.length > 0)
    addIssue(draft, {
      code: 'review',
      severity: 'warning',
      message: `${unsure.length} of the ${look.taken.length + look.left.length} regions found in the image are less sure than --review-below asks for: look at the image`,
    });
  const unknown = look.taken.filter(({ judgement }) => judgement === 'unknown').length;
  if (unknown > 0)
    addIssue(draft, {
      code: 'text-unknown',
      severity: 'info',
      message: 'text in the image of which nobody knows what it says was taken out',
    });
  if (look.grouped > 0)
    addIssue(draft, {
      code: 'frames-in-groups',
      severity: 'info',
      message: `${look.grouped} frames had one quick look each and a close one in groups of 16; --pixels all looks closely at each`,
    });
  if (look.otherStreams !== undefined) addIssue(draft, OTHER_STREAMS);
}

function stays(
  draft: Draft,
  { box: [left, top, right, bottom], frames, rule, category, reason, clause, confidence }: FoundRegion,
  pixels: Element | undefined,
): void {
  for (const range of frames)
    addFinding(draft, {
      rule,
      location: { kind: 'pixels', frames: range, rectangle: [left, top, right - left, bottom - top] },
      range: { offset: pixels?.valueOffset ?? 0, length: pixels?.length ?? 0 },
      category,
      action: 'K',
      effect: 'kept',
      reason,
      clause,
      confidence,
    });
}
