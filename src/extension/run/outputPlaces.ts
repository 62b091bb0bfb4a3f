// Paths of originals and of their clean copies, as text with `/` between names: the output folder is one more name in the path.

/** Where the copy of `original` may lie, nearest first: the output folder may stand beside any folder above it. */
export function copyPlaces(original: string, folder: string): readonly string[] {
  const names = original.split('/');
  const places: string[] = [];
  for (let at = names.length - 1; at >= 1; at -= 1) {
    if (names[at - 1] === folder) break;
    places.push([...names.slice(0, at), folder, ...names.slice(at)].join('/'));
  }
  return places;
}

/** The path of the original of a copy; undefined for what lies in no output folder. */
export function originalPlace(copy: string, folder: string): string | undefined {
  const names = copy.split('/');
  const at = names.lastIndexOf(folder);
  if (at <= 0) return undefined;
  const rest = [...names.slice(0, at), ...names.slice(at + 1)].join('/');
  return rest === '' ? '/' : rest;
}

/** Of several selected paths those that lie in no other of them, each once. */
export function outermost(paths: readonly string[]): readonly string[] {
  const unique = [...new Set(paths.map((each) => (each.length > 1 && each.endsWith('/') ? each.slice(0, -1) : each)))];
  return unique.filter(
    (each) => !unique.some((other) => other !== each && each.startsWith(other === '/' ? '/' : `${other}/`)),
  );
}
