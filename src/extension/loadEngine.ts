// Loads the engine's bundle when it is first needed, so that starting costs nothing.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export type Engine = typeof import('./engine.js');

/** Imports `dist/engine.js` of the extension once; a failed import is tried again by the next caller. */
export function engineLoader(extensionPath: string): () => Promise<Engine> {
  let loading: Promise<Engine> | undefined;
  return () => {
    loading ??= load(extensionPath).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function load(extensionPath: string): Promise<Engine> {
  const url = pathToFileURL(path.join(extensionPath, 'dist', 'engine.js')).href;
  const loaded: Engine = await import(url);
  return loaded;
}
