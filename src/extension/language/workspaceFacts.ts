// What recipes may say of the workspace's files: how many pass a filter, and which private creators they name. Looked up
// in the background, in so many files at most; answers stay in memory.
import * as vscode from 'vscode';
import type { ObjectFacts } from '../../core/policy/condition.js';
import type { AttributePattern, Condition } from '../../core/policy/policy.js';
import type { Matching } from '../../core/recipe/services/facts.js';
import { openBytes } from '../editor/openBytes.js';
import type { Engine } from '../loadEngine.js';
import type { Services } from '../services.js';

const FILES = '**/*.{dcm,DCM,dicom,DICOM,ima,IMA}';
const MOST_FILES = 300;
const PAUSE_MS = 400;

export interface WorkspaceFacts extends vscode.Disposable {
  /** Undefined while the files have not been asked; {@link onDidChange} tells when they have. */
  matching(condition: Condition): Matching | undefined;
  creators(): readonly string[];
  readonly onDidChange: vscode.Event<void>;
}

interface Looked {
  readonly objects: readonly ObjectFacts[];
  readonly asked: ReadonlySet<string>;
  readonly patterns: readonly AttributePattern[];
  readonly creators: readonly string[];
  readonly more: boolean;
}

export function createWorkspaceFacts({ engine, log }: Services): WorkspaceFacts {
  const changed = new vscode.EventEmitter<void>();
  const wanted = new Map<string, AttributePattern>();
  let looked: Looked | undefined;
  let loaded: Engine | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let disposed = false;

  const look = async (): Promise<void> => {
    if (looking) {
      soon();
      return;
    }
    looking = true;
    try {
      loaded = await engine();
      const patterns = new Map(wanted);
      looked = await lookAt(loaded, patterns);
      if (!disposed) changed.fire();
    } catch {
      log.warn('the files of the workspace could not be counted');
    } finally {
      looking = false;
    }
  };
  // A look that is due is not put off: whoever asks often would else never get an answer.
  const soon = (): void => {
    if (disposed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void look();
    }, PAUSE_MS);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(FILES);
  const again = (): void => {
    if (looked !== undefined) soon();
  };
  const subscriptions = [
    changed,
    watcher,
    watcher.onDidCreate(again),
    watcher.onDidDelete(again),
    watcher.onDidChange(again),
    vscode.workspace.onDidChangeWorkspaceFolders(again),
  ];
  return {
    matching: (condition) => {
      let missing = looked === undefined;
      for (const pattern of patternsOf(condition)) {
        const key = JSON.stringify(pattern);
        if (!wanted.has(key)) wanted.set(key, pattern);
        missing ||= looked?.asked.has(key) !== true;
      }
      if (missing) soon();
      if (missing || looked === undefined || loaded === undefined) return undefined;
      const { answer } = loaded;
      const known = looked;
      const rebound = rebind(condition, known.patterns);
      const files = known.objects.filter((object) => answer(rebound, object) === true).length;
      return { files, of: known.objects.length, more: known.more };
    },
    creators: () => {
      if (looked === undefined) soon();
      return looked?.creators ?? [];
    },
    onDidChange: changed.event,
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      for (const each of subscriptions) each.dispose();
    },
  };
}

/** The same condition with the patterns by which the objects were asked: answers are found by identity. */
function rebind(condition: Condition, patterns: readonly AttributePattern[]): Condition {
  switch (condition.kind) {
    case 'test': {
      const key = JSON.stringify(condition.attribute);
      const attribute = patterns.find((pattern) => JSON.stringify(pattern) === key) ?? condition.attribute;
      return { ...condition, attribute };
    }
    case 'not':
      return { kind: 'not', of: rebind(condition.of, patterns) };
    default:
      return { kind: condition.kind, of: condition.of.map((part) => rebind(part, patterns)) };
  }
}

function patternsOf(condition: Condition): readonly AttributePattern[] {
  if (condition.kind === 'test') return [condition.attribute];
  if (condition.kind === 'not') return patternsOf(condition.of);
  return condition.of.flatMap(patternsOf);
}

async function lookAt(engine: Engine, asked: ReadonlyMap<string, AttributePattern>): Promise<Looked> {
  const patterns = [...asked.values()];
  const output = vscode.workspace.getConfiguration('medimagecleaner').get('outputFolder', 'deidentified');
  const without = `**/{node_modules,.git,.medimagecleaner,${output}}/**`;
  const files = await vscode.workspace.findFiles(FILES, without, MOST_FILES + 1);
  const objects: ObjectFacts[] = [];
  const creators = new Set<string>();
  for (const file of files.slice(0, MOST_FILES)) {
    const found = await askFile(engine, file, patterns);
    if (found === undefined) continue;
    objects.push(found.facts);
    for (const creator of found.creators) creators.add(creator);
  }
  return {
    objects,
    asked: new Set(asked.keys()),
    patterns,
    creators: [...creators].sort(),
    more: files.length > MOST_FILES,
  };
}

async function askFile(engine: Engine, file: vscode.Uri, patterns: readonly AttributePattern[]) {
  try {
    const bytes = await openBytes(file, engine);
    try {
      return await engine.askObject(bytes.source, patterns);
    } finally {
      bytes.close();
    }
  } catch {
    // A file that is gone or can't be read is not counted.
    return undefined;
  }
}
