import type { Observable } from 'rxjs';
import type { PacedOperation } from '../../requests/index.js';
import type { SingleQuestion } from './choose.js';
import type { Watch } from './Watch.js';
import { type GroupPlace, WatchGroup } from './WatchGroup.js';

/** Watches things that only one operation shows, one at a time. */
export class ModelGroup<S> extends WatchGroup<S> {
  protected override readonly operations: Readonly<Record<'describe', PacedOperation>>;
  readonly #ask: Observable<S>;

  constructor(place: GroupPlace, operation: PacedOperation, ask: Observable<S>) {
    super(place);
    this.operations = { describe: operation };
    this.#ask = ask;
  }

  protected override ask(watch: Watch<S>, _question: SingleQuestion, since: number): Observable<S> {
    return this.call(watch, this.operations.describe, this.#ask, since);
  }

  protected override isSettled(): boolean {
    return false;
  }

  protected override lacksDetail(): boolean {
    return false;
  }

  protected override isChange(): boolean {
    return false;
  }
}
