import { filter, type MonoTypeOperatorFunction } from 'rxjs';
import type { Frame } from './Frame.js';

/** Leaves out the first frame if it is the one that the client has seen last. */
export function unlessSeen({ headers }: Request): MonoTypeOperatorFunction<Frame> {
  const seen = headers.get('last-event-id');
  return filter(({ id }, index) => index > 0 || id !== seen);
}
