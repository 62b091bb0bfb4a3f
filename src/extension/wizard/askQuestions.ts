// The wizard's questions as a quick pick of several steps, with a way back.
import * as vscode from 'vscode';
import type { Answers, Question } from '../../core/recipe/wizard/questions.js';

interface ChoiceItem extends vscode.QuickPickItem {
  readonly id: string;
}

interface Questions {
  readonly nextQuestion: (answers: Answers) => Question | undefined;
  readonly questions: (answers: Answers) => readonly Question[];
  readonly completed: (answers: Answers) => Answers;
}

/** Asks until every question has its answer; undefined where the user left. */
export async function askQuestions(engine: Questions): Promise<Answers | undefined> {
  let answers: Answers = {};
  const asked: Question['id'][] = [];
  for (let question = engine.nextQuestion(answers); question !== undefined; question = engine.nextQuestion(answers)) {
    const total = engine.questions(engine.completed(answers)).length;
    const answer = await pick(question, asked.length + 1, total);
    if (answer === undefined) return undefined;
    if (answer === vscode.QuickInputButtons.Back) {
      const last = asked.pop();
      if (last !== undefined) answers = Object.fromEntries(Object.entries(answers).filter(([id]) => id !== last));
      continue;
    }
    asked.push(question.id);
    answers = { ...answers, [question.id]: answer };
  }
  return answers;
}

function pick(
  { title, choices, suggested }: Question,
  step: number,
  totalSteps: number,
): Promise<string | typeof vscode.QuickInputButtons.Back | undefined> {
  return new Promise((resolve) => {
    const input = vscode.window.createQuickPick<ChoiceItem>();
    input.title = vscode.l10n.t('New recipe');
    input.placeholder = title;
    input.step = step;
    input.totalSteps = totalSteps;
    input.ignoreFocusOut = true;
    input.matchOnDetail = true;
    input.items = choices.map(({ id, label, detail }) => ({
      id,
      label,
      detail,
      ...(id === suggested ? { description: vscode.l10n.t('suggested') } : {}),
    }));
    input.activeItems = input.items.filter(({ id }) => id === suggested);
    if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];
    let answered = false;
    const answer = (value: string | typeof vscode.QuickInputButtons.Back | undefined) => {
      if (answered) return;
      answered = true;
      resolve(value);
      input.dispose();
    };
    input.onDidAccept(() => answer(input.selectedItems[0]?.id));
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) answer(vscode.QuickInputButtons.Back);
    });
    input.onDidHide(() => answer(undefined));
    input.show();
  });
}
