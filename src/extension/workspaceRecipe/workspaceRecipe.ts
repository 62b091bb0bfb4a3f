// The workspace's recipe: which one is chosen, what it says now (unsaved text counts), and changes to it. Everyone who
// shows or does something by the recipe asks here and listens here.
import type * as vscode from 'vscode';
import type { AttributePattern, Policy } from '../../core/policy/policy.js';
import type { Diagnostic } from '../../core/recipe/syntax.js';
import type { RecipeChoice } from '../../protocol.js';

export interface CurrentRecipe {
  /** As the setting has it: a built-in name, or the path of a recipe. */
  readonly id: string;
  /** Short, for a status bar. */
  readonly label: string;
  readonly policy: Policy;
  /** Of a recipe that is a file. */
  readonly uri?: vscode.Uri;
  /** The file's text as the policy was read from it. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Why the recipe can't be used as it is: `policy` is then the last that could, or `blank`. Nothing may be written under it. */
  readonly broken?: string;
}

export type RuleChange =
  | { readonly kind: 'keep' | 'remove' | 'empty' | 'none' }
  | { readonly kind: 'set'; readonly value: string };

export interface WorkspaceRecipe {
  /** The chosen recipe. Never throws: what is wrong with it is in `broken`. */
  current(): Promise<CurrentRecipe>;
  /** Any recipe by its id, for one run. */
  load(id: string): Promise<CurrentRecipe>;
  /** The choice or its text changed. */
  readonly onDidChange: vscode.Event<void>;
  /** Built-in ones first, then the workspace's files; waits until they were looked for. */
  choices(): Promise<readonly RecipeChoice[]>;
  /** Those that are known by now, for who must not wait. */
  knownChoices(): Promise<readonly RecipeChoice[]>;
  readonly onDidChangeChoices: vscode.Event<void>;
  choose(id: string): Promise<void>;
  /** Asks the user. */
  pick(): Promise<void>;
  /** Opens the file, or the text of a built-in one. */
  open(): Promise<void>;
  /** Writes a rule for one attribute; false where the user or the workspace did not want it. */
  changeRule(attribute: AttributePattern, change: RuleChange): Promise<boolean>;
  /** Puts another text in place of the recipe's; false where the user or the workspace did not want it. */
  addText(change: (text: string) => string): Promise<boolean>;
}
