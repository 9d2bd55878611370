import { parseArgs } from 'node:util';
import { Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { timelineOf, toText } from 'rx-swf/timeline';
import {
  type ActivityImplementation,
  type AnyWorkflow,
  activityWorker,
  type DurableExecution,
  register,
  workflowWorker,
} from 'rx-swf/workflows';
import { concatMap, lastValueFrom, map, merge, tap } from 'rxjs';

/** Workflows and activities of an example. */
export interface ExampleDefinitions {
  readonly workflows: readonly AnyWorkflow[];
  readonly activities: readonly ActivityImplementation[];
}

/**
 * Runs an example on an SWF in this process that skips time: weeks pass in milliseconds. Prints `usage`
 * instead if help is requested.
 */
export async function runExample(
  usage: string,
  { workflows, activities }: ExampleDefinitions,
  run: (domain: Domain) => Promise<void>,
): Promise<void> {
  if (isHelpWanted()) return console.log(usage);
  const swf = new LocalSwf({ clock: 'skip' });
  const domain = new Domain({ name: 'examples', client: swf.client() });
  await lastValueFrom(domain.save());
  const definitions = [...workflows, ...activities.map(({ definition }) => definition)];
  await lastValueFrom(register(domain, 'examples', definitions));
  const workers = merge(
    workflowWorker(domain, 'examples', workflows, { onError: 'fail' }),
    activityWorker(domain, 'examples', activities, { concurrency: 10 }),
  ).subscribe();
  try {
    await run(domain);
  } finally {
    workers.unsubscribe();
    await swf.close();
  }
}

/** Waits for the end of an execution and prints a timeline of each run. Resolves to the time it ended. */
export function watch(execution: DurableExecution<unknown>): Promise<Date> {
  return lastValueFrom(
    execution.runs({ interval: 20 }).pipe(
      concatMap(run => run.history()),
      tap(history => {
        console.log(toText(timelineOf(history, { workflowId: execution.workflowId }), { width: 110 }));
        const { result, reason } = history.execution;
        if (result !== undefined || reason !== undefined) console.log('→', result ?? reason);
      }),
      map(({ last }) => last?.timestamp ?? new Date()),
    ),
  );
}

function isHelpWanted(): boolean {
  // The SDK's warning about the Node version would clutter the output.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return parseArgs({ options: { help: { type: 'boolean', default: false } } }).values.help;
}
