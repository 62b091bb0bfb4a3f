// `verify`: copies against their originals, by the second reader.
import fs from 'node:fs';
import path from 'node:path';
import { createIdentity } from '../core/identity/createIdentity.js';
import { DeidError } from '../core/kernel/deidError.js';
import { compilePolicy } from '../core/policy/compile.js';
import type { VerifyOptions } from '../core/verify/verifyOutput.js';
import { lazyCodecs } from '../node/codecs/index.js';
import { partsFinder } from '../node/detectFiles.js';
import { type NamedItem, namedItem } from '../node/outputPaths.js';
import type { Verdict } from '../node/verdict.js';
import { pairsOf, type VerifyPair, verdictOf } from '../node/verifyPairs.js';
import { ffmpegVideo } from '../node/video/ffmpeg.js';
import { type Arguments, hasFlag } from './args.js';
import { keyFrom } from './keyFlags.js';
import { shown } from './paths.js';
import { pixelsFrom } from './pixelFlags.js';
import { rulesFrom } from './policyFlags.js';
import { startProgress } from './progress.js';
import { type Session, warn } from './session.js';
import { verdictsJson, verdictsText } from './verifyText.js';

/** Gives 0 where every copy is clean and every original of a known format has one, else 1. */
export async function verify(given: Arguments, session: Session): Promise<number> {
  const { policy: rules, doubts } = await rulesFrom(given, false);
  for (const doubt of doubts) warn(session, doubt);
  const policy = compilePolicy(rules);
  const identity = createIdentity(keyFrom(given, session).key);
  const wish = pixelsFrom(given);
  const options: VerifyOptions = {
    policy,
    isOwn: (value) => identity.mapUid(value) === value || identity.pseudonym('patient', value) === value,
    pixels: wish.pixels,
    codecs: lazyCodecs().decode,
    ...(wish.pixels === 'none'
      ? {}
      : {
          found: partsFinder(
            {
              policy,
              identity,
              patientEvidence: [],
              salvage: true,
              pixels: wish.pixels,
              producer: '',
              video: ffmpegVideo(wish.ffmpeg),
            },
            wish.detection?.device ?? 'auto',
          ),
        }),
  };
  const pairs = await pairsFrom(given, session);
  const progress = startProgress(session.terminal, true, session.now);
  const verdicts: Verdict[] = [];
  try {
    for (const [done, pair] of pairs.entries()) {
      if (session.signal.aborted) throw new DeidError('cancelled', 'cancelled');
      progress.update({ filesDone: done, filesTotal: pairs.length, bytesDone: 0, bytesTotal: 0 });
      const verdict = await verdictOf(pair, options);
      if (verdict !== undefined) verdicts.push(verdict);
    }
  } finally {
    progress.clear();
  }
  if (verdicts.length === 0)
    throw new DeidError('usage', 'there is nothing to verify: no DICOM file and no photograph in either');
  const { terminal } = session;
  if (hasFlag(given, 'json')) terminal.out(verdictsJson(verdicts, policy));
  else terminal.out(verdictsText(verdicts, terminal.outStyle, terminal.columns));
  return verdicts.every((verdict) => verdict.kind === 'clean') ? 0 : 1;
}

async function pairsFrom(given: Arguments, session: Session): Promise<readonly VerifyPair[]> {
  const [original, output] = given.operands.map(namedItem);
  if (original === undefined || output === undefined) return [];
  if (original.kind !== output.kind) {
    throw new DeidError('usage', 'verify compares two files or two folders, not a file with a folder');
  }
  if (original.source === output.source) {
    throw new DeidError('usage', `${shown(original.given)} and ${shown(output.given)} are the same ${original.kind}`);
  }
  if (original.kind === 'folder') warnOfDepth(original, output, session);
  if (original.kind === 'folder') return pairsOf(original.source, output.source);
  return [{ name: output.given, original: original.source, output: output.source }];
}

/** A run over a folder puts the copies into a folder of the same name, and who compares may name the one around it. */
function warnOfDepth(original: NamedItem, output: NamedItem, session: Session): void {
  const name = path.basename(path.resolve(original.given));
  const inside = path.join(output.given, name);
  if (!isFolder(inside) || isFolder(path.join(original.given, name))) return;
  warn(
    session,
    `there is a folder ${shown(inside)}: if the copies lie there, verify ${shown(original.given)} ${shown(inside)}`,
  );
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
