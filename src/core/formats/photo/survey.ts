// The first pass over a photograph: what its metadata name, for the names of files. It says of no patient, so nothing is shared.
import type { Source } from '../../kernel/source.js';
import type { PhotoSurvey } from './context.js';
import { newDraft } from './draft.js';
import { jpegMetadata } from './jpegMetadata.js';
import { readJpeg } from './jpegParts.js';
import { kindOf } from './kindOf.js';
import { peopleIn } from './people.js';
import { pngMetadata } from './pngMetadata.js';
import { readPng } from './pngParts.js';

const NOBODY = { patient: '', sopClassUid: '', sopInstanceUid: '', studyUid: '', isDirectory: false } as const;
const NOTHING = { device: false, dates: false };

export async function surveyPhoto(source: Source): Promise<PhotoSurvey> {
  const draft = newDraft();
  const kind = kindOf(await source.read(0, Math.min(8, source.size)));
  const parts = kind === undefined ? undefined : kind === 'jpeg' ? await readJpeg(source) : await readPng(source);
  if (parts?.kind === 'jpeg') await jpegMetadata(draft, source, parts, NOTHING);
  if (parts?.kind === 'png') await pngMetadata(draft, source, parts, NOTHING);
  return { ...NOBODY, evidence: peopleIn(draft.told) };
}
