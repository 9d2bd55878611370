import { EMPTY, type Observable, of, switchMap, take, tap } from 'rxjs';
import { InvalidArgumentError } from '../../requests/index.js';
import { driftOfModule } from '../drift/driftOfModule.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { confirm } from '../frame/confirm.js';
import { exitCodes } from '../frame/exitCodes.js';
import { oneLine } from '../frame/oneLine.js';
import type { Terminal } from '../frame/Terminal.js';
import { toPlanRecord } from '../plan/PlanRecord.js';
import { planView } from '../plan/view.js';
import type { ApplyOptions } from './command.js';

/** Shows the plan of a module, asks, and makes its changes one after the other. */
export function applyPlan(
  context: CommandContext,
  module: string,
  { taskList, yes = false }: ApplyOptions,
): Observable<unknown> {
  const { terminal } = context;
  return driftOfModule(context.connection, module, taskList).pipe(
    take(1),
    tap(drift => terminal.note(planView(toPlanRecord(drift), context.look()))),
    tap(({ plan }) => {
      // What code has to change stays undone.
      if (plan.manual.length > 0) context.exitWith(exitCodes.failed);
    }),
    switchMap(({ plan }) => {
      if (plan.steps.length === 0) return EMPTY;
      return (yes ? of(true) : confirmed(terminal)).pipe(
        switchMap(isConfirmed => {
          if (isConfirmed) return plan.apply();
          terminal.note('Nothing was changed.\n');
          context.exitWith(exitCodes.failed);
          return EMPTY;
        }),
        tap(({ action, model }) => terminal.print(`${done[action]} ${oneLine(`${model}`)}\n`)),
      );
    }),
  );
}

const done = {
  register: 'Registered',
  undeprecate: 'Undeprecated',
  deprecate: 'Deprecated',
  tag: 'Tagged',
} as const;

function confirmed(terminal: Terminal): Observable<boolean> {
  if (terminal.canAsk) return confirm(terminal, 'Apply this plan? Type yes: ');
  throw new InvalidArgumentError(
    'There is no terminal to ask on. Pass --yes to apply the plan without a question',
  );
}
