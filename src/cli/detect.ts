// `detect`: what is found in the pixels of images, region by region. Nothing is written.
import { randomBytes } from 'node:crypto';
import { createIdentity } from '../core/identity/createIdentity.js';
import type { DetectedRegion, Detection } from '../core/pixels/pixelLook.js';
import { compilePolicy } from '../core/policy/compile.js';
import { type DetectedFile, detectFiles } from '../node/detectFiles.js';
import { namedItem } from '../node/outputPaths.js';
import { pathText } from '../node/rawPath.js';
import { ffmpegVideo } from '../node/video/ffmpeg.js';
import { type Arguments, hasFlag } from './args.js';
import { shown } from './paths.js';
import { pixelsFrom } from './pixelFlags.js';
import { rulesFrom } from './policyFlags.js';
import { printable } from './printable.js';
import { type Session, warn } from './session.js';
import type { Style } from './terminal.js';
import { counted } from './units.js';
import { version } from './version.js';

/** Gives 1 where an image that should be looked into could not be. */
export async function detect(given: Arguments, session: Session): Promise<number> {
  const { policy: rules, table, doubts } = await rulesFrom(given, false);
  for (const doubt of doubts) warn(session, doubt);
  const [operand] = given.operands;
  if (operand === undefined) return 2;
  const item = namedItem(operand);
  const wish = pixelsFrom(given);
  const context = {
    policy: compilePolicy(rules),
    identity: createIdentity(randomBytes(32)),
    patientEvidence: [],
    salvage: false,
    pixels: wish.pixels,
    producer: `medimagecleaner ${version}`,
    video: ffmpegVideo(wish.ffmpeg),
    ...(table === undefined ? {} : { table }),
  };
  const { terminal } = session;
  const json = hasFlag(given, 'json');
  const view: View = { values: hasFlag(given, 'values'), reviewBelow: wish.reviewBelow ?? 0, style: terminal.outStyle };
  const nameOf = ({ inside }: DetectedFile) => (inside === '' ? (given.operands[0] ?? '') : pathText(inside));
  const documents: unknown[] = [];
  let [files, regions, failed] = [0, 0, 0];
  for await (const file of detectFiles({
    item,
    context,
    device: wish.detection?.device ?? 'auto',
    signal: session.signal,
  })) {
    files += 1;
    const { detection } = file;
    if (detection.kind === 'looked') regions += detection.regions.length;
    if (detection.kind === 'refusal') failed += 1;
    if (json) documents.push({ path: nameOf(file), ...jsonOf(detection, view) });
    else for (const line of linesOf(shown(nameOf(file)), detection, view)) terminal.out(`${line}\n`);
  }
  if (json)
    terminal.out(
      `${JSON.stringify({ tool: `medimagecleaner ${version}`, pixels: wish.pixels, files: documents }, undefined, 2)}\n`,
    );
  else terminal.out(`\n${counted(files, 'file')}, ${counted(regions, 'region')} found\n`);
  return failed > 0 ? 1 : 0;
}

interface View {
  readonly values: boolean;
  readonly reviewBelow: number;
  readonly style: Style;
}

const WHY_NOT = {
  asked: 'not looked into: --pixels none',
  unlikely: 'not looked into: nothing says that it holds text; --pixels all looks at all images',
  recipe: 'not looked into: the recipe does not ask for it',
  'no-detector': 'not looked into',
} as const;

function linesOf(name: string, detection: Detection, { values, reviewBelow, style }: View): readonly string[] {
  switch (detection.kind) {
    case 'no-image':
      return [style.dim(`${name}: no image`)];
    case 'not-looked':
      return [style.dim(`${name}: ${WHY_NOT[detection.because]}`)];
    case 'refusal':
      return [style.yellow(`${name}: ${detection.refusal.message}`)];
    case 'looked': {
      const { regions } = detection;
      const head = regions.length === 0 ? `${name}: nothing found` : `${name}: ${counted(regions.length, 'region')}`;
      return [head, ...regions.map((one) => lineOf(one, values, reviewBelow, style))];
    }
  }
}

function lineOf({ region, taken, texts }: DetectedRegion, values: boolean, reviewBelow: number, style: Style): string {
  const [left, top, right, bottom] = region.box;
  const place = `${left},${top} ${right - left}x${bottom - top}`.padEnd(20);
  const frames = region.frames.map(([first, last]) => (first === last ? `${first + 1}` : `${first + 1}-${last + 1}`));
  const many = frames.length > 3 ? [...frames.slice(0, 3), '…'] : frames;
  const what = region.kind === 'text' ? `text, ${region.judgement}` : region.kind;
  const fate = taken ? style.red('goes ') : style.dim('stays');
  const review = region.confidence < reviewBelow ? style.yellow('  review') : '';
  const read = values && texts.length > 0 ? `  ${printable(texts.join(' / '))}` : '';
  return `  ${fate} ${place} frame ${many.join(', ').padEnd(8)} ${what.padEnd(20)} ${region.confidence.toFixed(2)}${review}${read}`;
}

function jsonOf(detection: Detection, { values, reviewBelow }: View): object {
  if (detection.kind === 'refusal')
    return { looked: false, code: detection.refusal.code, message: detection.refusal.message };
  if (detection.kind === 'not-looked')
    return { looked: false, because: detection.because, mayHoldText: detection.why !== undefined };
  if (detection.kind === 'no-image') return { looked: false, because: 'no-image' };
  const regions = detection.regions.map(({ region, taken, texts }) => {
    const {
      kind,
      box: [left, top, right, bottom],
      polygon,
      frames,
      judgement,
      category,
      confidence,
      rule,
      reason,
      clause,
    } = region;
    return {
      kind,
      rectangle: [left, top, right - left, bottom - top],
      ...(polygon === undefined ? {} : { polygon }),
      frames,
      judgement,
      category,
      confidence,
      taken,
      review: confidence < reviewBelow,
      rule,
      reason,
      clause,
      ...(values ? { texts } : {}),
    };
  });
  const review = regions.some((region) => region.review);
  return {
    looked: true,
    confidence: Math.min(1, ...regions.map(({ confidence }) => confidence)),
    review,
    framesInGroups: detection.grouped,
    regions,
  };
}
