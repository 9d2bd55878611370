/** A line of the text of an explanation. */
export interface Sentence {
  /** 0 for the execution itself, 1 for its waits, 2 for a child's, and so on. */
  readonly depth: number;
  readonly text: string;
  /** `true` if it tells of something that needs someone to act. */
  readonly isStuck: boolean;
}
