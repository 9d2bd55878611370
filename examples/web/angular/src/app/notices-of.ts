import type { DriftDifference, DriftRecord, TypeList } from 'rx-swf/remote';
import { concatMap, from, map, type Observable, pairwise, scan, startWith } from 'rxjs';

/** A difference between code and SWF that has appeared, or that is gone. */
export interface Notice {
  readonly id: number;
  /** A domain or a type, such as `ActivityType('Resize', '1')`. */
  readonly what: string;
  readonly text: string;
  readonly isGone: boolean;
}

/** Emits the latest three notices: of the present differences at first, and then of each change. */
export const noticesOf = (types$: Observable<TypeList>): Observable<readonly Notice[]> =>
  types$.pipe(
    map(({ drift }) => textsOf(drift)),
    startWith(new Map<string, string>()),
    pairwise(),
    concatMap(([before, now]) => from(changesBetween(before, now))),
    map((change, id): Notice => ({ id, ...change })),
    scan((notices: readonly Notice[], notice) => [...notices, notice].slice(-3), []),
  );

type Texts = ReadonlyMap<string, string>;

const textsOf = (drift: DriftRecord | undefined): Texts =>
  new Map(
    (drift?.differences ?? [])
      // Types that this code doesn't know belong to other programs.
      .filter(({ kind }) => kind !== 'unknown')
      .map(difference => [difference.what, textOf(difference)]),
  );

function textOf({ kind, attributes = [] }: DriftDifference): string {
  if (kind === 'missing') return 'is not registered.';
  if (kind === 'deprecated') return 'is deprecated.';
  const differing = attributes.map(
    ({ name, code, swf }) => `${name}: ${JSON.stringify(code)} in the code, ${JSON.stringify(swf)} in SWF`,
  );
  return `differs. ${differing.join('; ')}.`;
}

function changesBetween(before: Texts, now: Texts): readonly Omit<Notice, 'id'>[] {
  const appeared = [...now].filter(([what, text]) => before.get(what) !== text);
  const gone = [...before.keys()].filter(what => !now.has(what));
  return [
    ...appeared.map(([what, text]) => ({ what, text, isGone: false })),
    ...gone.map(what => ({ what, text: 'is as the code defines it again.', isGone: true })),
  ];
}
