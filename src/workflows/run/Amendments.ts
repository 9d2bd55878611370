/**
 * Whether what meets a continuation may change the end of a turn. Histories of the time before that was so must be
 * played as they were recorded. So a turn in which it makes a difference is marked (`marks.amended`), and of the
 * turns of a history only those with the mark are amended.
 */
export class Amendments {
  #isAllowed = true;
  #isMade = false;

  /** A turn begins: one that is decided now, or one that a history has. */
  begin(isAllowed: boolean): void {
    this.#isAllowed = isAllowed;
    this.#isMade = false;
  }

  /** Whether an amendment may be made. It must be asked only for one that then is. */
  allow(): boolean {
    this.#isMade ||= this.#isAllowed;
    return this.#isAllowed;
  }

  /** Whether this turn has to be marked. */
  get isMade(): boolean {
    return this.#isMade;
  }
}
