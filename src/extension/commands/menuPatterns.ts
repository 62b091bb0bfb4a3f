// From patterns of file names to what a menu's condition can compare: endings and whole names. Other patterns can't be told apart there.

export interface MenuPatterns {
  readonly extensions: readonly string[];
  readonly names: readonly string[];
  /** There are patterns of other shapes: the menus offer everything on every file. */
  readonly any: boolean;
}

const WILD = /[*?[\]{}]/;

export function menuPatterns(patterns: readonly string[]): MenuPatterns {
  const extensions: string[] = [];
  const names: string[] = [];
  let any = false;
  for (const pattern of patterns) {
    const name = pattern.slice(pattern.lastIndexOf('/') + 1);
    const ending = /^\*(\.[^.]+)$/.exec(name)?.[1];
    // Menus compare letter by letter; files come in both cases.
    if (ending !== undefined && !WILD.test(ending)) extensions.push(...bothCases(ending));
    else if (!WILD.test(name)) names.push(name);
    else any = true;
  }
  return { extensions, names, any };
}

function bothCases(text: string): readonly string[] {
  return [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
}
