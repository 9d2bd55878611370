import { useActionState } from 'react';
import { lastValueFrom, type Observable } from 'rxjs';
import { messageOf } from './messageOf.js';

/** End of the latest call of an action: `undefined` before the first one. */
export interface Outcome {
  readonly isDone: boolean;
  readonly message: string;
}

/**
 * Makes an Observable of one request the action of a form. An action that was sent is not aborted when the component
 * goes away, as an unsubscription would do.
 */
export function useAction(act: (form: FormData) => Observable<unknown>, done: string, onDone?: () => void) {
  return useActionState<Outcome | undefined, FormData>(async (_before, form) => {
    try {
      await lastValueFrom(act(form), { defaultValue: undefined });
      onDone?.();
      return { isDone: true, message: done };
    } catch (error) {
      return { isDone: false, message: messageOf(error) };
    }
  }, undefined);
}
