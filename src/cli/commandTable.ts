// All commands, in the order in which the help lists them.
import { CLEAN_COMMANDS } from './commands/cleanCommands.js';
import { CLUSTER_COMMANDS } from './commands/clusterCommand.js';
import type { CommandName, CommandSpec } from './commands/commandSpec.js';
import { LOOK_COMMANDS } from './commands/lookCommands.js';
import { RECIPE_COMMANDS } from './commands/recipeCommands.js';
import { RECORD_COMMANDS } from './commands/recordCommands.js';

const ORDER: readonly CommandName[] = [
  'deidentify',
  'inspect',
  'detect',
  'verify',
  'recipe',
  'report',
  'wizard',
  'crosswalk',
  'audit',
  'vault',
  'reidentify',
  'watch',
  'cluster',
];

const ALL: readonly CommandSpec[] = [
  ...CLEAN_COMMANDS,
  ...LOOK_COMMANDS,
  ...RECIPE_COMMANDS,
  ...RECORD_COMMANDS,
  ...CLUSTER_COMMANDS,
];

export const COMMANDS: readonly CommandSpec[] = ORDER.flatMap((name) => ALL.filter((command) => command.name === name));

export function commandNamed(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}
