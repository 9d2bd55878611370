/** A metric by its dimensions, in an expression that names it by its id. */
export interface AlarmMetric {
  readonly id: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A CloudWatch alarm, independent of the format of the template. */
export interface Alarm {
  /** Identifies the alarm in a template, in words that begin with capitals, such as `DeadWorkers`. */
  readonly id: string;
  /** What has happened, and what to do. */
  readonly description: string;
  /** A Metrics Insights query, or metric math on `metrics`. */
  readonly expression: string;
  readonly metrics: readonly AlarmMetric[];
  /** Seconds that a data point covers. */
  readonly period: number;
  /** Number of successive data points that must exceed the threshold. */
  readonly periods: number;
  readonly threshold: number;
  /** True if the alarm is about too little, not too much. Missing data then counts as too little. */
  readonly isMinimum: boolean;
}

/** Returns the words of an id, joined by a separator: `dead-workers`. */
export const wordsOf = (id: string, separator: string): string =>
  id.replace(/(?<=[a-z0-9])(?=[A-Z])/g, separator).toLowerCase();
