// A data set that can be changed and written again: read by dcmjs, written by the project's own plain writer.
import type { ElementSpec } from '../dicomWriter.js';
import { formatHex, readTree, textOf } from '../score/dicomReader.js';

export interface TreeNode {
  /** 8 upper-case hex digits. */
  readonly tag: string;
  readonly vr: string;
  values: readonly string[];
  readonly numbers: readonly number[];
  readonly bytes: readonly Uint8Array[];
  readonly items: TreeNode[][];
}

interface Tree {
  readonly syntax: string;
  readonly nodes: TreeNode[];
}

const NUMERIC: ReadonlySet<string> = new Set(['US', 'SS', 'UL', 'SL', 'FL', 'FD', 'SV', 'UV']);
const BINARY: ReadonlySet<string> = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN']);
const GUESSED: Readonly<Record<string, string>> = { xs: 'US', ox: 'OW' };

/** Undefined for what can't be read, and for what the writer can't give back (big endian, deflated). */
export function treeOf(bytes: Uint8Array): Tree | undefined {
  const read = readTree(bytes);
  if (read === undefined) return undefined;
  const meta = nodesOf(read.meta);
  const syntax =
    meta
      .find((node) => node.tag === '00020010')
      ?.values[0]?.replace(/\0/g, '')
      .trim() ?? '1.2.840.10008.1.2.1';
  if (syntax === '1.2.840.10008.1.2.2' || syntax === '1.2.840.10008.1.2.1.99') return undefined;
  return { syntax: syntax === '1.2.840.10008.1.2' ? '1.2.840.10008.1.2.1' : syntax, nodes: nodesOf(read.dict) };
}

function nodesOf(dict: object): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (const [hex, raw] of Object.entries(dict) as [string, { vr?: unknown; Value?: unknown; _rawValue?: unknown }][]) {
    const tag = hex.toUpperCase();
    const stated = String(raw.vr ?? 'UN');
    const vr = GUESSED[stated] ?? stated;
    if (tag.endsWith('0000') || !/^[A-Z]{2}$/.test(vr)) continue;
    const list: readonly unknown[] = Array.isArray(raw.Value) ? raw.Value : raw.Value === undefined ? [] : [raw.Value];
    const raws: readonly unknown[] = Array.isArray(raw._rawValue) ? raw._rawValue : [];
    const binary = list.map(bytesIn).filter((bytes) => bytes !== undefined);
    nodes.push({
      tag,
      vr,
      values: binary.length > 0 || vr === 'SQ' ? [] : list.map((value, index) => textOf(value, raws[index])),
      numbers: list.filter((value) => typeof value === 'number'),
      bytes: binary,
      items:
        vr === 'SQ'
          ? list.filter((item) => typeof item === 'object' && item !== null).map((item) => nodesOf(item))
          : [],
    });
  }
  return nodes.sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

function bytesIn(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return undefined;
}

/** For the writer. Elements whose values it can't express (attribute tags as text) are left out. */
export function specsOf(nodes: readonly TreeNode[], compressed: boolean): readonly ElementSpec[] {
  return nodes.flatMap((node): readonly ElementSpec[] => {
    const tag = Number.parseInt(node.tag, 16);
    if (node.vr === 'SQ')
      return [{ tag, vr: 'SQ', items: node.items.map((item) => ({ elements: specsOf(item, compressed) })) }];
    if (node.tag === '7FE00010' && compressed) return [{ tag, vr: 'OB', fragments: node.bytes.map(even) }];
    if (node.bytes.length > 0)
      return [{ tag, vr: BINARY.has(node.vr) ? node.vr : 'UN', bytes: node.bytes[0] ?? new Uint8Array(0) }];
    if (BINARY.has(node.vr)) return [{ tag, vr: node.vr, bytes: new Uint8Array(0) }];
    if (NUMERIC.has(node.vr)) return [{ tag, vr: node.vr, value: node.numbers }];
    return node.vr === 'AT' ? [] : [{ tag, vr: node.vr, value: [...node.values] }];
  });
}

/** Fragments have an even length (PS3.5 A.4). */
function even(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  return padded;
}

export function textNode(tag: string, vr: string, ...values: readonly string[]): TreeNode {
  return { tag, vr, values, numbers: [], bytes: [], items: [] };
}

export function sequenceNode(tag: string, ...items: TreeNode[][]): TreeNode {
  return { tag, vr: 'SQ', values: [], numbers: [], bytes: [], items };
}

export function child(nodes: readonly TreeNode[], tag: string): TreeNode | undefined {
  return nodes.find((node) => node.tag === tag);
}

/** Puts `node` where it belongs, in place of one with its tag. */
export function put(nodes: TreeNode[], node: TreeNode): void {
  const at = nodes.findIndex((other) => other.tag >= node.tag);
  if (at < 0) nodes.push(node);
  else nodes.splice(at, nodes[at]?.tag === node.tag ? 1 : 0, node);
}

export function pathOf(...steps: readonly (string | number)[]): string {
  return steps.map((step) => (typeof step === 'number' ? `[${step}].` : formatHex(step))).join('');
}
