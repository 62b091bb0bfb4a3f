// The vault of a run of the cluster: each part's entries are sealed to the vault's recipients where the work is done, and put into it by
// the machine that ends the run. No machine can open it. A part that is put in twice says the same twice.
import { sealForVault, writeToVault } from '../vault/vault.js';
import { appendToVault } from '../vault/vaultFile.js';
import type { VaultLine } from '../vault/vaultLines.js';
import { fillVault, type VaultRun } from '../vault/vaultRun.js';
import { localPath } from './roots.js';
import type { Shop } from './shop.js';

/** For the work on one part; undefined where the run has no vault. */
export async function sealedAside({
  request,
  roots,
}: Shop): Promise<{ readonly entries: VaultRun; readonly lines: readonly VaultLine[] } | undefined> {
  if (request.vault === undefined) return undefined;
  const lines: VaultLine[] = [];
  const writer = await sealForVault(localPath(roots, request.vault), (more) => void lines.push(...more));
  return { entries: fillVault(writer), lines };
}

export interface ClusterVault extends VaultRun {
  /** What was sealed elsewhere. */
  put(lines: readonly VaultLine[]): Promise<void>;
}

export async function openClusterVault({ request, roots }: Shop): Promise<ClusterVault | undefined> {
  if (request.vault === undefined) return undefined;
  const file = localPath(roots, request.vault);
  const own = fillVault(await writeToVault(file));
  return {
    ...own,
    async put(lines) {
      if (lines.length > 0) await appendToVault(file, lines);
    },
  };
}
