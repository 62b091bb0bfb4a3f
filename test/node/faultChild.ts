// A run in a process of its own, which a test ends as a crash would. Its words: the run's request in JSON, and after how many files to die.
import { openJournal } from '../../src/node/journal/openJournal.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { run } from '../../src/node/run.js';
import { requestOf } from './requestOf.js';

const [asked = '{}', dieAfter = '0'] = process.argv.slice(2);
const { input, output, jobs }: { input: string; output: string; jobs: number } = JSON.parse(asked);
const { key: _, paths, ...settings } = requestOf([input], { output, jobs });
const items = resolveItems(paths, settings);
const opened = await openJournal({ items, settings, mode: 'auto', retryRefused: false, now: new Date() });
let files = 0;
const { journal } = opened;
if (journal === undefined) throw new Error('no journal');
const result = await run({
  ...requestOf(paths, { output, jobs }),
  key: opened.key,
  id: opened.run,
  journal,
  onFile() {
    files += 1;
    if (files === Number(dieAfter)) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(
  JSON.stringify({ totals: result.totals, resumed: opened.resumed, key: Buffer.from(opened.key).toString('hex') }),
);
