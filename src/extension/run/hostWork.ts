// What a run or a watch works on and by which rules, from selection and settings.
import path from 'node:path';
import * as vscode from 'vscode';
import type { Settled } from '../../core/pixels/settled.js';
import type { LookupTable } from '../../core/policy/lookupTable.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';
import type { HostWork } from './messages.js';
import { outermost } from './outputPlaces.js';
import { isWorkspaceRoot, outputFolderName, salvages } from './places.js';

export interface WorkChoice {
  readonly uris: readonly vscode.Uri[];
  readonly recipe: CurrentRecipe;
  readonly settled: Settled;
  readonly table?: LookupTable;
  readonly salvage?: boolean;
}

export function hostWork({ uris, recipe, settled, table, salvage }: WorkChoice): HostWork {
  const paths = outermost(uris.map(({ path: each }) => each)).map((each) => vscode.Uri.file(each).fsPath);
  const roots = paths.filter((each) => isWorkspaceRoot(vscode.Uri.file(each)));
  const jobs = vscode.workspace.getConfiguration('medimagecleaner').get<number>('jobs', 0);
  return {
    base: baseOf(paths, roots),
    paths,
    roots,
    folderName: outputFolderName(),
    policy: recipe.policy,
    ...(table === undefined ? {} : { table }),
    ...(settled.length === 0 ? {} : { settled }),
    salvage: salvage ?? salvages(),
    ...(Number.isInteger(jobs) && jobs > 0 ? { jobs } : {}),
  };
}

/** The folder beside which the record lies: where all of the items lie, else the workspace's folder around them. */
function baseOf(paths: readonly string[], roots: readonly string[]): string {
  const folders = paths.map((each) => (roots.includes(each) ? each : path.dirname(each)));
  const [first = ''] = folders;
  if (folders.every((each) => each === first)) return first;
  const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(first));
  return workspace?.uri.fsPath ?? first;
}
