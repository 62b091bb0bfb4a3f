// What the steps of a run of the cluster share, on one machine and without a Redis.
import { createIdentity } from '../../src/core/identity/createIdentity.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { ClusterRequest, Terms } from '../../src/node/cluster/clusterTypes.js';
import { requestName } from '../../src/node/cluster/partNames.js';
import { rootFrom } from '../../src/node/cluster/roots.js';
import { rootDigest, sealedStore } from '../../src/node/cluster/sealedStore.js';
import { openShop, type Shop } from '../../src/node/cluster/shop.js';
import { KEY } from '../node/requestOf.js';
import { put } from '../node/tempFolder.js';

const RUN = '0123456789ab';
const TOOL = 'medimagecleaner test';

/** Over the folder `in` of a share. */
export async function loneShop(share: string, more: Partial<ClusterRequest>, auditKey?: string): Promise<Shop> {
  put(`${share}/in/a`, '');
  const root = rootFrom(`data=${share}`);
  const policy = builtinPolicy('research');
  if (policy === undefined) throw new Error('no recipe');
  const settings: ClusterRequest['settings'] = {
    policy,
    pixels: 'none',
    salvage: false,
    dryRun: false,
    verify: false,
    overwrite: false,
    record: false,
    keepFindings: true,
    producer: TOOL,
    digests: true,
  };
  const request: ClusterRequest = { settings, items: [{ root: 'data', inside: 'in' }], chunk: 2, ...more };
  await sealedStore(root.path, KEY).write(requestName(RUN), request);
  const terms: Terms = {
    run: RUN,
    request: RUN,
    tool: TOOL,
    fingerprint: createIdentity(KEY).fingerprint,
    policy: compilePolicy(policy).digest,
    root: rootDigest(KEY, 'data'),
  };
  const setup = { key: KEY, roots: [root], jobs: 1, ...(auditKey === undefined ? {} : { auditKey }) };
  return await openShop(setup, terms);
}
