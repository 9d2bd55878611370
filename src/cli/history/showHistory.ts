import { concatMap, defer, filter, map, type Observable, take, tap, toArray } from 'rxjs';
import { type Event, eventNames, History } from '../../history/index.js';
import type { WorkflowExecution } from '../../models/index.js';
import { InvalidArgumentError, suggest } from '../../requests/index.js';
import { HistoryQuerySet } from '../../streams/index.js';
import { toExecutionId } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecord, printRecords } from '../frame/printRecords.js';
import { runOf } from '../session/runOf.js';
import type { HistoryCommandOptions } from './command.js';
import { subjects } from './subjects.js';
import { historyView } from './view.js';

/** Largest page that SWF returns. */
const largestPage = 1_000;

/** Shows the events of an execution. */
export const showHistory = (
  context: CommandContext,
  options: HistoryCommandOptions,
  workflowId: string,
): Observable<unknown> =>
  defer(() => {
    const isWanted = typeFilter(options.type);
    return runOf(context.connection, workflowId, options.runId).pipe(
      concatMap(run => readEvents(run, options, isWanted)),
      tap(({ history, events }) => print(context, options, history, events)),
    );
  });

/** The events to show, and the history that they are from, as far as it was read. */
interface ReadEvents {
  readonly history: History;
  readonly events: readonly Event[];
}

function readEvents(
  run: WorkflowExecution,
  { tail, type }: HistoryCommandOptions,
  isWanted: (event: Event) => boolean,
): Observable<ReadEvents> {
  if (tail === undefined)
    return run.history().pipe(map(history => ({ history, events: history.filter(isWanted) })));
  // From the end, so that the last events of a long history cost one call.
  const pageSize = type === undefined ? Math.min(tail, largestPage) : largestPage;
  const read: Event[] = [];
  return new HistoryQuerySet(run.domain).all(toExecutionId(run), { reverseOrder: true, pageSize }).pipe(
    tap(event => read.push(event)),
    filter(isWanted),
    take(tail),
    toArray(),
    map(events => ({ history: History.from(read.reverse()), events: events.reverse() })),
  );
}

function print(
  context: CommandContext,
  { payloads = false, raw = false }: HistoryCommandOptions,
  history: History,
  events: readonly Event[],
): void {
  const output = raw && context.output !== 'ndjson' ? 'json' : context.output;
  const asRead = events.map(event => event.raw);
  if (output === 'ndjson') printRecords({ ...context, output }, asRead, () => '');
  else
    printRecord({ ...context, output }, { events: asRead }, look =>
      historyView(history, events, payloads, look),
    );
}

const expected = `Expected an event type, such as ActivityTaskFailed, or one of: ${subjects.join(', ')}.`;

/**
 * Returns whether events are of the types that are wanted.
 *
 * @throws `InvalidArgumentError` for a type that no version of SWF's API has
 */
function typeFilter(types: readonly string[] = []): (event: Event) => boolean {
  if (types.length === 0) return () => true;
  const known = [...eventNames, ...subjects];
  const wanted = new Set(
    types.map(given => {
      const found = known.find(name => name.toLowerCase() === given.toLowerCase());
      if (found !== undefined) return found;
      throw new InvalidArgumentError(
        `Unknown event type ${JSON.stringify(given)}. ${suggest(given, known, expected)}`,
        {
          resource: 'type',
        },
      );
    }),
  );
  return ({ name, type }) => wanted.has(name) || wanted.has(type);
}
