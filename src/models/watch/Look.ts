import { defer, map, type OperatorFunction } from 'rxjs';

/** The answer to a poll of a watched thing, or the last one while SWF can't be reached. */
export interface Look<S> {
  /** The known state; `undefined` if nothing is known yet. */
  readonly state: S | undefined;
  /**
   * How old the answer is, in milliseconds: the time since its question was sent. SWF's listings may lag
   * behind in addition.
   */
  readonly staleness: number;
  /** Why the last call failed that will be retried; `undefined` after a response. */
  readonly error: unknown;
}

/** Converts the state of looks. A state that is the same as before is not converted again. */
export const mapState =
  <S, R>(convert: (state: S) => R | undefined): OperatorFunction<Look<S>, Look<R>> =>
  looks$ =>
    defer(() => {
      let known: S | undefined;
      let converted: R | undefined;
      return looks$.pipe(
        map(look => {
          if (look.state !== known && look.state !== undefined) converted = convert(look.state);
          known = look.state;
          return { ...look, state: converted };
        }),
      );
    });
