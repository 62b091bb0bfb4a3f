// `wizard`: asks what a recipe must know, writes it with comments, and shows what it would do to a file at hand.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dicom } from '../core/formats/index.js';
import { createIdentity } from '../core/identity/createIdentity.js';
import { DeidError } from '../core/kernel/deidError.js';
import { compilePolicy } from '../core/policy/compile.js';
import { loadRecipe } from '../core/recipe/load.js';
import { type Answers, completed, nextQuestion, type Question, questions } from '../core/recipe/wizard/questions.js';
import { cautions, wizardRecipe } from '../core/recipe/wizard/recipeText.js';
import { openSource } from '../node/fileSource.js';
import { loadKey } from '../node/keyStore.js';
import { rawPath } from '../node/rawPath.js';
import { type Arguments, allValues, hasFlag, lastValue, listed } from './args.js';
import { foundRows, foundTable } from './foundTable.js';
import { shown } from './paths.js';
import { wrapped } from './printable.js';
import { replaceFile } from './replaceFile.js';
import type { Session } from './session.js';
import { version } from './version.js';

/** Gives 0 when the recipe was written (or shown, where no FILE is named). */
export async function wizard(given: Arguments, session: Session): Promise<number> {
  const { terminal } = session;
  const [file] = given.operands;
  if (file !== undefined) refuse(file, hasFlag(given, 'overwrite'));
  const answers = await ask(answersFrom(allValues(given, 'answer')), hasFlag(given, 'yes'), session);
  const name = file === undefined ? 'recipe' : path.basename(file, path.extname(file));
  const text = wizardRecipe(answers, name);
  if (file === undefined) terminal.out(text);
  else {
    await replaceFile(file, text);
    terminal.err(`Written: ${shown(file)}\n`);
  }
  for (const said of cautions(answers)) {
    const [first = '', ...rest] = wrapped(said, Math.min(terminal.columns, 100) - 2);
    terminal.err(`${terminal.errStyle.yellow('!')} ${[first, ...rest.map((line) => `  ${line}`)].join('\n')}\n`);
  }
  const example = lastValue(given, 'try');
  if (example !== undefined) await tryOn(example, text, name, session);
  else if (file !== undefined)
    terminal.err(`Next: medimagecleaner deidentify PATH --recipe ${shown(file)} --dry-run --details\n`);
  return 0;
}

function refuse(file: string, overwrite: boolean): void {
  if (!/\.deid$/i.test(file)) throw new DeidError('usage', `${shown(file)}: the name of a recipe ends in .deid`);
  if (existsSync(file) && !overwrite) {
    throw new DeidError('output-exists', `${shown(file)} exists; choose another name, or say --overwrite`);
  }
}

/** `QUESTION=CHOICE`. Whether a choice fits is known only when its question comes up. */
function answersFrom(words: readonly string[]): Answers {
  const found: Record<string, string> = {};
  for (const word of words) {
    const [id = '', choice = ''] = word.split('=', 2);
    if (choice === '') throw new DeidError('usage', '--answer takes QUESTION=CHOICE, such as dates=shift');
    found[id] = choice;
  }
  return found;
}

async function ask(given: Answers, suggestedIsFine: boolean, session: Session): Promise<Answers> {
  const known = given;
  let answers: Answers = {};
  for (let question = nextQuestion(answers); question !== undefined; question = nextQuestion(answers)) {
    const { id, choices, suggested } = question;
    const wanted = known[id];
    if (wanted !== undefined && !choices.some((each) => each.id === wanted)) {
      const names = listed(choices.map((each) => each.id));
      throw new DeidError('usage', `--answer ${id}: ${names} with the answers before it, not '${wanted.slice(0, 40)}'`);
    }
    const chosen = wanted ?? (suggestedIsFine ? suggested : await asked(question, session));
    answers = { ...answers, [id]: chosen };
  }
  const all = new Set(questions(completed(answers)).map(({ id }) => id as string));
  const idle = Object.keys(given).find((id) => !all.has(id));
  if (idle !== undefined) {
    throw new DeidError(
      'usage',
      `--answer ${idle.slice(0, 40)}: that is not asked here; asked are ${listed([...all], 'and')}`,
    );
  }
  return answers;
}

async function asked({ id, title, choices, suggested }: Question, { terminal, ask: read }: Session): Promise<string> {
  const { errStyle: style } = terminal;
  const fallback = choices.findIndex((each) => each.id === suggested) + 1;
  terminal.err(`\n${style.bold(title)}\n`);
  for (const [at, { label, detail }] of choices.entries()) {
    const [first = '', ...rest] = wrapped(`${label}: ${detail}`, Math.min(terminal.columns, 100) - 5);
    terminal.err(`  ${at + 1}. ${[first, ...rest.map((line) => `     ${line}`)].join('\n')}\n`);
  }
  for (;;) {
    const line = await read?.(`Choose 1 to ${choices.length} [${fallback}]: `);
    if (line === undefined) {
      throw new DeidError(
        'usage',
        `the answers ended before '${id}': give --answer ${id}=…, or --yes for what is suggested`,
      );
    }
    const text = line.trim();
    if (text === '') return suggested;
    const picked = choices[Number(text) - 1] ?? choices.find((each) => each.id === text.toLowerCase());
    if (picked !== undefined) return picked.id;
    terminal.err(`A number from 1 to ${choices.length}, please.\n`);
  }
}

/** What the recipe would do to one file: a table without values. */
async function tryOn(file: string, text: string, name: string, session: Session): Promise<void> {
  const { terminal } = session;
  const { policy } = await loadRecipe({ text, name, read: async () => undefined });
  const source = openSource(rawPath(path.resolve(file)));
  try {
    if (!(await dicom.detect(source))) {
      terminal.err(`${shown(file)} is not DICOM by its content: nothing to show\n`);
      return;
    }
    const { key } = loadKey({ env: session.environment });
    const plan = await dicom.plan(source, {
      policy: compilePolicy(policy),
      identity: createIdentity(key),
      patientEvidence: [],
      salvage: false,
      pixels: 'auto',
      producer: `medimagecleaner ${version}`,
    });
    terminal.err(`\nWhat it would do to ${shown(file)}:\n`);
    if (plan.refusal !== undefined) terminal.err(`It would not be copied: ${plan.refusal.message}\n`);
    else terminal.err(foundTable(foundRows(plan.findings), terminal.errStyle, terminal.columns));
  } finally {
    source.close();
  }
}
