// `npm run host:install [-- 1.100 | current | theia …]`: the editors that the tests drive. Without a name: VS Code 1.100.
// With --if-possible, an editor that can't be had on this machine is named and left out.
import { installTheia, missingForTheia } from './installTheia.js';
import { installVscode, missingForVscode } from './installVscode.js';
import { theiaInstalled, vscodeInstalled } from './places.js';

interface Editor {
  readonly installed: () => boolean;
  readonly missing: () => readonly string[];
  readonly install: () => Promise<void>;
}

const EDITORS: Readonly<Record<string, Editor>> = {
  '1.100': {
    installed: () => vscodeInstalled('1.100'),
    missing: missingForVscode,
    install: () => installVscode('1.100'),
  },
  current: {
    installed: () => vscodeInstalled('current'),
    missing: missingForVscode,
    install: () => installVscode('current'),
  },
  theia: { installed: theiaInstalled, missing: missingForTheia, install: installTheia },
};

export async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((word) => word !== '--if-possible');
  const chosen = (names.length === 0 ? ['1.100'] : names).map((name) => {
    const editor = EDITORS[name];
    if (editor === undefined) throw new Error(`No such editor: ${name}. Say ${Object.keys(EDITORS).join(', ')}.`);
    return { name, editor };
  });
  const wanted = chosen.filter(({ name, editor }) => {
    if (editor.installed()) return false;
    const missing = editor.missing();
    if (!args.includes('--if-possible') || missing.length === 0) return true;
    console.log(`  skipped: ${name} is not installed. Missing: ${missing.join(', ')}`);
    return false;
  });
  // Side by side: each waits for the network most of the time.
  const done = await Promise.allSettled(wanted.map(({ editor }) => editor.install()));
  for (const each of done) if (each.status === 'rejected') console.error(each.reason);
  return done.every(({ status }) => status === 'fulfilled') ? 0 : 1;
}
