// The extension begins here. It only registers: whatever takes time is loaded by the first use.
import * as vscode from 'vscode';
import { registerEditor } from './editor/register.js';
import { engineLoader } from './loadEngine.js';
import type { KeyStore, Services } from './services.js';
import { createWorkspaceRecipe } from './workspaceRecipe/createWorkspaceRecipe.js';
import { registerWorkspaceRecipe } from './workspaceRecipe/register.js';

declare const MEDIMAGECLEANER_VERSION: string;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('medimagecleaner', { log: true });
  const engine = engineLoader(context.extensionPath);
  const recipes = createWorkspaceRecipe(context, engine, log);
  const services: Services = { context, engine, key: noKey, recipes, log, version: MEDIMAGECLEANER_VERSION };
  context.subscriptions.push(log);
  registerWorkspaceRecipe(services);
  registerEditor(services);
}

/** Stands in until a key store is there. */
const noKey: KeyStore = { get: async () => undefined, onDidChange: () => ({ dispose: () => undefined }) };
