// A format for tests of what is around a format. A file is `FAKE`, a line of words that say what happens to it, then its bytes.
import fs from 'node:fs';
import type { DicomContext, DicomSurvey } from '../../src/core/formats/dicom/context.js';
import type { Format } from '../../src/core/kernel/format.js';
import type { Plan } from '../../src/core/kernel/plan.js';
import type { Source } from '../../src/core/kernel/source.js';

/** Text of a file for this format. */
export function standInFile(words: string, rest: string | Uint8Array = 'body'): Buffer {
  return Buffer.concat([Buffer.from(`FAKE ${words}\n`), Buffer.from(rest)]);
}

/** For RunRequest.formatModule. */
export const STAND_IN = import.meta.url;

async function wordsOf(source: Source): Promise<readonly string[]> {
  const text = Buffer.from(await source.read(0, 200)).toString('latin1');
  return (text.split('\n')[0] ?? '').split(' ');
}

function wordAfter(words: readonly string[], name: string): string {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** True the first time, of which a file in this place is the sign. */
function first(marker: string): boolean {
  if (marker === '' || fs.existsSync(marker)) return false;
  fs.writeFileSync(marker, '');
  return true;
}

function planOf(source: Source, words: readonly string[], context: DicomContext): Plan {
  const finding = {
    rule: 'stand-in',
    location: { kind: 'region', name: 'header' },
    range: { offset: 0, length: 4 },
    category: 'other',
    action: 'D',
    effect: 'replaced',
    reason: 'a test',
    clause: 'none',
    confidence: 1,
  } as const;
  const shown = context.patientEvidence.map((item) => item.value).join('+');
  const present = context.present?.(wordAfter(words, 'refers').split('/')) ?? '';
  const bytes = Buffer.from(`DONE[${shown}]${present}`);
  const uid = wordAfter(words, 'uid');
  if (uid !== '') context.record?.('uid', uid, context.identity.mapUid(uid));
  const base = { stamp: source.stamp, size: source.size, policyDigest: '', findings: [finding], issues: [] };
  if (words.includes('refuse'))
    return { ...base, edits: [], refusal: { code: 'stand-in', message: 'refused by a word' } };
  return { ...base, edits: [{ offset: 0, length: 4, bytes, findings: [0] }] };
}

export const dicom: Format<DicomContext, DicomSurvey> = {
  id: 'stand-in',
  detect: async (source) => (await wordsOf(source))[0] === 'FAKE',
  survey: async (source) => {
    const words = await wordsOf(source);
    if (words.includes('survey-fails')) throw new Error('a value of the file');
    if (first(wordAfter(words, 'survey-fails-once'))) throw new Error('a value of the file');
    if (words.includes('survey-exits')) process.exit(3);
    if (first(wordAfter(words, 'survey-exits-once'))) process.exit(3);
    const name = wordAfter(words, 'name');
    return {
      patient: wordAfter(words, 'patient'),
      sopClassUid: '',
      sopInstanceUid: wordAfter(words, 'uid'),
      studyUid: '',
      isDirectory: words.includes('directory'),
      ...(words.includes('survey-refused') ? { isRefused: true } : {}),
      evidence: name === '' ? [] : [{ kind: 'patient-name', value: name }],
    };
  },
  plan: async (source, context) => {
    const words = await wordsOf(source);
    if (words.includes('throw')) throw new Error('a value of the file');
    if (words.includes('exit')) process.exit(3);
    if (first(wordAfter(words, 'exit-once'))) process.exit(3);
    for (; words.includes('hang'); );
    return planOf(source, words, context);
  },
  verify: async (source, output) => {
    if ((await wordsOf(source)).includes('residue')) return [{ code: 'stand-in', message: 'something is left' }];
    const start = Buffer.from(await output.read(0, 4)).toString('latin1');
    return start === 'DONE' ? [] : [{ code: 'bytes-changed', message: 'the output does not start as it should' }];
  },
};
