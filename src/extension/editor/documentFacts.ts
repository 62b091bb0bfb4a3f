// What stands above the tree: what the object is, what was found, which recipes there are, what can be done.
import path from 'node:path';
import * as vscode from 'vscode';
import type { Issue } from '../../core/kernel/issue.js';
import type { DocumentFacts } from '../../protocol.js';
import { copyOf } from '../run/places.js';
import type { Services } from '../services.js';
import type { LoadedObject } from './loadObject.js';
import { summaryOf } from './objectSummary.js';
import type { Pictures } from './pictures.js';
import { inEditorWords } from './refusalWords.js';
import { withoutFlags } from './withoutFlags.js';

export async function documentFacts(
  uri: vscode.Uri,
  object: LoadedObject,
  pictures: Pictures,
  { engine, recipes }: Services,
): Promise<DocumentFacts> {
  const { sopClassName, syntaxName } = await engine();
  const { inspection, model, recipe, policyIssues, bytes, photo } = object;
  const { facts, plan } = inspection;
  const [choices, copy] = await Promise.all([recipes.knownChoices(), copyOf(uri)]);
  const known = choices.some(({ id }) => id === recipe.id);
  return {
    fileName: path.posix.basename(uri.path),
    size: bytes.source.size,
    sopClass:
      photo !== undefined
        ? vscode.l10n.t('Photograph')
        : facts === undefined
          ? ''
          : (sopClassName(facts.sopClass) ?? facts.sopClass),
    modality: facts?.modality ?? '',
    transferSyntax: photo ?? (facts === undefined ? '' : syntaxName(facts.transferSyntax).words),
    characterSet: facts?.characterSet.join(', ') ?? '',
    summary: photo === undefined ? summaryOf(model, inspection) : photoSummary(model, inspection),
    issues: [
      ...ownIssues(object),
      ...policyIssues,
      ...plan.issues.map((issue) => (photo === undefined ? aboutPixels(issue, facts?.burnedIn) : aboutPicture(issue))),
    ].map((issue) => ({ ...issue, message: withoutFlags(issue.message) })),
    recipe: recipe.id,
    recipes: known ? choices : [...choices, { id: recipe.id, label: recipe.label, detail: recipe.broken ?? '' }],
    report: pictures.hasReport,
    photo: photo !== undefined,
    canWrite: canWrite(uri),
    hasOutput: copy !== undefined,
    ...(plan.refusal === undefined ? {} : { refusal: inEditorWords(plan.refusal) }),
    ...(pictures.facts === undefined ? {} : { image: pictures.facts }),
  };
}

/** The tree is made without looking into the image, which a run does. */
function aboutPixels(issue: Issue, burnedIn: string | undefined): Issue {
  if (issue.code !== 'pixels-not-examined' || issue.severity !== 'warning' || burnedIn === undefined) return issue;
  const message = vscode.l10n.t(
    'The image may show words ({0}). De-identify looks into it and takes out what identifies; to see what that is, press Look for text, faces and codes beside the image.',
    burnedIn,
  );
  return { ...issue, message };
}

/** A photograph may show anything, whatever its metadata say: a run looks into each. */
function photoSummary(model: LoadedObject['model'], inspection: LoadedObject['inspection']): DocumentFacts['summary'] {
  const reason = vscode.l10n.t('a photograph may show faces, words and codes');
  return { ...summaryOf(model, inspection), burnedIn: { likely: true, reason } };
}

function aboutPicture(issue: Issue): Issue {
  if (issue.code !== 'pixels-not-examined' || issue.severity !== 'warning') return issue;
  const message = vscode.l10n.t(
    'Listed here is what the metadata say. The picture itself is looked into when it is de-identified: faces, words and codes in it become black.',
  );
  return { ...issue, severity: 'info', message };
}

/** What the extension has to say besides the engine. */
function ownIssues({ recipe, exampleKey, inspection }: LoadedObject): readonly Issue[] {
  const { t } = vscode.l10n;
  const issues: Issue[] = [];
  if (recipe.broken !== undefined) {
    const message = t(
      'The recipe {0} can not be used as it is. Until it can, the tree shows what it said last, or else the recipe blank. ({1})',
      recipe.label,
      recipe.broken,
    );
    issues.push({ code: 'recipe-broken', severity: 'error', message });
  }
  if (exampleKey) {
    const message = t(
      'This workspace has no key yet: pseudonyms, UIDs and dates on the right are examples. Until it has one, each run draws a fresh key and forgets it.',
    );
    issues.push({ code: 'no-key', severity: 'info', message });
  }
  if (inspection.left > 0) {
    const message = t(
      '{0} more attributes and items inside sequences are not listed, because they are too many to look through. A run treats them all the same.',
      inspection.left,
    );
    issues.push({ code: 'rows-left-out', severity: 'warning', message });
  }
  return issues;
}

function canWrite({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.isTrusted && vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
}
