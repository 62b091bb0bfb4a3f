// The DICOM format (PS3.3, PS3.5, PS3.10).
import type { Format } from '../../kernel/format.js';
import type { DicomContext, DicomSurvey } from './context.js';
import { HEAD_LENGTH, openHead } from './open.js';
import { planDicom } from './plan.js';
import { residueOf } from './residue.js';
import { surveyDicom } from './survey.js';

export const dicom: Format<DicomContext, DicomSurvey> = {
  id: 'dicom',
  detect: async (source) => {
    if (source.size < 8) return false;
    return openHead(await source.read(0, Math.min(source.size, HEAD_LENGTH))) !== undefined;
  },
  survey: surveyDicom,
  plan: planDicom,
  verify: (_source, output, plan, context) => residueOf(output, plan, context),
};
