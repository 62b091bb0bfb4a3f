// First pass over a file: whose it is, and which identifiers it names.
import type { Source } from '../../kernel/source.js';
import { characterSet } from './charset/characterSet.js';
import type { DicomSurvey } from './context.js';
import { isDirectory } from './directory.js';
import { collectEvidence, patientKey, REFUSED_SURVEY } from './evidence.js';
import { readObject } from './read.js';
import { charsetOf, plainValue } from './visit.js';

/** Planning says what is wrong with an object that can't be read. */
export async function surveyDicom(source: Source): Promise<DicomSurvey> {
  const read = await readObject(source, true);
  if (read.kind === 'refusal') return REFUSED_SURVEY;
  const { window, table, sopClass, opening } = read.object;
  const charset = await charsetOf(window, table.elements, characterSet([]));
  return {
    patient: await patientKey(window, table.elements, charset),
    sopClassUid: sopClass,
    sopInstanceUid: (await plainValue(window, table.elements, 0x00080018)) || opening.sopInstance,
    studyUid: await plainValue(window, table.elements, 0x0020000d),
    isDirectory: isDirectory(sopClass, table.elements),
    evidence: await collectEvidence(window, table.elements, charset),
  };
}
