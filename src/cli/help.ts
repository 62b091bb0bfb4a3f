// Help, laid out for the width of the screen.
import type { OptionSpec } from './args.js';
import type { CommandSpec } from './commands/commandSpec.js';
import { COMMANDS } from './commandTable.js';
import { padded, wrapped } from './printable.js';
import type { Style } from './terminal.js';

export function programHelp(style: Style, columns: number): string {
  const commands = COMMANDS.map((command) => [`${command.name} ${command.operands}`, command.summary] as const);
  return [
    'medimagecleaner: see what identifies a patient in medical images, and take it out.',
    '',
    style.bold('Usage'),
    '  medimagecleaner COMMAND [options]',
    '',
    style.bold('Commands'),
    ...twoColumns(commands, columns),
    '',
    style.bold('Options'),
    ...twoColumns(
      [
        ['-h, --help', "This help; 'medimagecleaner COMMAND --help' for one command."],
        ['-V, --version', 'The version.'],
      ],
      columns,
    ),
    '',
    style.bold('Examples'),
    ...COMMANDS.flatMap((command) => command.examples.slice(0, 1)).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

export function commandHelp(command: CommandSpec, style: Style, columns: number): string {
  return [
    ...wrapped(command.description, Math.min(columns, 100)),
    '',
    style.bold('Usage'),
    `  medimagecleaner ${command.name} ${command.operands} [options]`,
    '',
    style.bold('Options'),
    ...twoColumns(
      command.options.map((option) => [optionTerm(option), option.help] as const),
      columns,
    ),
    '',
    style.bold('Examples'),
    ...command.examples.map((line) => `  ${line}`),
    '',
    style.bold('Exit status'),
    ...command.exits.map((line) => `  ${line}`),
    '  2  wrong usage, or a failure that one line on standard error explains',
    ...(command.name === 'deidentify' ? ['  130  cancelled'] : []),
    '',
  ].join('\n');
}

function optionTerm(option: OptionSpec): string {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  return `${short}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`;
}

// Beside each other where there is room, below each other on a narrow screen.
function twoColumns(rows: readonly (readonly [string, string])[], columns: number): string[] {
  const width = Math.min(columns, 100);
  const left = Math.max(...rows.map(([term]) => term.length)) + 4;
  const beside = width - left >= 36;
  return rows.flatMap(([term, text]) => {
    if (!beside) return [`  ${term}`, ...wrapped(text, width - 6).map((line) => `      ${line}`)];
    return wrapped(text, width - left).map((line, at) => padded(at === 0 ? `  ${term}` : '', left) + line);
  });
}
