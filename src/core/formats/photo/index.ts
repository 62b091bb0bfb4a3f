// Photographs as files: JPEG (ISO/IEC 10918-1) and PNG (ISO/IEC 15948). What plans them is loaded with the first one.
import type { Format } from '../../kernel/format.js';
import type { PhotoContext, PhotoSurvey } from './context.js';
import { kindOf } from './kindOf.js';

const HEAD = 8;

export const photo: Format<PhotoContext, PhotoSurvey> = {
  id: 'photo',
  detect: async (source) => kindOf(await source.read(0, Math.min(source.size, HEAD))) !== undefined,
  survey: async (source) => (await import('./survey.js')).surveyPhoto(source),
  plan: async (source, context) => (await import('./plan.js')).planPhoto(source, context),
  verify: async (_source, output, plan, context) => (await import('./residue.js')).residueOf(output, plan, context),
};
