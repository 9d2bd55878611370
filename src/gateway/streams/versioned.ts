import { map, type Observable } from 'rxjs';
import { uuid } from '../../requests/index.js';
import { Frame } from './Frame.js';

/** Emits a frame for each value. Its id counts versions, and differs from those of other subscriptions. */
export function versioned(values$: Observable<unknown>): Observable<Frame> {
  const epoch = uuid().slice(0, 8);
  return values$.pipe(map((value, index) => new Frame(value, { id: `${epoch}.${index + 1}` })));
}
