// The workspace's secret key in VS Code's secret storage: one per set of folders, as hexadecimal digits. Never in a
// setting, a file of the workspace or a log.
import { createHash, randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Engine } from '../loadEngine.js';

export interface KeyVault {
  /** Undefined where the workspace has none: nobody makes one by looking. */
  get(): Promise<Uint8Array | undefined>;
  /** The key as a key file holds it. */
  text(): Promise<string | undefined>;
  /** Makes a new key in place of the old one. */
  create(): Promise<void>;
  /**
   * Takes the key that a key file holds, in any form that the command line reads.
   * @throws DeidError `bad-key`, without telling any of it
   */
  import(bytes: Uint8Array): Promise<void>;
  forget(): Promise<void>;
  /** A key was created, imported or forgotten. */
  readonly onDidChange: vscode.Event<void>;
}

const KEY_BYTES = 32;

export function createKeyVault(context: vscode.ExtensionContext, engine: () => Promise<Engine>): KeyVault {
  const changed = new vscode.EventEmitter<void>();
  const { secrets } = context;
  context.subscriptions.push(
    changed,
    // Another window of the same workspace may change the key too.
    secrets.onDidChange(({ key }) => {
      if (key === place()) changed.fire();
    }),
  );
  const text = () => Promise.resolve(secrets.get(place()));
  const store = async (bytes: Uint8Array) => {
    await secrets.store(place(), Buffer.from(bytes).toString('hex'));
  };
  return {
    async get() {
      const held = await text();
      return held === undefined ? undefined : new Uint8Array(Buffer.from(held, 'hex'));
    },
    text,
    create: () => store(randomBytes(KEY_BYTES)),
    async import(bytes) {
      const { parseKey } = await engine();
      await store(parseKey(bytes));
    },
    forget: () => Promise.resolve(secrets.delete(place())),
    onDidChange: changed.event,
  };
}

/** Under which name the key lies: the workspace's file, or its folders, whatever their order. */
function place(): string {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const folders = workspaceFolders.map(({ uri }) => uri.toString()).sort();
  const identity =
    workspaceFile === undefined || workspaceFile.scheme === 'untitled' ? folders : [workspaceFile.toString()];
  return `key:${createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 32)}`;
}
