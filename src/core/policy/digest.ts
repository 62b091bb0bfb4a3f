// A digest of everything that decides: two policies with one digest do the same.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { EDITION } from './generated/actions.generated.js';
import { KNOWN_DEVICES_VERSION, usesKnownDevices } from './knownDevices.js';
import { DEFAULT_PIXELS, type Policy } from './policy.js';

/** Goes up when the tables stay and what is made of them changes. */
const RULES_VERSION = 2;

/** JSON with its keys sorted, so that equal data has one text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    const parts = entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** What decides of a rule: where it stands and what it is called do not. */
function deciding<T extends { readonly origin: string }>(rules: readonly T[] | undefined): unknown {
  return rules?.map((rule) => ({ ...rule, origin: undefined, label: undefined }));
}

/** SHA-256, hex. The title and the origin of a rule decide nothing; the name is written into the output. */
export function policyDigest(policy: Policy): string {
  const { title: _title, options, overrides, admission, devices, pixels, knownDevices: _said, ...rest } = policy;
  const all = {
    ...rest,
    edition: EDITION,
    version: RULES_VERSION,
    options: [...new Set(options)].sort(),
    overrides: deciding(overrides),
    admission: deciding(admission),
    devices: deciding(devices),
    knownDevices: usesKnownDevices(policy) ? KNOWN_DEVICES_VERSION : undefined,
    // What is left unsaid is what is said by default.
    pixels: canonical(pixels) === canonical(DEFAULT_PIXELS) ? undefined : pixels,
  };
  return bytesToHex(sha256(new TextEncoder().encode(canonical(all))));
}
