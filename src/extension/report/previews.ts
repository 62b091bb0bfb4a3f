// Reports that lie in no file: of previews, and of runs whose record could not be written. In memory, gone with the window.
import * as vscode from 'vscode';

export const PREVIEW_SCHEME = 'deid-report';

export interface Previews {
  /** Keeps a record's text and gives the address of its report. `base` is what its paths are relative to. */
  add(name: string, text: string, base: vscode.Uri): vscode.Uri;
  baseOf(uri: vscode.Uri): vscode.Uri | undefined;
}

/** Older ones go. */
const MOST = 20;

export function registerPreviews(context: vscode.ExtensionContext): Previews {
  const held = new Map<string, { readonly bytes: Uint8Array; readonly base: vscode.Uri; readonly at: number }>();
  const nothing = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const find = (uri: vscode.Uri) => {
    const entry = held.get(uri.path);
    if (entry === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  };
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: nothing.event,
    watch: () => ({ dispose: () => undefined }),
    stat: (uri) => {
      const { bytes, at } = find(uri);
      return { type: vscode.FileType.File, ctime: at, mtime: at, size: bytes.length };
    },
    readFile: (uri) => find(uri).bytes,
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  context.subscriptions.push(
    nothing,
    vscode.workspace.registerFileSystemProvider(PREVIEW_SCHEME, provider, { isReadonly: true, isCaseSensitive: true }),
  );
  let count = 0;
  return {
    add(name, text, base) {
      count += 1;
      const place = `/${count}/${name}`;
      held.set(place, { bytes: new TextEncoder().encode(text), base, at: Date.now() });
      const [oldest] = held.keys();
      if (held.size > MOST && oldest !== undefined) held.delete(oldest);
      return vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: place });
    },
    baseOf: (uri) => held.get(uri.path)?.base,
  };
}
