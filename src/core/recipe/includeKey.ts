// How an included recipe is called: the name of a built-in one, or its path seen from the first recipe's folder.
import { builtinPolicy } from '../policy/builtin.js';
import { DEVICES } from './builtin/deviceName.js';

/** The built-in recipe that a target names, or the device rules that come with the program. */
export function builtinName(target: string): string | undefined {
  const name = target.toLowerCase();
  return builtinPolicy(name) === undefined && name !== DEVICES ? undefined : name;
}

/** `target` as it stands in the recipe `from`, which is a key itself; without it in the first recipe. */
export function includeKey(target: string, from: string | undefined): string {
  const builtin = builtinName(target);
  if (builtin !== undefined) return builtin;
  const path = target.replaceAll('\\', '/');
  const absolute = /^(?:\/|[A-Za-z]:\/)/.test(path);
  const folder = from === undefined || absolute || !from.includes('/') ? '' : from.slice(0, from.lastIndexOf('/') + 1);
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
