// `npm run bench`: us beside cp, dcmodify, gdcmanon and pydicom, planning, and how cost grows. Data is made and removed.
// Options: --rounds N, --quick, --save (bench/results.json), --only small,multi,plan,linear, --work DIR.
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { arch, cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contenders } from './contenders.js';
import { freshFolder, linearInBytes, linearInFiles } from './linear.js';
import { makeFolder, makeMultiFrame } from './makeData.js';
import { type PlanCost, planCost } from './planCost.js';
import { race } from './race.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    only: { type: 'string', default: 'small,multi,plan,linear' },
    work: { type: 'string', default: tmpdir() },
  },
});

const { quick } = options;
const rounds = Number(options.rounds ?? (quick ? 3 : 7));
const parts = new Set(options.only.split(','));
const SMALL = quick ? 100 : 1000;
const FRAMES = quick ? 400 : 4095;
const NEEDED = quick ? 2e9 : 8e9;

async function main(): Promise<number> {
  const all = contenders();
  const us = all.find((contender) => contender.name === 'medimagecleaner');
  if (us === undefined || !us.present) {
    console.error('dist/cli.js is not there: run `npm run build` first');
    return 2;
  }
  const disk = statfsSync(options.work);
  if (disk.bavail * disk.bsize < NEEDED) {
    console.error(`needs ${NEEDED / 1e9} GB free in ${options.work}; --work takes another folder, --quick needs less`);
    return 2;
  }
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? arch()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`;
  console.log(machine);
  const scratch = mkdtempSync(path.join(options.work, 'medimagecleaner-bench-'));
  const clean = () => rmSync(scratch, { recursive: true, force: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clean();
      process.exit(130);
    });
  }
  try {
    const input = path.join(scratch, 'in');
    const results: Record<string, unknown> = { machine, rounds, quick };
    if (parts.has('small')) {
      makeFolder(freshFolder(input), SMALL);
      results['small'] = race(`${SMALL} files of half a megabyte`, input, scratch, rounds, all);
    }
    if (parts.has('multi')) {
      makeMultiFrame(path.join(freshFolder(input), 'multi.dcm'), FRAMES);
      results['multi'] = race('one multi-frame file', input, scratch, Math.min(rounds, 5), all);
    }
    freshFolder(input);
    if (parts.has('plan')) results['plan'] = await plans();
    if (parts.has('linear')) {
      results['files'] = linearInFiles(us, scratch, quick ? [50, 200, 500] : [100, 1000, 5000], 3);
      results['bytes'] = linearInBytes(us, scratch, quick ? [16, 64, 256] : [16, 128, 1024], 3);
    }
    for (const contender of all) console.log(`${contender.name}: ${contender.does}`);
    if (options.save) writeFileSync('bench/results.json', `${JSON.stringify(results, null, 1)}\n`);
    return 0;
  } finally {
    clean();
  }
}

async function plans(): Promise<readonly PlanCost[]> {
  console.log('\nplanning one CT    CPU ms     worst     edits');
  const costs: PlanCost[] = [];
  for (const recipe of ['blank', 'basic', 'research']) {
    const cost = await planCost(recipe, quick ? 500 : 2000);
    costs.push(cost);
    console.log(
      `${recipe.padEnd(16)}${cost.milliseconds.toFixed(3).padStart(9)}${cost.worst.toFixed(3).padStart(10)}${String(cost.edits).padStart(10)}`,
    );
  }
  return costs;
}

process.exitCode = await main();
