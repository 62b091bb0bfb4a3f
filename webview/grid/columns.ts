// Columns of a table: their widths, as the user left them, and the grid template that they make.

export interface Column {
  readonly id: string;
  readonly title: string;
  /** Width in pixels before the user changes it. */
  readonly width: number;
  /** The same where the table is narrow. */
  readonly narrow: number;
  readonly least: number;
  /** Takes what is left of the width, until the user sets one. */
  readonly grows?: boolean;
  readonly sortable: boolean;
  readonly end?: boolean;
  /** Left out where the table is so narrow that the others would not fit: its cells have the class `spare`. */
  readonly spare?: boolean;
}

export type Widths = Readonly<Record<string, number>>;

/** A table narrower than this takes the narrow widths. */
export const NARROW = 940;

/** The columns that are shown in a table of this width. */
export function shownColumns(columns: readonly Column[], widths: Widths, room: number): readonly Column[] {
  const all = leastWidth(columns, widths, room < NARROW);
  return room >= all ? columns : columns.filter(({ spare }) => spare !== true);
}

function widthOf(column: Column, widths: Widths, narrow: boolean): number {
  return Math.max(column.least, widths[column.id] ?? (narrow ? column.narrow : column.width));
}

/** A value for `grid-template-columns`. A column that grows has at least its width. */
export function template(columns: readonly Column[], widths: Widths, narrow: boolean): string {
  return columns
    .map((column) => {
      const width = widthOf(column, widths, narrow);
      return column.grows && widths[column.id] === undefined ? `minmax(${column.least}px, 1fr)` : `${width}px`;
    })
    .join(' ');
}

/** The same as `flex` of the cells, by their number: rows of flexible boxes are laid out faster than grids. */
export function flexes(columns: readonly Column[], widths: Widths, narrow: boolean): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.map((column, at) => {
      const grows = column.grows && widths[column.id] === undefined;
      const flex = grows ? `1 0 ${column.least}px` : `0 0 ${widthOf(column, widths, narrow)}px`;
      return [`--cell-${at + 1}`, flex];
    }),
  );
}

/** The least width of the whole table. */
export function leastWidth(columns: readonly Column[], widths: Widths, narrow: boolean): number {
  return columns.reduce(
    (sum, column) =>
      sum + (column.grows && widths[column.id] === undefined ? column.least : widthOf(column, widths, narrow)),
    0,
  );
}

/** What was saved may be of another version: only numbers of known columns count. */
export function readWidths(saved: unknown, columns: readonly Column[]): Widths {
  if (typeof saved !== 'object' || saved === null) return {};
  const known = new Set(columns.map((column) => column.id));
  return Object.fromEntries(
    Object.entries(saved).filter(
      (entry): entry is [string, number] => known.has(entry[0]) && Number.isFinite(entry[1]) && entry[1] > 0,
    ),
  );
}

/** A row has a stripe at its left. */
const STRIPE = 3;

/** How wide each column is in a table of this width; 0 for what is left out. */
export function columnPixels(columns: readonly Column[], widths: Widths, room: number): readonly number[] {
  const shown = shownColumns(columns, widths, room);
  const narrow = room < NARROW;
  const grows = (column: Column): boolean => column.grows === true && widths[column.id] === undefined;
  const left = Math.max(0, room - STRIPE - leastWidth(shown, widths, narrow)) / Math.max(1, shown.filter(grows).length);
  return columns.map((column) => {
    if (!shown.includes(column)) return 0;
    return grows(column) ? column.least + left : widthOf(column, widths, narrow);
  });
}
