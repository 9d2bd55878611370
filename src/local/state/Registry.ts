import type { RegistrationStatus } from '@aws-sdk/client-swf';
import { SortedList } from './SortedList.js';

/** An item that can be registered and deprecated. The version of a domain is ''. */
export interface Registered {
  readonly name: string;
  readonly version: string;
  status: RegistrationStatus;
}

const keyOf = ({ name, version }: { readonly name: string; readonly version: string }) =>
  `${name}\u0000${version}`;

/** Domains or types by name, and in alphabetical order for each status. */
export class Registry<T extends Registered> {
  readonly #items = new Map<string, T>();
  readonly #listed = {
    REGISTERED: new SortedList<T>({ major: item => item.name, minor: item => item.version }),
    DEPRECATED: new SortedList<T>({ major: item => item.name, minor: item => item.version }),
  };

  get size(): number {
    return this.#items.size;
  }

  get(name: string, version = ''): T | undefined {
    return this.#items.get(keyOf({ name, version }));
  }

  listed(status: RegistrationStatus): SortedList<T> {
    return this.#listed[status];
  }

  add(item: T): void {
    this.#items.set(keyOf(item), item);
    this.#listed[item.status].add(item);
  }

  delete(item: T): void {
    this.#items.delete(keyOf(item));
    this.#listed[item.status].delete(item);
  }

  changeStatus(item: T, status: RegistrationStatus): void {
    this.#listed[item.status].delete(item);
    item.status = status;
    this.#listed[status].add(item);
  }
}
