// The argument parser: what people type, and what they mistype.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { allValues, hasFlag, lastValue, type OptionSpec, parseArguments } from '../../src/cli/args.js';
import { COMMANDS } from '../../src/cli/commandTable.js';

const SPECS: readonly OptionSpec[] = [
  { name: 'output', short: 'o', value: 'DIR', help: '' },
  { name: 'jobs', short: 'j', value: 'N', help: '' },
  { name: 'dry-run', short: 'n', help: '' },
  { name: 'quiet', short: 'q', help: '' },
  { name: 'date-shift', value: 'DAYS', help: '' },
  { name: 'set', value: 'T=V', help: '' },
  { name: 'pixels', value: 'P', choices: ['auto', 'all', 'none'], help: '' },
];

function parse(...words: string[]) {
  const parsed = parseArguments(SPECS, words);
  assert.equal(parsed.kind, 'arguments');
  return parsed.arguments;
}

function problem(...words: string[]): string {
  const parsed = parseArguments(SPECS, words);
  assert.equal(parsed.kind, 'wrong');
  return parsed.problem;
}

describe('arguments', () => {
  it('takes a value after a space, after an equals sign and right after a short option', () => {
    for (const words of [['--jobs', '3'], ['--jobs=3'], ['-j', '3'], ['-j3'], ['-j=3'], ['-nj3'], ['-nqj', '3']]) {
      assert.equal(lastValue(parse(...words), 'jobs'), '3', words.join(' '));
    }
  });

  it('bundles flags', () => {
    const given = parse('-nq', 'a');
    assert.ok(hasFlag(given, 'dry-run') && hasFlag(given, 'quiet'));
    assert.deepEqual(given.operands, ['a']);
  });

  it('keeps every value of a repeated option, in order, and takes the last where one is asked for', () => {
    const given = parse('--set', 'A=1', 'x', '--set=B=2=3', '--set', 'C=');
    assert.deepEqual(allValues(given, 'set'), ['A=1', 'B=2=3', 'C=']);
    assert.equal(lastValue(given, 'set'), 'C=');
    assert.deepEqual(given.operands, ['x']);
  });

  it('takes everything after -- as operands', () => {
    const given = parse('-n', '--', '--jobs', '-q', '--');
    assert.deepEqual(given.operands, ['--jobs', '-q', '--']);
    assert.equal(hasFlag(given, 'quiet'), false);
  });

  it('takes a lone dash and an empty word as operands', () => {
    assert.deepEqual(parse('-', '').operands, ['-', '']);
  });

  it('takes a negative number as a value', () => {
    assert.equal(lastValue(parse('--date-shift', '-30'), 'date-shift'), '-30');
    assert.equal(lastValue(parse('--date-shift', '-30..-3'), 'date-shift'), '-30..-3');
  });

  it('says when a value is missing: at the end, before another option, before --', () => {
    for (const words of [
      ['--output'],
      ['--output', '--dry-run'],
      ['--output', '-n'],
      ['--output', '--jobs=2'],
      ['--output', '--'],
      ['-o'],
    ]) {
      assert.match(problem(...words), /^-(-output|o) needs a value: -(-output|o) DIR$/, words.join(' '));
    }
  });

  it('takes an empty value that was written as one', () => {
    assert.equal(lastValue(parse('--output='), 'output'), '');
    assert.equal(lastValue(parse('--output', ''), 'output'), '');
  });

  it('names an unknown option and what was probably meant', () => {
    assert.equal(problem('--ouput', 'x'), 'unknown option --ouput (did you mean --output?)');
    assert.equal(problem('--dryrun'), 'unknown option --dryrun (did you mean --dry-run?)');
    assert.equal(problem('--dry'), 'unknown option --dry (did you mean --dry-run?)');
    assert.equal(problem('--zebra'), 'unknown option --zebra');
    assert.equal(problem('-x'), 'unknown option -x');
  });

  it('never repeats the value of an unknown option', () => {
    assert.ok(!problem('--sett=PatientName=Example').includes('Example'));
  });

  it('refuses a value for a flag, and a choice that there is not', () => {
    assert.equal(problem('--quiet=yes'), '--quiet takes no value');
    assert.equal(problem('--pixels', 'non'), "--pixels takes auto, all or none, not 'non' (did you mean none?)");
  });

  it('is not fooled by names that objects have', () => {
    assert.equal(problem('--constructor'), 'unknown option --constructor');
    assert.equal(problem('--__proto__=1'), 'unknown option --__proto__');
  });
});

describe('the table of commands', () => {
  it('has no name and no short name twice in a command', () => {
    for (const command of COMMANDS) {
      const names = command.options.flatMap((option) => [
        option.name,
        ...(option.short === undefined ? [] : [option.short]),
      ]);
      assert.equal(new Set(names).size, names.length, command.name);
    }
  });

  it('parses its own examples', () => {
    for (const command of COMMANDS) {
      for (const example of command.examples) {
        const [program, name, ...words] = example.split(' ');
        assert.deepEqual([program, name], ['medimagecleaner', command.name]);
        assert.equal(parseArguments(command.options, words).kind, 'arguments', example);
      }
    }
  });
});
