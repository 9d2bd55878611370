import { History, type HistoryEventLike } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { refuse, type TypeId, typeKey } from '../../values/index.js';

/**
 * The complete history of a run: a `History`, its events in the SDK's form, or the output of `aws swf
 * get-workflow-execution-history`, parsed or as text. `JSON.stringify(history)` has the same form.
 */
export type RecordedHistory =
  | string
  | History
  | Iterable<HistoryEventLike>
  | { readonly events?: Iterable<HistoryEventLike> | undefined };

/**
 * Reads a recorded history.
 *
 * @throws `InvalidArgumentError` if the value is not a complete history
 */
export function readRecorded(recorded: RecordedHistory, converter: DataConverter): History {
  const form = typeof recorded === 'string' ? parse(recorded) : recorded;
  if (form instanceof History) return whole(form);
  if ('nextToken' in form || 'NextToken' in form || 'nextPageToken' in form)
    refuse('history', 'a page with a token for the next one', 'complete, with all of its pages');
  return whole(History.from(form, { converter }));
}

function parse(text: string): Exclude<RecordedHistory, string> {
  const form = (() => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  })();
  if (typeof form === 'object' && form !== null) return form;
  return refuse('history', text.slice(0, 40), 'JSON as printed by aws swf get-workflow-execution-history');
}

function whole(history: History): History {
  const inOrder = history.last?.id === 1 ? history.reversed : history;
  let next = 1;
  for (const { id } of inOrder) {
    if (id !== next) refuse('history', `event ${id} in place of event ${next}`, 'complete, from event 1 on');
    next += 1;
  }
  if (next === 1) refuse('history', 'no event', 'complete, from event 1 on');
  return inOrder;
}

/** Throws for a history of another workflow. */
export function checkType(history: History, type: TypeId): void {
  const { workflowType } = history.execution;
  const recorded = workflowType === undefined ? 'an unknown type' : typeKey(workflowType);
  if (recorded !== typeKey(type)) refuse('history', recorded, `a history of ${typeKey(type)}`);
}
