import { DeterminismError } from '../errors/DeterminismError.js';
import { durableDate } from './durableDate.js';
import type { Ambient, Host } from './Host.js';
import { durableTimers } from './timers.js';

/** A host function that is replaced during a turn. */
interface Seam {
  readonly owner: object;
  readonly key: string;
  readonly inTurn: unknown;
}

/** The current turn. */
interface GuardedTurn {
  readonly host: Host;
  /** The functions to replace and restore. */
  readonly seams: readonly Seam[];
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
export function guarded<T>(host: Host, ambient: Ambient, watchPromises: boolean, turn: () => T): T {
  if (current !== undefined)
    throw new DeterminismError('A turn was begun within another one', 'Let a workflow run no other workflow');
  const all = [...seams(ambient), ...(watchPromises ? promiseSeams() : [])];
  const begun: GuardedTurn = { host, seams: all, restore: install(all) };
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
    turn.restore = install(turn.seams);
    current = turn;
  }
}

function install(all: readonly Seam[]): () => void {
  const before = all.map(({ owner, key }) => Object.getOwnPropertyDescriptor(owner, key));
  for (const { owner, key, inTurn } of all)
    Object.defineProperty(owner, key, {
      value: inTurn,
      configurable: true,
      enumerable: false,
      writable: true,
    });
  return () => {
    for (const [i, { owner, key }] of all.entries()) {
      const descriptor = before[i];
      if (descriptor === undefined) Reflect.deleteProperty(owner, key);
      else Object.defineProperty(owner, key, descriptor);
    }
  };
}

function host(): Host {
  if (current !== undefined) return current.host;
  throw new DeterminismError(
    'A function that a workflow had kept from its turn was called outside of it',
    'Call setTimeout and the like by their names',
  );
}

/** The replacements of the two modes, created for each turn, because the originals may have changed. */
function seams(ambient: Ambient): readonly Seam[] {
  const { clearTimeout, Date: HostDate, performance, crypto } = globalThis;
  const timers = durableTimers(host, { clear: id => clearTimeout(id as number) });
  const now = () => host().now();
  const time = [
    seam(globalThis, 'setTimeout', timers.setTimeout, 'context.scheduler'),
    seam(globalThis, 'setInterval', timers.setInterval, 'context.scheduler'),
    seam(Math, 'random', () => host().random(), 'context.random()'),
    seam(performance, 'now', now, 'context.now()'),
  ];
  return [
    ...time.map(({ remedy, ...one }) =>
      ambient === 'strict' ? { ...one, inTurn: refusal(one.key, `Use ${remedy}`) } : one,
    ),
    { owner: globalThis, key: 'Date', inTurn: durableDate(HostDate, ambient === 'strict' ? noNow : now) },
    { owner: globalThis, key: 'clearTimeout', inTurn: timers.clear },
    { owner: globalThis, key: 'clearInterval', inTurn: timers.clear },
    { owner: globalThis, key: 'setImmediate', inTurn: refusal('setImmediate', 'Use context.scheduler') },
    { owner: globalThis, key: 'queueMicrotask', inTurn: refusal('queueMicrotask', 'Call it at once') },
    { owner: crypto, key: 'randomUUID', inTurn: refusal('crypto.randomUUID', 'Use context.uuid()') },
    { owner: crypto, key: 'getRandomValues', inTurn: refusal('getRandomValues', 'Use context.random()') },
  ];
}

const seam = (owner: object, key: string, inTurn: unknown, remedy: string) => ({
  owner,
  key,
  inTurn,
  remedy,
});

const noNow = (): never => refuse('the present time of Date', 'Use context.now()');

function promiseSeams(): readonly Seam[] {
  const remedy = 'Do it in an activity, or in context.sideEffect if it needs no waiting';
  const hostThen = Promise.prototype.then;
  function then(this: Promise<unknown>): never {
    // The refused handler cannot observe the rejection, and an unhandled rejection would end the process.
    Reflect.apply(hostThen, this, [ignore, ignore]);
    return refuse('A Promise', remedy);
  }
  return [{ owner: Promise.prototype, key: 'then', inTurn: then }];
}

const ignore = () => {};

const refusal = (name: string, remedy: string) => (): never => refuse(name, remedy);

function refuse(what: string, remedy: string): never {
  return host().violate(new DeterminismError(`${what} was used in a workflow`, remedy));
}
