/** Which list is polled next: the one that is polled least at the moment, and of those the one whose turn it is. */
export class TaskLists {
  /** Polls that are under way, by list; whose turn is next stands first. */
  readonly #polls: Map<string, number>;

  constructor(names: readonly string[]) {
    this.#polls = new Map(names.map(name => [name, 0]));
  }

  /** The list for a poll that begins now. */
  begin(): string {
    const least = Math.min(...this.#polls.values());
    const [name = ''] = [...this.#polls].find(([, polls]) => polls === least) ?? [];
    this.#polls.delete(name);
    this.#polls.set(name, least + 1);
    return name;
  }

  /** A poll of that list has ended. */
  end(name: string): void {
    this.#polls.set(name, (this.#polls.get(name) ?? 1) - 1);
  }
}
