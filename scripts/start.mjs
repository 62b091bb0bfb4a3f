// `npm start`: de-identifies a small made-up study and shows what was found. `npm start -- PATH` does it with the user's own file or folder.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cli = path.join(root, 'dist', 'cli.js');
const own = process.argv.slice(2);

/** Runs the command line where the user stands; a relative path means what it meant to the user. */
function deidentify(words, folder) {
  const run = spawnSync(process.execPath, [cli, 'deidentify', ...words, '--details'], {
    stdio: 'inherit',
    cwd: folder,
  });
  if (run.error !== undefined) throw run.error;
  return run.status ?? 2;
}

if (own.length > 0) {
  process.exitCode = deidentify(own, process.env['INIT_CWD'] ?? process.cwd());
} else {
  const study = path.join('sample', 'study');
  // Both folders are made by this script and by nothing else.
  rmSync(path.join(root, study), { recursive: true, force: true });
  rmSync(path.join(root, 'sample', 'deidentified'), { recursive: true, force: true });
  const { writeSampleStudy } = await import(new URL('../dist/sampleStudy.js', import.meta.url).href);
  const files = await writeSampleStudy(path.join(root, study));
  console.log(`Made a small study of an invented patient: ${files.length} files in ${study}\n`);
  process.exitCode = deidentify([study], root);
  console.log(`\nNow your own:  npm start -- PATH\nEverything else:  node dist/cli.js --help`);
}
