import type { Config, Stack } from './sdk.js';

/** A middleware of a stack, with its options: name, step and the like. */
export interface Entry {
  readonly middleware: unknown;
  readonly options: object;
}

/** Returns a stack that reports what is added to it instead of keeping it. */
function reporter(stack: Stack, report: (entry: Entry) => void): Stack {
  const add = (middleware: unknown, options: object = {}) => report({ middleware, options });
  return { ...stack, add, addRelativeTo: add };
}

/** Lists the middleware of a stack in the order in which it was added. */
export function middlewareOf(stack: Stack): Entry[] {
  const entries: Entry[] = [];
  stack.applyToStack(reporter(stack, entry => entries.push(entry)));
  return entries;
}

/** The middleware and the configuration of a client at one time. */
export class Snapshot {
  readonly #stack: Stack;
  readonly #config: Config;
  readonly #concat: Stack['concat'];
  readonly #middleware: readonly unknown[];
  readonly #names: readonly (keyof Config)[];
  readonly #values: readonly unknown[];
  // Made once, as each call compares. For the same reason, comparing copies and destructures nothing.
  readonly #comparer: Stack;
  #position = 0;
  #matches = true;

  constructor(stack: Stack, config: Config) {
    this.#stack = stack;
    this.#config = config;
    this.#concat = stack.concat;
    this.#middleware = middlewareOf(stack).map(({ middleware }) => middleware);
    this.#names = Object.keys(config).filter(name => isSetting(name, config));
    this.#values = this.#names.map(name => config[name]);
    this.#comparer = reporter(stack, ({ middleware }) => {
      this.#matches &&= this.#middleware[this.#position] === middleware;
      this.#position += 1;
    });
  }

  /** Returns whether nothing has changed since. */
  isCurrent(config: Config): boolean {
    if (config !== this.#config || this.#stack.concat !== this.#concat) return false;
    for (let i = 0; i < this.#names.length; i += 1) {
      const name = this.#names[i];
      if (name !== undefined && config[name] !== this.#values[i]) return false;
    }
    this.#position = 0;
    this.#matches = true;
    this.#stack.applyToStack(this.#comparer);
    return this.#matches && this.#position === this.#middleware.length;
  }
}

/** Each response of the SDK's way may change the offset; every call reads it anew. */
const isSetting = (name: string, config: Config): name is keyof Config =>
  name !== 'systemClockOffset' && name in config;
