import fs from 'node:fs';
import { pathError } from './systemError.js';

/** All of a small file, as UTF-8. @throws PathError where it can't be read */
export function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw pathError(error, file);
  }
}
