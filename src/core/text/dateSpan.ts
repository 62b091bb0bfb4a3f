/** A date in a text. */
export interface DateSpan {
  readonly start: number;
  readonly end: number;
  /** What it can mean, as yyyymmdd: 03/04/2015 has two readings. */
  readonly days: readonly number[];
  /** As yyyymm, where the day is not said. */
  readonly months: readonly number[];
  /** A date by its form alone; otherwise only if one of the readings is known. */
  readonly sure: boolean;
}
