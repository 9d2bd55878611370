import equal from 'fast-deep-equal';
import { refuse, type TypeId, typeKey } from '../../values/index.js';
import type { HistoryBuilder } from '../history/HistoryBuilder.js';

/**
 * Selects one of several open commands: the one with this input, otherwise the one that has been open
 * longest.
 */
export interface InputSelector<I> {
  readonly input?: I;
}

/** Returns the open activity of a type. */
export function openActivity(
  history: HistoryBuilder,
  type: TypeId,
  selector: InputSelector<unknown>,
): string {
  const open = history.build().activities.open;
  return openCommand('activity', type, selector, open, ({ activityType }) => activityType);
}

/** Returns the open activity of a type, started first if no worker has it. */
export function startedActivity(
  history: HistoryBuilder,
  type: TypeId,
  selector: InputSelector<unknown>,
): string {
  const id = openActivity(history, type, selector);
  if (history.build().activities.get(id)?.state === 'scheduled') history.activityStarted(id);
  return id;
}

/** Returns the open child of a type. */
export function openChild(history: HistoryBuilder, type: TypeId, selector: InputSelector<unknown>): string {
  const open = history.build().childExecutions.open;
  return openCommand('child', type, selector, open, ({ workflowType }) => workflowType);
}

/** Returns the running call of a Lambda function. */
export function runningLambda(history: HistoryBuilder, name: string): string {
  const calls = history.build().lambdaFunctions.started;
  const call = calls.find(one => one.name === name);
  return call?.id ?? refuse('lambda', name, `running (running: ${list(calls.map(one => one.name))})`);
}

function openCommand<T extends { readonly id: string; readonly input: unknown }>(
  what: string,
  type: TypeId,
  selector: InputSelector<unknown>,
  open: readonly T[],
  typeOf: (one: T) => TypeId | undefined,
): string {
  const nameOf = (one: T) => typeKey(typeOf(one) ?? { name: undefined, version: undefined });
  const name = typeKey(type);
  const fits = (one: T) =>
    nameOf(one) === name && (!('input' in selector) || equal(one.input, selector.input));
  const found = open.find(fits);
  if (found !== undefined) return found.id;
  const shown = open.map(one => `${nameOf(one)} ${JSON.stringify(one.input)}`);
  const wanted = 'input' in selector ? `${name} ${JSON.stringify(selector.input)}` : name;
  return refuse(what, wanted, `open (open: ${list(shown)})`);
}

const list = (names: readonly (string | undefined)[]) => names.join(', ') || 'none';
