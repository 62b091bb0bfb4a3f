// Who is who, of a run of the cluster: gathered from the sealed results, and written by the machine that ends the run as a run of one
// process writes it. An attempt that is made again writes the same files again.
import { writeCrosswalks } from '../crosswalkFile.js';
import { gatherMappings } from '../mappedValues.js';
import type { MappedPairs, Mappings } from '../runTypes.js';
import { localPath } from './roots.js';
import type { Shop } from './shop.js';

interface ClusterCrosswalk {
  add(pairs: MappedPairs | undefined): void;
  /** What was gathered elsewhere. */
  put(mappings: Mappings | undefined): void;
  /** @throws PathError */
  write(): Promise<void>;
}

/** Undefined where the run has none. */
export function clusterCrosswalk({ request, roots, key }: Shop): ClusterCrosswalk | undefined {
  if (request.crosswalk === undefined) return undefined;
  const { folder, plain } = request.crosswalk;
  const gathered = gatherMappings();
  return {
    add: gathered.add,
    put(mappings) {
      if (mappings !== undefined) gathered.add({ uid: mappings.uids, patient: mappings.patients, subject: [] });
    },
    async write() {
      await writeCrosswalks(gathered.mappings(), { folder: localPath(roots, folder), plain, key });
    },
  };
}
