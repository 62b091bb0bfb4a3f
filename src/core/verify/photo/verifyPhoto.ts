// The independent check of a photograph against its original: nothing that only tells of the picture is there but what may stay, no text
// of what went is left, and pixels outside of what was found are as they were.
import type { Residue } from '../../kernel/format.js';
import type { Issue } from '../../kernel/issue.js';
import type { Source } from '../../kernel/source.js';
import type { Codecs } from '../../pixels/codecPort.js';
import type { Policy } from '../../policy/policy.js';
import type { FoundPart } from '../redacted.js';
import { NOTHING_CHECKED, type VerifyReport } from '../verifyReport.js';
import { checkJpeg } from './checkJpeg.js';
import { checkPng } from './checkPng.js';
import type { Pair } from './photoCheck.js';

export interface VerifyPhotoOptions {
  readonly policy: { readonly policy?: Pick<Policy, 'options'> };
  /** For JPEG of which some coded data are not as they were. */
  readonly codecs?: Codecs;
  /** Where in the original's picture something was found and taken out; asked where coded data are not as they were. */
  readonly found?: (original: Source) => Promise<readonly FoundPart[]>;
}

/** Photographs are held in memory to be compared. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Never throws on what the files hold. */
export async function verifyPhoto(original: Source, output: Source, given: VerifyPhotoOptions): Promise<VerifyReport> {
  if (original.size > MOST_BYTES || output.size > MOST_BYTES) return unreadable('is larger than what can be compared');
  const pair: Pair = {
    original: await original.read(0, original.size),
    output: await output.read(0, output.size),
    options: given.policy.policy?.options ?? [],
    codecs: given.codecs,
    found: async () => (await given.found?.(original)) ?? [],
  };
  const png = pair.original[0] === 0x89;
  if (pair.output[0] !== pair.original[0] || pair.output[1] !== pair.original[1])
    return unreadable('is of another kind than its original');
  const { residue, searched, compared } = png ? await checkPng(pair) : await checkJpeg(pair);
  return {
    verdict: residue.length > 0 ? 'residue' : 'clean',
    residue,
    issues: [],
    checks: {
      ...NOTHING_CHECKED,
      identifiersSearched: searched,
      formsSearched: searched,
      bytesSearched: output.size,
      pixelBytesCompared: compared,
    },
  };
}

function unreadable(why: string): VerifyReport {
  const found: Residue = { code: 'not-readable', message: `the output ${why}` };
  const issue: Issue = { ...found, severity: 'error' };
  return { verdict: 'unreadable', residue: [found], issues: [issue], checks: NOTHING_CHECKED };
}
