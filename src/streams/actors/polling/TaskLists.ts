/** Selects the list for the next poll: the one with the fewest polls in flight; among equals, in turn. */
export class TaskLists {
  /** Number of polls in flight by list, in the order of their turns. */
  readonly #polls: Map<string, number>;

  constructor(names: readonly string[]) {
    this.#polls = new Map(names.map(name => [name, 0]));
  }

  /** Returns the list for a poll that starts now. */
  begin(): string {
    let name = '';
    let least = Number.POSITIVE_INFINITY;
    for (const [candidate, polls] of this.#polls) {
      if (polls < least) [name, least] = [candidate, polls];
    }
    this.#polls.delete(name);
    this.#polls.set(name, least + 1);
    return name;
  }

  /** Records that a poll of that list has ended. */
  end(name: string): void {
    this.#polls.set(name, (this.#polls.get(name) ?? 1) - 1);
  }
}
