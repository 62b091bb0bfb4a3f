// What other extensions may ask: `vscode.extensions.getExtension('medimagecleaner.medimagecleaner').activate()` gives it. No answer
// holds a value of a file.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Category, Effect } from '../core/kernel/finding.js';
import { deidentify, type Reports } from './commands/deidentify.js';
import { openBytes } from './editor/openBytes.js';
import type { Services } from './services.js';
import type { FolderWatch } from './watch/watchTypes.js';

export interface Inspected {
  readonly findings: readonly {
    /** `(0040,A730)[2].(0040,A160)`, or the name of a region of the file. */
    readonly path: string;
    readonly keyword: string;
    readonly category: Category;
    readonly effect: Effect;
    readonly reason: string;
    readonly clause: string;
  }[];
  /** Why the object can't be made safe. */
  readonly refusal?: string;
}

export interface Deidentified {
  readonly written: number;
  readonly refused: number;
  readonly failed: number;
  readonly skipped: number;
  /** One for each item that was asked for. */
  readonly outputs: readonly string[];
  /** The run's record. */
  readonly report?: string;
  /** Code of what ended the run early, such as `cancelled`. */
  readonly stopped?: string;
}

export interface WatchState {
  readonly folders: readonly vscode.Uri[];
  readonly written: number;
  /** Refused or failed. */
  readonly refused: number;
  /** There, and not done yet. */
  readonly waiting: number;
  readonly working: boolean;
}

export interface Api {
  readonly version: string;
  /** What identifies in a file. `recipe`: a built-in name or the path of a recipe; without it the workspace's. */
  inspect(uri: vscode.Uri, recipe?: string): Promise<Inspected>;
  /**
   * Writes clean copies as the command does. Undefined where nothing was done and the user was told why.
   * `existing`: without it the user is asked what to do where copies exist already.
   */
  deidentify(
    uris: readonly vscode.Uri[],
    options?: {
      readonly recipe?: string;
      readonly existing?: 'skip' | 'overwrite';
      readonly salvage?: boolean;
      readonly token?: vscode.CancellationToken;
    },
  ): Promise<Deidentified | undefined>;
  /**
   * Writes clean copies of what comes into the folders, as the command does, until `stopWatch` or the end of the window. One watch at a
   * time: it takes the place of another. False where the user was told why not.
   * `key`: 32 secret bytes in place of the workspace's key.
   */
  watch(folders: readonly vscode.Uri[], options?: { readonly key?: Uint8Array }): Promise<boolean>;
  stopWatch(): Promise<void>;
  /** Undefined where nothing is watched. */
  watching(): WatchState | undefined;
  readonly onDidChangeWatch: vscode.Event<void>;
}

export function createApi(services: Services, reports: Reports & { readonly watch: FolderWatch }): Api {
  const { watch } = reports;
  const recipeOf = (id: string | undefined) =>
    id === undefined ? services.recipes.current() : services.recipes.load(id);
  return {
    version: services.version,
    watch: (folders, { key } = {}) => watch.start(folders, key),
    stopWatch: () => watch.stop(),
    watching() {
      const now = watch.now();
      if (now === undefined) return undefined;
      const { written, refused, waiting, phase } = now.status;
      return { folders: now.folders, written, refused, waiting, working: phase === 'working' || phase === 'starting' };
    },
    onDidChangeWatch: watch.onDidChange,
    async inspect(uri, recipe) {
      const engine = await services.engine();
      const { policy, broken } = await recipeOf(recipe);
      if (broken !== undefined) throw new Error(broken);
      const { table } = await services.tables.forPolicy(policy);
      const bytes = await openBytes(uri, engine);
      try {
        const { plan } = await engine.inspectRows(bytes.source, {
          policy: engine.compilePolicy(policy),
          identity: engine.createIdentity((await services.key.get()) ?? new Uint8Array(randomBytes(32))),
          ...(table === undefined ? {} : { table }),
          patientEvidence: [],
          salvage: false,
          pixels: 'auto',
          preview: true,
          producer: `medimagecleaner ${services.version}`,
        });
        const findings = plan.findings
          .filter(({ effect }) => effect !== 'kept' && effect !== 'structure')
          .map(({ location, category, effect, reason, clause }) => ({
            path:
              location.kind === 'element' ? location.path : location.kind === 'region' ? location.name : location.kind,
            keyword: location.kind === 'element' ? location.keyword : '',
            category,
            effect,
            reason,
            clause,
          }));
        return { findings, ...(plan.refusal === undefined ? {} : { refusal: plan.refusal.message }) };
      } finally {
        bytes.close();
      }
    },
    async deidentify(uris, { recipe, existing, salvage, token } = {}) {
      if (!vscode.workspace.isTrusted) throw new Error('clean copies can be written in a trusted workspace only');
      const ran = await deidentify(services, reports, uris, await recipeOf(recipe), {
        ...(existing === undefined ? {} : { present: existing }),
        ...(salvage === undefined ? {} : { salvage }),
        ...(token === undefined ? {} : { token }),
      });
      if (ran === undefined) return undefined;
      const { totals, outputs, recordFile, stopped } = ran.answer;
      const { written, refused, failed, skipped } = totals.kinds;
      return {
        written,
        refused,
        failed,
        skipped,
        outputs,
        ...(recordFile === undefined ? {} : { report: recordFile }),
        ...(stopped === undefined ? {} : { stopped: stopped.code }),
      };
    },
  };
}
