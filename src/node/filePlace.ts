// Where a file of a run is read, where its output goes, and how both are called.
import type { InputItem } from './outputPaths.js';
import { baseName, folderOf, joinPath, pathText, type RawPath } from './rawPath.js';

export interface FilePlace {
  readonly input: RawPath;
  readonly output: RawPath;
  /** The folder of the output that the user chose: it may be reached through links, what is below it may not. */
  readonly root: RawPath;
  /** As told to the user: the item as given, then what lies under it. */
  readonly display: string;
  /** The names that the output keeps: the item's own and those under it. */
  readonly kept: string;
}

export function placeOf(
  items: readonly InputItem[],
  file: { readonly item: number; readonly inside: RawPath },
): FilePlace {
  const item = items[file.item];
  if (item === undefined) throw new RangeError('no such item');
  const root = folderOf(item.target);
  if (file.inside === '') {
    return {
      input: item.source,
      output: item.target,
      root,
      display: item.given,
      kept: pathText(baseName(item.target)),
    };
  }
  const inside = pathText(file.inside);
  return {
    input: joinPath(item.source, file.inside),
    output: joinPath(item.target, file.inside),
    root,
    display: item.given.endsWith('/') ? item.given + inside : `${item.given}/${inside}`,
    kept: `${pathText(baseName(item.target))}/${inside}`,
  };
}
