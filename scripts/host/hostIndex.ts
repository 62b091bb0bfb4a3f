// Runs inside the extension host: mocha over the bundled tests beside it. Every result goes to a file at once, one JSON line each,
// so that a host that dies tells how far it came.
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import type { HostLine } from './hostResults.js';

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: start the host tests with npm run test:host.`);
  return value;
}

export function run(): Promise<void> {
  const file = environment('MEDIMAGECLEANER_HOST_RESULTS');
  const grep = process.env['MEDIMAGECLEANER_HOST_GREP'] ?? '';
  const say = (line: HostLine): void => appendFileSync(file, `${JSON.stringify(line)}\n`);
  const mocha = new Mocha({ ui: 'bdd', timeout: 180000, ...(grep === '' ? {} : { grep }), reporter: 'min' });
  const folder = environment('MEDIMAGECLEANER_HOST_TESTS');
  for (const name of readdirSync(folder).sort()) if (name.endsWith('.host.cjs')) mocha.addFile(path.join(folder, name));
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      say({ kind: 'end' });
      if (failures === 0) resolve();
      else reject(new Error(`${failures} of the host tests failed.`));
    });
    runner.on('test', (test) => say({ kind: 'start', title: test.fullTitle() }));
    runner.on('pass', (test) => say({ kind: 'pass', title: test.fullTitle() }));
    runner.on('pending', (test) => say({ kind: 'skip', title: test.fullTitle() }));
    runner.on('fail', (test, error: Error) =>
      say({ kind: 'fail', title: test.fullTitle(), message: error.stack ?? String(error) }),
    );
  });
}
