import { DeterminismError } from '../errors/DeterminismError.js';
import { durableDate } from './durableDate.js';
import type { Ambient, Host } from './Host.js';
import { durableTimers } from './timers.js';

/** A function of the host that is another one for the length of a turn. */
interface Seam {
  readonly owner: object;
  readonly key: string;
  readonly inTurn: unknown;
}

/** A turn under way. */
interface GuardedTurn {
  readonly host: Host;
  /** What is put in place, and back again. */
  readonly seams: readonly Seam[];
  restore: () => void;
}

/** The turn that is under way. Turns are synchronous and never within each other. */
let current: GuardedTurn | undefined;

/**
 * Runs a turn of a workflow: for its synchronous length the host's clock, timers and chance belong to the
 * execution, and what cannot be made durable is refused.
 *
 * @param watchPromises - refuses `then` as well, which slows down all Promises of the process from then on
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

/** Lets the end of the execution wait whose turn it is. Returns how to let it go. */
export function holdEnd(): () => void {
  return current?.host.hold() ?? (() => {});
}

/** Throws an error; in a turn it fails the decision, whatever the workflow catches. */
export function violate(error: DeterminismError): never {
  current?.host.violate(error);
  throw error;
}

/** Calls a function outside of the turn that is under way: the host's functions are the host's for its length. */
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

/** The functions that the two modes put in place; made for each turn, as the originals may be others by then. */
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
    // Whoever would have heard of its rejection cannot; nobody's rejection would end the process.
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
