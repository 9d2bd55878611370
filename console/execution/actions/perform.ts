import type { RemoteExecution } from 'rx-swf/remote';
import { map, type Observable } from 'rxjs';
import type { ActionName } from './actionsOf.js';

/** What a dialog asks for. */
export interface ActionForm {
  readonly reason: string;
  readonly signalName: string;
  /** JSON, or nothing. */
  readonly input: string;
  /** First command that a redrive does again, or nothing. */
  readonly from: string;
}

/** Does an action. Emits the new run, if there is one. */
export function perform(
  execution: RemoteExecution,
  name: ActionName,
  form: ActionForm,
): Observable<RemoteExecution | undefined> {
  const options = form.reason === '' ? {} : { reason: form.reason };
  switch (name) {
    case 'signal':
      return execution.signal(form.signalName, inputOf(form.input), options).pipe(map(none));
    case 'cancel':
      return execution.requestCancel(options).pipe(map(none));
    case 'terminate':
      return execution.terminate(options).pipe(map(none));
    case 'rerun':
      return execution.rerun({ ...options, ...(form.input === '' ? {} : { input: inputOf(form.input) }) });
    case 'redrive':
      return execution.redrive({ ...options, ...(form.from === '' ? {} : { from: form.from }) });
  }
}

/** Returns why a text is not JSON; `undefined` if it is, or if there is none. */
export function problemOf(input: string): string | undefined {
  try {
    inputOf(input);
    return undefined;
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : error}. Put texts in quotes.`;
  }
}

const inputOf = (input: string): unknown => (input.trim() === '' ? undefined : JSON.parse(input));

const none = (): undefined => undefined;
