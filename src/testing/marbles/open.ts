import equal from 'fast-deep-equal';
import { refuse, type TypeId, typeKey } from '../../values/index.js';
import type { HistoryBuilder } from '../history/HistoryBuilder.js';

/**
 * Selects one of several open commands: the one with this input, otherwise the one that has been open
 * longest.
 */
export interface Which<I> {
  readonly input?: I;
}

/** Returns the open activity of a type. */
export function openActivity(history: HistoryBuilder, type: TypeId, which: Which<unknown>): string {
  const open = history.build().activities.open;
  return pick('activity', type, which, open, ({ activityType }) => activityType);
}

/** Returns the open activity of a type, started first if no worker has it. */
export function takenBy(history: HistoryBuilder, type: TypeId, which: Which<unknown>): string {
  const id = openActivity(history, type, which);
  if (history.build().activities.get(id)?.state === 'scheduled') history.activityStarted(id);
  return id;
}

/** Returns the open child of a type. */
export function openChild(history: HistoryBuilder, type: TypeId, which: Which<unknown>): string {
  const open = history.build().childExecutions.open;
  return pick('child', type, which, open, ({ workflowType }) => workflowType);
}

/** Returns the running call of a Lambda function. */
export function runningLambda(history: HistoryBuilder, name: string): string {
  const calls = history.build().lambdaFunctions.started;
  const call = calls.find(one => one.name === name);
  return call?.id ?? refuse('lambda', name, `one that runs (${list(calls.map(one => one.name))})`);
}

function pick<T extends { readonly id: string; readonly input: unknown }>(
  what: string,
  type: TypeId,
  which: Which<unknown>,
  open: readonly T[],
  typeOf: (one: T) => TypeId | undefined,
): string {
  const nameOf = (one: T) => typeKey(typeOf(one) ?? { name: undefined, version: undefined });
  const name = typeKey(type);
  const fits = (one: T) => nameOf(one) === name && (!('input' in which) || equal(one.input, which.input));
  const found = open.find(fits);
  if (found !== undefined) return found.id;
  const shown = open.map(one => `${nameOf(one)} ${JSON.stringify(one.input)}`);
  const asked = 'input' in which ? `${name} ${JSON.stringify(which.input)}` : name;
  return refuse(what, asked, `one that is open (${list(shown)})`);
}

const list = (names: readonly (string | undefined)[]) => names.join(', ') || 'none is';
