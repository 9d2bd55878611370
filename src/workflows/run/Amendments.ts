/**
 * Decides whether events that arrive together with a continuation may change the end of a turn. Histories
 * from before this rule must be replayed as recorded. So a turn in which it makes a difference is marked
 * (`reserved.amended`), and of the turns of a history, only the marked ones are amended.
 */
export class Amendments {
  #isAllowed = true;
  #isMade = false;

  /** Begins a turn that is decided now or replayed from a history. */
  begin(isAllowed: boolean): void {
    this.#isAllowed = isAllowed;
    this.#isMade = false;
  }

  /** Returns whether an amendment may be made. Call it only if the amendment is then made. */
  allow(): boolean {
    this.#isMade ||= this.#isAllowed;
    return this.#isAllowed;
  }

  /** Indicates whether this turn must be marked. */
  get isMade(): boolean {
    return this.#isMade;
  }
}
