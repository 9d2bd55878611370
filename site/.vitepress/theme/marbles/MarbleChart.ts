/** End of a row, or `open`. */
export type RowEnd = 'completed' | 'failed' | 'canceled' | 'open';

/** A value, at a column of the chart. */
export interface Marble {
  readonly column: number;
  /** Number of marbles of the row at the same column, before this one. */
  readonly shift: number;
  /** One or two characters. */
  readonly text: string;
  /** From 0, the same for equal values. */
  readonly color: number;
  /** The whole value. */
  readonly value: string;
}

/** An Observable of the workflow, from its subscription to its end. */
export interface MarbleRow {
  readonly label: string;
  /** Text that the label leaves out, such as an input. */
  readonly detail: string;
  readonly from: number;
  readonly to: number;
  readonly end: RowEnd;
  readonly marbles: readonly Marble[];
  /** Why it failed. */
  readonly reason: string;
}

/** A chart of marbles. Columns are in the order of time, and not to its scale, as marble diagrams are. */
export interface MarbleChart {
  readonly title: string;
  readonly columns: number;
  /** Long waits: the column behind each, and its length, such as `1d`. */
  readonly jumps: readonly { readonly column: number; readonly text: string }[];
  readonly rows: readonly MarbleRow[];
  /** Values that are too long for a marble, by the text of their marbles. */
  readonly legend: readonly Pick<Marble, 'text' | 'color' | 'value'>[];
}
