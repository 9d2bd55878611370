import { Problem } from '../errors/Problem.js';

/** The open streams of a gateway, whose number has an upper bound. */
export class OpenStreams {
  readonly #max: number;
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /**
   * Counts another stream, and returns a function that is called when it has ended.
   *
   * @throws `Problem` with status 503 if there are too many
   */
  open(): () => void {
    if (this.#count >= this.#max)
      throw new Problem(503, 'TooManyStreams', `The gateway has ${this.#max} open streams. Try again later`, {
        headers: { 'retry-after': '5' },
      });
    this.#count += 1;
    let isOpen = true;
    return () => {
      if (isOpen) this.#count -= 1;
      isOpen = false;
    };
  }
}
