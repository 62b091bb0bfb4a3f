// What the providers share: the open recipes, what the host knows, and the engine.
import type * as vscode from 'vscode';
import type { Facts } from '../../core/recipe/services/facts.js';
import type { Engine } from '../loadEngine.js';
import type { Services } from '../services.js';
import type { OpenObjects } from './openObject.js';
import type { RecipeDocument, RecipeDocuments } from './recipeDocuments.js';
import { factsFor } from './recipeFacts.js';
import type { WorkspaceFacts } from './workspaceFacts.js';

export interface Session {
  readonly services: Services;
  readonly documents: RecipeDocuments;
  readonly workspace: WorkspaceFacts;
  readonly objects: OpenObjects;
}

export interface Ready {
  readonly engine: Engine;
  readonly recipe: RecipeDocument;
  readonly facts: Facts;
}

/** The recipe as its text is now, with what is known of the host. */
export async function ready(
  { services, documents, workspace }: Session,
  document: vscode.TextDocument,
): Promise<Ready> {
  const [engine, recipe] = await Promise.all([services.engine(), documents.get(document)]);
  return { engine, recipe, facts: await factsFor(services, workspace, document, recipe) };
}
