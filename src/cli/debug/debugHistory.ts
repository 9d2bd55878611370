import {
  defer,
  endWith,
  finalize,
  forkJoin,
  from,
  ignoreElements,
  type Observable,
  switchMap,
  takeWhile,
  tap,
} from 'rxjs';
import { History } from '../../history/index.js';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import { type Step, stepsOf } from '../../testing/index.js';
import { omitUndefined, typeKey } from '../../values/index.js';
import type { AnyWorkflow } from '../../workflows/index.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { exitCodes } from '../frame/exitCodes.js';
import { printRecords } from '../frame/printRecords.js';
import { readInput } from '../frame/readInput.js';
import type { DebugOptions } from './command.js';
import { inspected } from './inspected.js';
import { keys } from './keys.js';
import { stepView } from './view.js';
import { Walk } from './Walk.js';

/** Moves to the upper left corner and clears the screen. */
const redraw = '\u001b[H\u001b[2J\u001b[3J';

/** Walks through a history in a terminal; otherwise prints all of its turns. */
export const debugHistory = (
  context: CommandContext,
  options: DebugOptions,
  module: string,
  file: string,
): Observable<unknown> =>
  defer(() => forkJoin([readDefinitions(module), readHistory(file)])).pipe(
    switchMap(([{ workflows }, history]) => {
      const workflow = workflowOf(workflows, options.workflow ?? history.execution.workflowType, module);
      const { workflowId, runId, domain, upTo } = options;
      const steps = stepsOf(workflow, history, omitUndefined({ workflowId, runId, domain, upTo }));
      const { inspectAt, inspectPort } = options;
      const walked =
        inspectAt === undefined ? steps : inspected(steps, inspectAt, inspectPort, context.terminal);
      const { isTerminal, canAsk } = context.terminal;
      return isTerminal && canAsk && context.output === 'table'
        ? walk(context, walked)
        : print(context, walked);
    }),
  );

async function readHistory(file: string): Promise<History> {
  try {
    const parsed: unknown = JSON.parse(await readInput(file));
    return History.from(parsed as { readonly events?: [] });
  } catch (error) {
    throw new InvalidArgumentError(
      `Cannot read the history in ${file}: ${messageOf(error)}. Save one with rx-swf history ID -o json`,
      { cause: error },
    );
  }
}

function workflowOf(
  workflows: readonly AnyWorkflow[],
  type: { readonly name?: string | undefined; readonly version?: string | undefined } | undefined,
  module: string,
): AnyWorkflow {
  const wanted = type === undefined ? undefined : typeKey({ name: type.name, version: type.version });
  const found = workflows.find(workflow => typeKey(workflow) === wanted);
  if (found !== undefined) return found;
  const known = workflows.map(workflow => typeKey(workflow)).join(', ') || 'none';
  throw new InvalidArgumentError(
    `${module} exports no workflow ${wanted ?? 'of this history'}. It exports ${known}`,
  );
}

/** Prints all steps. The exit code tells whether the code holds. */
const print = (context: CommandContext, steps: Iterable<Step>): Observable<unknown> =>
  defer(() => {
    const all = [...steps];
    printRecords(context, all, look => all.map(step => stepView(step, true, look)).join('\n'));
    if (all.at(-1)?.error !== undefined) context.exitWith(exitCodes.failed);
    return from([all.length]);
  });

/** Shows one step at a time, as keys say, until the walk is quit. */
const walk = (context: CommandContext, steps: Iterable<Step>): Observable<unknown> =>
  defer(() => {
    const state = new Walk(steps);
    const show = () => {
      const { step } = state;
      const look = context.look();
      const shown =
        step === undefined ? 'The history has no decision yet.\n' : stepView(step, state.isFull, look);
      context.terminal.print(`${redraw}${shown}\n${state.prompt}\n`);
    };
    show();
    return keys(process.stdin).pipe(
      tap(key => state.press(key)),
      takeWhile(() => !state.isOver),
      tap(show),
      ignoreElements(),
      endWith(undefined),
      finalize(() => context.terminal.print('\n')),
    );
  });
