import type { Step } from '../../testing/index.js';

/** A key that was pressed: its name, such as `right`, or its character. */
export interface Key {
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly isControl?: boolean;
}

/** What a key asks for. */
type Move = 'next' | 'back' | 'first' | 'last' | 'show' | 'quit' | 'go' | 'erase';

const moves: Readonly<Record<string, Move>> = {
  n: 'next',
  right: 'next',
  down: 'next',
  space: 'next',
  b: 'back',
  p: 'back',
  left: 'back',
  up: 'back',
  home: 'first',
  end: 'last',
  s: 'show',
  q: 'quit',
  escape: 'quit',
  return: 'go',
  enter: 'go',
  backspace: 'erase',
};

/**
 * A walk through the steps of a replay. Steps are read from their generator only when the walk gets there, since that
 * runs the code of the workflow.
 */
export class Walk {
  readonly #source: Iterator<Step>;
  readonly #steps: Step[] = [];
  #index = 0;
  #isEnd = false;
  /** Digits that were typed. */
  #typed = '';
  #isFull = false;
  #isOver = false;
  #message = '';
  readonly #moves: Readonly<Record<Move, (typed: string) => void>> = {
    next: () => this.#goTo(this.#index + 1),
    back: () => this.#goTo(this.#index - 1),
    first: () => this.#goTo(0),
    last: () => this.#goToEnd(),
    show: () => {
      this.#isFull = !this.#isFull;
    },
    quit: () => {
      this.#isOver = true;
    },
    go: typed => (typed === '' ? this.#goTo(this.#index + 1) : this.#goToEvent(Number(typed))),
    erase: typed => {
      this.#typed = typed.slice(0, -1);
    },
  };

  constructor(steps: Iterable<Step>) {
    this.#source = steps[Symbol.iterator]();
    this.#read();
  }

  /** The current step; `undefined` if there is none at all. */
  get step(): Step | undefined {
    return this.#steps[this.#index];
  }

  /** True if values are shown in full. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** True once the walk was quit. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The line below the step. */
  get prompt(): string {
    if (this.#typed !== '') return `to event ${this.#typed}`;
    const keys = 'n next, b back, number + Enter to event, s show values, q quit';
    return this.#message === '' ? keys : `${this.#message} (${keys})`;
  }

  /** Carries out what a key asks for. */
  press({ name, text = '', isControl = false }: Key): void {
    this.#message = '';
    if (isControl) {
      if (name === 'c' || name === 'd') this.#isOver = true;
      return;
    }
    if (/^\d$/.test(text)) {
      this.#typed += text;
      return;
    }
    const typed = this.#typed;
    this.#typed = '';
    const move = moves[name ?? text] ?? moves[text];
    if (move !== undefined) this.#moves[move](typed);
  }

  #goToEnd(): void {
    while (this.#read());
    this.#goTo(this.#steps.length - 1);
  }

  #goTo(index: number): void {
    while (index >= this.#steps.length && this.#read());
    if (index < 0) this.#message = 'This is the first turn';
    else if (index >= this.#steps.length) this.#message = 'This is the last turn';
    else this.#index = index;
  }

  /** Goes to the turn that an event came in to, or that wrote it. */
  #goToEvent(id: number): void {
    let index = this.#steps.findIndex(step => concerns(step, id));
    while (index < 0 && this.#read()) {
      const step = this.#steps.at(-1);
      if (step !== undefined && concerns(step, id)) index = this.#steps.length - 1;
    }
    if (index < 0) this.#message = `No turn has event ${id}`;
    else this.#index = index;
  }

  /** Reads one more step. Returns false if there is none. */
  #read(): boolean {
    if (this.#isEnd) return false;
    const { value, done } = this.#source.next();
    if (done === true || value === undefined) {
      this.#isEnd = true;
      return false;
    }
    this.#steps.push(value);
    return true;
  }
}

/** Returns whether an event came in to a turn or was written by it, or is that of its decision task. */
function concerns({ startedEventId = 0, events, commands }: Step, id: number): boolean {
  return (
    events.some(event => event.id === id) ||
    commands.some(({ eventId }) => eventId === id) ||
    (id >= startedEventId && id <= startedEventId + 1)
  );
}
