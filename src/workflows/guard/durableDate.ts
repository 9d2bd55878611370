/** A `Date` that takes the present from a clock. What it makes are dates like all others. */
export function durableDate(Host: DateConstructor, now: () => number): DateConstructor {
  return new Proxy(Host, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new Host(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
