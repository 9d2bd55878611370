import { map, type Observable } from 'rxjs';
import type { Level } from '../../streams/actors/events/Logger.js';
import type { Logger } from '../../streams/index.js';
import type { ActivityDefinition } from '../definitions/activityType.js';
import type {
  ActivityRunOptions,
  ChildWorkflowOptions,
  WorkflowContext,
} from '../definitions/WorkflowContext.js';
import type { WorkflowContract } from '../definitions/workflowType.js';
import type { Journal } from '../run/Journal.js';
import type { Pipeline } from '../run/Pipeline.js';
import { child } from './child.js';
import { continueAsNew } from './continueAsNew.js';
import { cancelExternal, signalExternal } from './externalExecutions.js';
import { lambda } from './lambda.js';
import { marker } from './markers.js';
import type { Runtime } from './Runtime.js';
import { randomValuesOf } from './randomValuesOf.js';
import { run } from './run.js';
import type { Signals } from './Signals.js';
import { sideEffectOf } from './sideEffectOf.js';
import { versionOf } from './versionOf.js';

/** The parts of a context in addition to its runtime. */
interface Parts {
  readonly signals: Signals;
  readonly pipeline: Pipeline;
  readonly journal: Journal;
}

/** Creates the context of a run. Its members don't use `this`. */
export function contextOf(runtime: Runtime, { signals, pipeline, journal }: Parts): WorkflowContext {
  const { scheduler } = runtime;
  return Object.freeze<WorkflowContext>({
    // The interface guarantees that the input is omitted only if it is `void`.
    run: <I, O>(activity: ActivityDefinition<I, O>, input?: I, options?: ActivityRunOptions<I>) =>
      run(runtime, activity, input as I, options),
    child: <I, O>(workflow: WorkflowContract<I, O>, input?: I, options?: ChildWorkflowOptions) =>
      child(runtime, workflow, input as I, options),
    lambda: (name, input, options) => lambda(runtime, name, input, options),
    // The input type of a signal is not checked; it is up to the sender.
    signal: <T>(name: string): Observable<T> => signals.of(name).pipe(map(({ input }) => input as T)),
    signals: signals.of(),
    cancelRequested$: pipeline.cancelRequested$,
    signalExternal: (execution, name, input) => signalExternal(runtime, execution, name, input),
    cancelExternal: execution => cancelExternal(runtime, execution),
    marker: (name, details) => marker(runtime, name, details),
    sideEffect: sideEffectOf(runtime),
    continueAsNew: (input, options) => continueAsNew(runtime, pipeline, input, options),
    version: versionOf(runtime),
    scheduler,
    now: runtime.clock.now,
    ...randomValuesOf(runtime),
    setContext: value => journal.show(value),
    expose: ({ name }, read) => journal.expose(name, read),
    log: logOf(journal),
    info: runtime.info,
  });
}

function logOf(journal: Journal): Required<Logger> {
  const write = (level: Level) => (details: object, message: string) =>
    journal.log({ level, details, message });
  return Object.freeze({
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  });
}
