import { DeterminismError } from '../errors/DeterminismError.js';
import { durableDate } from './durableDate.js';
import { durableTimers } from './durableTimers.js';
import type { GlobalsMode, TurnHost } from './TurnHost.js';

/** A host function that is replaced during a turn. */
interface Replacement {
  readonly owner: object;
  readonly key: string;
  readonly value: unknown;
}

/** The current turn. */
interface GuardedTurn {
  readonly host: TurnHost;
  /** The functions to replace and restore. */
  readonly replacements: readonly Replacement[];
  restore: () => void;
}

/** The current turn. Turns are synchronous and never nested. */
let current: GuardedTurn | undefined;

/**
 * Runs a turn of a workflow. During this synchronous turn, the host's clock, timers and random numbers belong
 * to the execution, and functions that cannot be made durable throw.
 *
 * @param watchPromises - also refuses `then`, which slows down all Promises of the process from then on
 */
export function guarded<T>(host: TurnHost, globals: GlobalsMode, watchPromises: boolean, turn: () => T): T {
  if (current !== undefined)
    throw new DeterminismError(
      'A turn was started inside another turn',
      'Do not run a workflow from within a workflow',
    );
  const all = [...replacementsFor(globals), ...(watchPromises ? promiseReplacements() : [])];
  const begun: GuardedTurn = { host, replacements: all, restore: install(all) };
  current = begun;
  try {
    return turn();
  } finally {
    current = undefined;
    begun.restore();
  }
}

/** Holds the end of the current execution. Returns a function that releases it. */
export function holdEnd(): () => void {
  return current?.host.hold() ?? (() => {});
}

/** Throws an error; in a turn, it fails the decision, whatever the workflow catches. */
export function violate(error: DeterminismError): never {
  current?.host.violate(error);
  throw error;
}

/** Calls a function outside of the current turn, with the original host functions. */
export function unguarded<T>(work: () => T): T {
  const turn = current;
  if (turn === undefined) return work();
  current = undefined;
  turn.restore();
  try {
    return work();
  } finally {
    turn.restore = install(turn.replacements);
    current = turn;
  }
}

/**
 * Returns a function that ends a turn that was interrupted from outside, so that its `finally` blocks have not run. The
 * host's functions are then as they are now, even if they were being replaced or restored at that moment.
 */
export function abandonable(): () => void {
  const restore = restoring([...(latest?.all ?? createReplacements('durable')), ...promiseReplacements()]);
  return () => {
    restore();
    current = undefined;
  };
}

function install(all: readonly Replacement[]): () => void {
  const before = descriptorsOf(all);
  all.forEach(({ owner, key, value }, i) => {
    // Each turn does this. Assigning takes a fifth of what defining takes.
    if (before[i]?.writable) Reflect.set(owner, key, value);
    else Object.defineProperty(owner, key, { value, configurable: true, enumerable: false, writable: true });
  });
  return restoring(all, before);
}

const descriptorsOf = (all: readonly Replacement[]) =>
  all.map(({ owner, key }) => Object.getOwnPropertyDescriptor(owner, key));

/** Returns a function that restores what would be replaced. */
function restoring(all: readonly Replacement[], before = descriptorsOf(all)): () => void {
  return () => {
    all.forEach(({ owner, key }, i) => {
      const descriptor = before[i];
      if (descriptor === undefined) Reflect.deleteProperty(owner, key);
      else if (descriptor.writable) Reflect.set(owner, key, descriptor.value);
      else Object.defineProperty(owner, key, descriptor);
    });
  };
}

function host(): TurnHost {
  if (current !== undefined) return current.host;
  throw new DeterminismError(
    'A host function that a workflow kept from a turn was called outside of it',
    'Call setTimeout and similar functions by their global names',
  );
}

/** The latest replacements. They serve all turns until the mode or an original of the host changes. */
let latest: { readonly of: readonly unknown[]; readonly all: readonly Replacement[] } | undefined;

function replacementsFor(globals: GlobalsMode): readonly Replacement[] {
  const of = [globals, clearTimeout, Date, performance, crypto];
  if (latest === undefined || of.some((original, i) => original !== latest?.of[i]))
    latest = { of, all: createReplacements(globals) };
  return latest.all;
}

/** Creates the replacements of the two modes. */
function createReplacements(globals: GlobalsMode): readonly Replacement[] {
  const { clearTimeout, Date: HostDate, performance, crypto } = globalThis;
  const timers = durableTimers(host, { clear: id => clearTimeout(id as number) });
  const now = () => host().now();
  const time = [
    replacement(globalThis, 'setTimeout', timers.setTimeout, 'context.scheduler'),
    replacement(globalThis, 'setInterval', timers.setInterval, 'context.scheduler'),
    replacement(Math, 'random', () => host().random(), 'context.random()'),
    replacement(performance, 'now', now, 'context.now()'),
  ];
  return [
    ...time.map(({ remedy, ...one }) =>
      globals === 'strict' ? { ...one, value: refusal(one.key, `Use ${remedy}`) } : one,
    ),
    { owner: globalThis, key: 'Date', value: durableDate(HostDate, globals === 'strict' ? noNow : now) },
    { owner: globalThis, key: 'clearTimeout', value: timers.clear },
    { owner: globalThis, key: 'clearInterval', value: timers.clear },
    { owner: globalThis, key: 'setImmediate', value: refusal('setImmediate', 'Use context.scheduler') },
    {
      owner: globalThis,
      key: 'queueMicrotask',
      value: refusal('queueMicrotask', 'Call the function directly'),
    },
    { owner: crypto, key: 'randomUUID', value: refusal('crypto.randomUUID', 'Use context.uuid()') },
    { owner: crypto, key: 'getRandomValues', value: refusal('getRandomValues', 'Use context.random()') },
  ];
}

const replacement = (owner: object, key: string, value: unknown, remedy: string) => ({
  owner,
  key,
  value,
  remedy,
});

const noNow = (): never => refuse('The current time of Date', 'Use context.now()');

function promiseReplacements(): readonly Replacement[] {
  const remedy = 'Do this work in an activity, or in context.sideEffect if it is synchronous';
  const hostThen = Promise.prototype.then;
  function then(this: Promise<unknown>): never {
    // The refused handler cannot observe the rejection, and an unhandled rejection would end the process.
    Reflect.apply(hostThen, this, [ignore, ignore]);
    return refuse('A Promise', remedy);
  }
  return [{ owner: Promise.prototype, key: 'then', value: then }];
}

const ignore = () => {};

const refusal = (name: string, remedy: string) => (): never => refuse(name, remedy);

function refuse(what: string, remedy: string): never {
  return host().violate(new DeterminismError(`${what} was used in a workflow`, remedy));
}
