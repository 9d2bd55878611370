/** A key under which a workflow exposes a value to `query`. */
export interface QueryKey<T> {
  readonly name: string;
  /** The type of the value. Never set; it only carries the type. */
  readonly type?: (value: T) => T;
}

/**
 * Creates a key for `context.expose` and `query`.
 *
 * @example
 * ```ts
 * import { lastValueFrom, NEVER, tap } from 'rxjs';
 * import { queryKey, query, workflow } from 'rx-swf/workflows';
 *
 * const total = queryKey<number>('total');
 * const counter = workflow({ name: 'Counter', version: '1' }, (_: void, { signal, expose }) => {
 *   let sum = 0;
 *   expose(total, () => sum);
 *   return signal<number>('add').pipe(tap(n => (sum += n)));
 * });
 *
 * const id = { workflowId: 'counter-1', runId: '22X56OQhwfy' };
 * await lastValueFrom(query(counter, 'media', id, ({ read }) => read(total)));
 * ```
 */
export const queryKey = <T>(name: string): QueryKey<T> => Object.freeze({ name });
