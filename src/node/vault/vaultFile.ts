import fs from 'node:fs';
import path from 'node:path';
import { DeidError } from '../../core/kernel/deidError.js';
import { withLock } from '../fileLock.js';
import { rawPath } from '../rawPath.js';
import { readText } from '../readText.js';
import { PathError, pathError } from '../systemError.js';
import { writeAll } from '../writeAll.js';
import { writeWhole } from '../writeWhole.js';
import { readVaultLine, type VaultHeader, type VaultLine } from './vaultLines.js';

export interface VaultContent {
  readonly header: VaultHeader;
  readonly lines: readonly VaultLine[];
}

interface VaultRead extends VaultContent {
  /** Half a line stands at its end. */
  readonly cut: boolean;
}

/**
 * All of a vault. A last line that a killed run did not finish is left out.
 * @throws PathError where there is none, or where it is damaged
 */
export function readVault(file: string): VaultRead {
  const text = readText(file);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [header, ...rest] = whole.split('\n').slice(0, -1).map(readVaultLine);
  if (header?.kind !== 'vault') throw new PathError('io', 'this is no vault of this program', file);
  const lines = rest.filter((line) => line !== undefined);
  if (lines.length < rest.length)
    throw new PathError('io', 'the vault is damaged: a line of it can not be read; use a copy of it', file);
  return { header, lines, cut: whole.length < text.length };
}

/**
 * Makes a vault that nobody has put anything into.
 * @throws PathError where the file exists
 */
export function makeVault(file: string, header: VaultHeader, lines: readonly VaultLine[]): void {
  try {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 });
    fs.writeFileSync(file, textOf([header, ...lines]), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw pathError(error, file);
  }
}

/** Appends lines as one piece; what a killed run left unfinished goes. */
export function appendToVault(file: string, lines: readonly VaultLine[]): Promise<void> {
  return withLock(file, () => {
    try {
      const descriptor = fs.openSync(file, 'r+');
      try {
        const end = wholeLines(descriptor);
        fs.ftruncateSync(descriptor, end);
        const bytes = Buffer.from(textOf(lines), 'utf8');
        try {
          writeAll(descriptor, bytes, end);
          fs.fsyncSync(descriptor);
        } catch (error) {
          fs.ftruncateSync(descriptor, end);
          throw error;
        }
      } finally {
        fs.closeSync(descriptor);
      }
    } catch (error) {
      throw error instanceof DeidError ? error : pathError(error, file);
    }
  });
}

/** Where the last whole line ends. */
function wholeLines(descriptor: number): number {
  const { size } = fs.fstatSync(descriptor);
  const piece = Buffer.alloc(64 * 1024);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - piece.length);
    const count = fs.readSync(descriptor, piece, 0, end - start, start);
    const found = piece.subarray(0, count).lastIndexOf(10);
    if (found >= 0) return start + found + 1;
    end = start;
  }
  return 0;
}

/**
 * Replaces the whole vault, or leaves it as it is: written beside, waited for, and given its name. What it held is gone from the file
 * system as far as that lets go of blocks.
 */
export async function rewriteVault(
  file: string,
  change: (content: VaultContent) => VaultContent | Promise<VaultContent>,
): Promise<void> {
  await withLock(file, async () => {
    const { header, lines } = await change(readVault(file));
    try {
      await writeWhole(rawPath(file), [textOf([header, ...lines])]);
    } catch (error) {
      throw error instanceof DeidError ? error : pathError(error, file);
    }
  });
}

function textOf(lines: readonly VaultLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
