// The recipe language in the editor. Nothing is loaded before the first recipe is open.
import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { registerDrawing } from './drawing.js';
import { registerNavigation } from './navigation.js';
import { createOpenObjects } from './openObject.js';
import { registerPreviewRecipe } from './previewRecipe.js';
import { registerProblems } from './problems.js';
import { createRecipeDocuments } from './recipeDocuments.js';
import { registerTyping } from './typing.js';
import { createWorkspaceFacts } from './workspaceFacts.js';

export function registerLanguage(services: Services): void {
  const { subscriptions } = services.context;
  subscriptions.push(registerPreviewRecipe(services));
  const start = (): void => {
    const documents = createRecipeDocuments(services);
    const workspace = createWorkspaceFacts(services);
    const objects = createOpenObjects(services);
    const session = { services, documents, workspace, objects };
    subscriptions.push(
      documents,
      workspace,
      objects,
      registerTyping(session),
      registerNavigation(session),
      registerProblems(session),
      registerDrawing(session),
    );
  };
  const isRecipe = ({ languageId }: vscode.TextDocument): boolean => languageId === 'deid';
  if (vscode.workspace.textDocuments.some(isRecipe)) {
    start();
    return;
  }
  const waiting = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!isRecipe(document)) return;
    waiting.dispose();
    start();
  });
  subscriptions.push(waiting);
}
