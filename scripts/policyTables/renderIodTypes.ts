// Packs the attribute Types of PS3.3: modules are trees of attributes, and equal trees (macros) are stored once.
import { DIRECTORY, MUST, SUPPLEMENT } from './moduleSupplement.js';
import { HEADER, type IodTypes } from './tables.js';

/** Types, strictest first, and the letters that stand for them. */
const TYPES = ['1', '1C', '2', '2C', '3'];
const LETTERS: Readonly<Record<string, string>> = { '1': '1', '1C': 'c', '2': '2', '2C': 'd', '3': '3', '': '-' };

interface Node {
  type: string;
  readonly children: Map<string, Node>;
}

function stricter(a: string, b: string): string {
  if (a === '' || b === '') return a || b;
  return TYPES.indexOf(a) < TYPES.indexOf(b) ? a : b;
}

function insert(root: Node, path: readonly string[], type: string): void {
  let node = root;
  for (const tag of path) {
    const next = node.children.get(tag) ?? { type: '', children: new Map<string, Node>() };
    node.children.set(tag, next);
    node = next;
  }
  node.type = stricter(node.type, type);
}

function tree(
  attributes: Readonly<Record<string, string>>,
  root: Node = { type: '', children: new Map() },
  under: readonly string[] = [],
): Node {
  for (const [path, type] of Object.entries(attributes)) insert(root, [...under, ...path.split('>')], type);
  return root;
}

/** Stores the children of a node, each `tag type` and, in base 36, the tree below it; gives back the number of the tree. */
function store(node: Node, trees: Map<string, number>): number {
  const items = [...node.children]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([tag, child]) => {
      const below = child.children.size === 0 ? '' : store(child, trees).toString(36);
      return `${tag}${LETTERS[child.type] ?? '-'}${below}`;
    });
  const text = items.join(' ');
  const known = trees.get(text);
  if (known !== undefined) return known;
  trees.set(text, trees.size);
  return trees.size - 1;
}

export function renderIodTypes(table: IodTypes): string {
  const attributesOf = (module: string): Readonly<Record<string, string>> | undefined => {
    const attributes = { ...table.modules[module]?.attributes, ...SUPPLEMENT[module] };
    return Object.keys(attributes).length > 0 ? attributes : undefined;
  };
  const trees = new Map<string, number>();
  const modules = new Map<string, number>();
  const iods: string[] = [];
  const used = new Set(Object.values(table.sopClassToIod));
  for (const [iod, list] of Object.entries(table.iodModules).sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (!used.has(iod) || iod === DIRECTORY.iod) continue;
    const names: string[] = [];
    let unknown = false;
    for (const [module, usage] of list) {
      const attributes = usage === 'U' && MUST.has(module) ? table.modules[module]?.attributes : attributesOf(module);
      const name = usage === 'U' && MUST.has(module) ? `${module}-by-choice` : module;
      if (attributes === undefined) unknown = true;
      else {
        if (!modules.has(name)) modules.set(name, store(tree(attributes), trees));
        names.push(name);
      }
    }
    iods.push(
      `${iod} ${unknown ? '?' : '.'} ${names.map((name) => [...modules.keys()].indexOf(name).toString(36)).join(' ')}`,
    );
  }
  const directory = DIRECTORY.modules.reduce<Node>(
    (root, module) => tree(table.modules[module]?.attributes ?? {}, root),
    { type: '', children: new Map() },
  );
  for (const [module, { attributes }] of Object.entries(table.modules)) {
    if (DIRECTORY.recordModules.test(module)) tree(attributes, directory, [DIRECTORY.recordSequence]);
  }
  modules.set(DIRECTORY.iod, store(directory, trees));
  iods.push(`${DIRECTORY.iod} . ${(modules.size - 1).toString(36)}`);
  const classes = Object.entries({ ...table.sopClassToIod, [DIRECTORY.sopClass]: DIRECTORY.iod });
  const sopClasses = classes.map(
    ([uid, iod]) =>
      `${uid.replace('1.2.840.10008.', '')} ${iods.findIndex((line) => line.startsWith(`${iod} `)).toString(36)}`,
  );
  const quoted = (lines: readonly string[]): string => lines.map((line) => `  '${line}',`).join('\n');
  return `${HEADER}
// PS3.3 attribute Types: ${classes.length} SOP classes, ${iods.length} IODs, ${modules.size} modules. Numbers are base 36.

/** Attributes of a module or an item: tag, Type (c and d stand for 1C and 2C, - for unknown), number of the tree of its items. */
export const TREES: readonly string[] = [
${quoted([...trees.keys()])}
];

/** Number of the tree of each module. */
export const MODULES: readonly string[] = [
${quoted([...modules].map(([name, number]) => `${number.toString(36)} ${name}`))}
];

/** IOD, ? where it has modules whose attributes are not known here, numbers of its modules. */
export const IODS: readonly string[] = [
${quoted(iods)}
];

/** SOP Class UID after 1.2.840.10008, number of its IOD. */
export const SOP_CLASSES: readonly string[] = [
${quoted(sopClasses)}
];
`;
}
