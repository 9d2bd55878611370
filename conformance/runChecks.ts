import {
  catchError,
  defer,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  type SchedulerLike,
  timeout,
} from 'rxjs';
import type { Chapter, Check } from './Check.js';
import type { Outcome, Result } from './Result.js';
import { Scene } from './Scene.js';
import type { Target } from './Target.js';

/** Options of a run. */
export interface RunOptions {
  /** Number of checks that run at the same time. */
  readonly concurrency: number;
  /** Milliseconds after which a check fails. Longer than a long poll. */
  readonly deadline: number;
  /** Scheduler for the deadline. */
  readonly scheduler?: SchedulerLike;
}

/** Runs checks, and emits their results as they come. A check that fails is a result, not an error. */
export function runChecks(
  target: Target,
  chapters: readonly Chapter[],
  { concurrency, deadline, scheduler }: RunOptions,
): Observable<Result> {
  // Names are unique in the domain, which a service keeps: a second run needs others.
  const run = Math.random().toString(36).slice(2, 8);
  const all = chapters.flatMap(({ name, checks }) => checks.map(check => ({ chapter: name, check })));
  return from(all).pipe(
    mergeMap(
      ({ chapter, check }, index) =>
        defer(() => perform(target, check, `c${run}-${index}`)).pipe(
          timeout({ each: deadline, ...(scheduler === undefined ? {} : { scheduler }) }),
          map(() => ({ outcome: 'pass' as const })),
          catchError((error: unknown) => of(judge(error))),
          map(({ outcome, ...rest }): Result => {
            const { run: _, ...described } = check;
            return { chapter, ...described, outcome, ...rest };
          }),
        ),
      concurrency,
    ),
  );
}

async function perform(target: Target, check: Check, id: string): Promise<void> {
  await target.prepare();
  await check.run(await Scene.open(target, id));
}

/** Names and messages of errors of services that lack an operation, or a part of one. */
const lacking = /UnknownOperation|InvalidAction|NotImplemented|not (yet )?(been )?(implemented|supported)/i;

function judge(error: unknown): { outcome: Outcome; reason: string } {
  if (!(error instanceof Error)) return { outcome: 'fail', reason: `${error}` };
  const { name, message, cause } = error;
  const shown = ['Error', 'AssertionError'].includes(name) ? message : `${name}: ${message}`;
  return { outcome: isLacking(error) || isLacking(cause) ? 'unsupported' : 'fail', reason: firstLine(shown) };
}

/** Only errors that the service answered tell what it lacks. They have metadata. */
function isLacking(error: unknown): boolean {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { httpStatusCode } = Object(error.$metadata);
  return [404, 405, 501].includes(httpStatusCode) || lacking.test(`${error.name} ${error.message}`);
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
