// From words to a command. Each command is loaded only when it is asked for, so that --version and --help answer at once.

import { didYouMean } from '../core/dictionary/nearest.js';
import { DeidError } from '../core/kernel/deidError.js';
import { errnoOf } from '../node/systemError.js';
import { type Arguments, hasFlag, parseArguments } from './args.js';
import type { CommandName, CommandSpec } from './commands/commandSpec.js';
import { COMMANDS, commandNamed } from './commandTable.js';
import { commandHelp, programHelp } from './help.js';
import { printable } from './printable.js';
import { complain, type Session } from './session.js';
import { version } from './version.js';

/** Runs one command line. Gives the exit status; what a user can't have caused is thrown. */
export async function main(words: readonly string[], session: Session): Promise<number> {
  const { terminal } = session;
  const [first, ...rest] = words;
  if (first === undefined) {
    terminal.err(programHelp(terminal.errStyle, terminal.columns));
    return 2;
  }
  if (first === '--version' || first === '-V') {
    terminal.out(`medimagecleaner ${version}\n`);
    return 0;
  }
  if (first === '--help' || first === '-h') {
    terminal.out(programHelp(terminal.outStyle, terminal.columns));
    return 0;
  }
  if (first === 'help') return help(rest[0], session);
  const command = commandNamed(first);
  if (command === undefined) return unknownCommand(first, session);
  const parsed = parseArguments(command.options, rest);
  if (parsed.kind === 'wrong') return wrongUsage(command, printable(parsed.problem), session);
  const given = parsed.arguments;
  if (hasFlag(given, 'help')) return help(first, session);
  const [least, most] = command.count;
  if (given.operands.length < least) return wrongUsage(command, `${command.name} needs ${command.operands}`, session);
  if (given.operands.length > most) {
    return wrongUsage(command, `${command.name} takes ${command.operands} and nothing more`, session);
  }
  return runCommand(command.name, given, session);
}

async function runCommand(name: CommandName, given: Arguments, session: Session): Promise<number> {
  switch (name) {
    case 'deidentify':
      return (await import('./deidentify.js')).deidentify(given, session);
    case 'watch':
      return (await import('./watch.js')).watch(given, session);
    case 'cluster':
      return startCluster(given, session);
    case 'inspect':
      return (await import('./inspect.js')).inspect(given, session);
    case 'detect':
      return (await import('./detect.js')).detect(given, session);
    case 'verify':
      return (await import('./verify.js')).verify(given, session);
    case 'crosswalk':
      return (await import('./crosswalk.js')).crosswalk(given, session);
    case 'reidentify':
      return (await import('./reidentify.js')).reidentify(given, session);
    case 'vault':
      return (await import('./vault.js')).vault(given, session);
    case 'audit':
      return (await import('./audit.js')).audit(given, session);
    case 'report':
      return (await import('./reportPages.js')).report(given, session);
    case 'wizard':
      return (await import('./wizard.js')).wizard(given, session);
    case 'recipe':
      return (await import('./recipe.js')).recipe(given, session);
  }
}

/** The editor's package is without it. */
async function startCluster(given: Arguments, session: Session): Promise<number> {
  try {
    return await (await import('./cluster.js')).cluster(given, session);
  } catch (error) {
    if (errnoOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new DeidError(
      'usage',
      "workers of a cluster are not part of the editor's package: run the command line from its own",
    );
  }
}

function help(name: string | undefined, session: Session): number {
  const { terminal } = session;
  if (name === undefined) {
    terminal.out(programHelp(terminal.outStyle, terminal.columns));
    return 0;
  }
  const command = commandNamed(name);
  if (command === undefined) return unknownCommand(name, session);
  terminal.out(commandHelp(command, terminal.outStyle, terminal.columns));
  return 0;
}

function unknownCommand(word: string, session: Session): number {
  const names = COMMANDS.map((command) => command.name);
  const what = word.startsWith('-') ? 'unknown option' : 'no command';
  complain(session, `${what} '${printable(word)}'${didYouMean(word, names)}`, "See 'medimagecleaner --help'.");
  return 2;
}

function wrongUsage(command: CommandSpec, problem: string, session: Session): number {
  complain(session, problem, `See 'medimagecleaner ${command.name} --help'.`);
  return 2;
}
