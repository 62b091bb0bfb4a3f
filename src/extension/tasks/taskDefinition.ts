// What a task of tasks.json asks for, as arguments of the command line program.

export interface TaskWish {
  readonly paths: readonly string[];
  readonly recipe?: string;
  readonly output?: string;
  /** Flags as the command line has them, such as `--overwrite`. */
  readonly options: readonly string[];
}

export function readTask(definition: Readonly<Record<string, unknown>>): TaskWish {
  const { paths, recipe, output, options } = definition;
  return {
    paths: texts(paths),
    options: texts(options),
    ...(typeof recipe === 'string' && recipe !== '' ? { recipe } : {}),
    ...(typeof output === 'string' && output !== '' ? { output } : {}),
  };
}

/** A path that begins with a dash is a path still. */
export function cliArguments({ paths, recipe, output, options }: TaskWish): readonly string[] {
  return [
    'deidentify',
    ...(recipe === undefined ? [] : [`--recipe=${recipe}`]),
    ...(output === undefined ? [] : [`--output=${output}`]),
    ...options,
    '--',
    ...paths,
  ];
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
