// `npm run host:install [-- 1.100 | current | theia …]`: the editors that the tests drive. Without a name: VS Code 1.100.
import { installTheia } from './installTheia.js';
import { installVscode } from './installVscode.js';

export async function main(args: readonly string[]): Promise<number> {
  for (const name of args.length === 0 ? ['1.100'] : args) {
    if (name === '1.100' || name === 'current') await installVscode(name);
    else if (name === 'theia') await installTheia();
    else throw new Error(`No such editor: ${name}. Say 1.100, current or theia.`);
  }
  return 0;
}
