import {
  asyncScheduler,
  defer,
  map,
  type Observable,
  of,
  repeat,
  type SchedulerLike,
  switchMap,
  takeWhile,
  tap,
  timer,
} from 'rxjs';
import { Domain } from '../../models/index.js';
import { InvalidArgumentError, retryTransient } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import { type SignalListeners, why } from '../../why/index.js';
import { signalListeners } from '../../workflows/index.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { exitCodes } from '../frame/exitCodes.js';
import { outageNotes } from '../frame/outageNotes.js';
import { printRecord } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import type { WhyCommandOptions } from './command.js';
import { whyView } from './view.js';

/** Milliseconds between two explanations of `--watch`. */
const interval = 5_000;

/**
 * Explains what an execution waits for, once or until it closes.
 *
 * @param scheduler - for the time between two explanations, and the pace of the calls
 */
export function explainExecution(
  context: CommandContext,
  workflowId: string,
  { runId, workflows, patience, watch = false }: WhyCommandOptions,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  return defer(() => subjectOf(context, workflows)).pipe(
    switchMap(({ domain, listeners }) => {
      const seconds = patience === undefined ? undefined : patience / 1_000;
      const options = { scheduler, ...omitUndefined({ listeners, patience: seconds }) };
      const once$ = why(domain, { workflowId, ...omitUndefined({ runId }) }, options);
      if (!watch) return once$;
      const { onRetry, onRecovered } = outageNotes(context.terminal);
      return once$.pipe(
        retryTransient({ scheduler, onRetry }),
        tap(onRecovered),
        repeat({ delay: () => timer(interval, scheduler) }),
        takeWhile(({ state }) => state !== 'closed', true),
      );
    }),
    tap(explanation => {
      printRecord(context, explanation, look => whyView(explanation, look), watch);
      context.exitWith(explanation.state === 'stuck' ? exitCodes.stuck : exitCodes.done);
    }),
  );
}

/** Returns the domain, with the converter of the module's one, and what tells the signals of its workflows. */
function subjectOf(
  { connection }: CommandContext,
  module: string | undefined,
): Observable<{ readonly domain: Domain; readonly listeners?: SignalListeners }> {
  const domain = domainOf(connection);
  if (module === undefined) return of({ domain });
  return defer(() => readDefinitions(module)).pipe(
    map(({ workflows, domains }) => {
      if (workflows.length === 0)
        throw new InvalidArgumentError(`${module} exports no workflows of rx-swf/workflows with their code`);
      const defined = domains.find(({ name }) => name === domain.name);
      const { name, client } = domain;
      return {
        domain:
          defined === undefined ? domain : new Domain({ name, client, dataConverter: defined.dataConverter }),
        listeners: signalListeners(workflows),
      };
    }),
  );
}
