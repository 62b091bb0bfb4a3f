// The bytes of a document: a local file is read by range, anything else whole, through the workspace's file system.
import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { bufferSource, type Source } from '../../core/kernel/source.js';
import type { Engine } from '../loadEngine.js';
import { politeSource } from './politeSource.js';

export interface OpenBytes {
  readonly source: Source;
  /** The engine forgets then what it holds of the last object, whichever it is: asked again, it reads again. */
  close(): void;
}

/** A file of a remote provider is held in memory: more than this is not asked for. */
export const LARGEST_WHOLE = 512 * 1024 * 1024;

/** The provider gives files whole only, and this one is too large for that. */
export class TooLarge extends Error {
  readonly size: number;

  constructor(size: number) {
    super('too large to be read whole');
    this.name = 'TooLarge';
    this.size = size;
  }
}

/**
 * @throws an error of the file system, as it or VS Code tells it; TooLarge
 */
export async function openBytes(uri: vscode.Uri, engine: Engine): Promise<OpenBytes> {
  if (uri.scheme === 'file') {
    // The engine refuses a link, because a run must not leave its folder; who opens one in an editor means its target.
    const file = engine.openSource(engine.rawPath(await realpath(uri.fsPath)));
    const polite = politeSource(file);
    return {
      source: polite.source,
      close: () => {
        polite.stop();
        file.close();
        engine.forgetLast();
      },
    };
  }
  const { size, mtime } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST_WHOLE) throw new TooLarge(size);
  const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
  const polite = politeSource(bufferSource(bytes, `${mtime}:${bytes.length}`));
  return {
    source: polite.source,
    close: () => {
      polite.stop();
      engine.forgetLast();
    },
  };
}
