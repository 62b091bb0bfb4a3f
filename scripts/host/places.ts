// The editors that tests and screenshots run in: which versions, and where they lie (a folder that git ignores).
import { existsSync } from 'node:fs';
import path from 'node:path';

export type VscodeVersion = '1.100' | 'current';

interface VscodePlace {
  readonly folder: string;
  /** The server build of VS Code. */
  readonly codeServer: string;
  readonly node: string;
  /** Where that version's own packages don't bring ripgrep without a download. */
  readonly ripgrep?: string;
  /** Native modules that must be compiled, first those of VS Code, then those of the server around it. */
  readonly native: readonly string[];
  readonly nativeOutside: readonly string[];
  /** What tests inside the extension host need, and nothing else should have: with it this editor shows no messages. */
  readonly hostTestOptions: readonly string[];
}

const CACHE = process.env['MEDIMAGECLEANER_HOSTS'] ?? path.resolve('.cache', 'hosts');

export const VSCODE: Readonly<Record<VscodeVersion, VscodePlace>> = {
  '1.100': {
    folder: path.join(CACHE, 'vscode-1.100'),
    codeServer: '4.100.3',
    node: '20.20.2',
    ripgrep: '1.18.0',
    native: ['@vscode/spdlog', 'native-watchdog', 'node-pty'],
    nativeOutside: ['argon2'],
    hostTestOptions: [],
  },
  current: {
    folder: path.join(CACHE, 'vscode-current'),
    codeServer: '4.139.1',
    node: '24.21.0',
    native: ['@vscode/spdlog', '@vscode/native-watchdog'],
    nativeOutside: [],
    // Without it this version takes no test from the address.
    hostTestOptions: ['--vscode-option', 'enable-smoke-test-driver'],
  },
};

export const THEIA = { folder: path.join(CACHE, 'theia'), version: '1.74.1' } as const;

export function vscodeMark(version: VscodeVersion): string {
  const place = VSCODE[version];
  return path.join(place.folder, `ok-${place.codeServer}-${place.node}`);
}

export function theiaMark(): string {
  return path.join(THEIA.folder, `ok-${THEIA.version}`);
}

/** The Node that a version of VS Code runs on, from a package that holds the program and its headers. */
export function nodePackage(): string {
  return `node-${process.platform}-${process.arch}`;
}

export function nodeOf(version: VscodeVersion): string {
  return path.join(VSCODE[version].folder, 'node', 'node_modules', nodePackage(), 'bin', 'node');
}

export function serverOf(version: VscodeVersion): string {
  return path.join(VSCODE[version].folder, 'server', 'node_modules', 'code-server');
}

export function vscodeInstalled(version: VscodeVersion): boolean {
  return existsSync(vscodeMark(version));
}

export function theiaInstalled(): boolean {
  return existsSync(theiaMark());
}
