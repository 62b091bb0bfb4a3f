// The extension begins here. It only registers: whatever takes time is loaded by the first use.
import * as vscode from 'vscode';
import { type Api, createApi } from './api.js';
import { registerCommands } from './commands/register.js';
import { registerEditor } from './editor/register.js';
import { createKeyVault } from './keys/keyStore.js';
import { registerLanguage } from './language/register.js';
import { engineLoader } from './loadEngine.js';
import { createRegionStore } from './pixels/regionStore.js';
import { nameFfmpeg } from './run/ffmpegSetting.js';
import type { Services } from './services.js';
import { createTables } from './tables/tables.js';
import { registerWizard } from './wizard/register.js';
import { createWorkspaceRecipe } from './workspaceRecipe/createWorkspaceRecipe.js';
import { registerWorkspaceRecipe } from './workspaceRecipe/register.js';

declare const MEDIMAGECLEANER_VERSION: string;

export function activate(context: vscode.ExtensionContext): Api {
  const log = vscode.window.createOutputChannel('medimagecleaner', { log: true });
  const engine = engineLoader(context.extensionPath);
  const recipes = createWorkspaceRecipe(context, engine);
  const key = createKeyVault(context, engine);
  const regions = createRegionStore(context, engine);
  const tables = createTables(context, engine);
  const version = MEDIMAGECLEANER_VERSION;
  const services: Services = { context, engine, key, recipes, regions, tables, log, version };
  context.subscriptions.push(log);
  nameFfmpeg(context);
  registerWorkspaceRecipe(services);
  registerEditor(services);
  const reports = registerCommands(services);
  registerLanguage(services);
  registerWizard(services);
  return createApi(services, reports);
}
