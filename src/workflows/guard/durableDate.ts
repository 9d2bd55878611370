/**
 * Returns a `Date` constructor that takes the current time from a clock. Its instances are ordinary dates.
 */
export function durableDate(Host: DateConstructor, now: () => number): DateConstructor {
  return new Proxy(Host, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new Host(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
