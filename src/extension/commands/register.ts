// Everything that the user can ask of files and folders: commands, runs, reports, dumps, decorations, tasks.
import { registerKeys } from '../keys/register.js';
import type { Services } from '../services.js';

export function registerCommands(services: Services): void {
  registerKeys(services);
}
