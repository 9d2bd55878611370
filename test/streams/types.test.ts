import {
  type ActivityOutcome,
  type ActivityTask,
  ActivityWorker,
  DomainQuerySet,
  type EventOf,
  HistoryQuerySet,
  perform,
  performBy,
} from 'rx-swf';
import { type Observable, of } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';

const worker = new ActivityWorker<{ file: string }>('media', 'thumbnails');
const run = { workflowId: 'a', runId: '1' };
/** A condition that the compiler cannot know. */
const isLate = () => Date.now() % 2 === 0;

describe('the inferred type of streams', () => {
  it('is the union of the results of two alternative handlers', () => {
    const performed = worker.pipe(perform(() => (isLate() ? of(1) : of('a'))));
    expectTypeOf(performed).toEqualTypeOf<Observable<ActivityOutcome<{ file: string }, number | string>>>();
    const mixed = worker.pipe(
      perform(task => (isLate() ? task.input.file : isLate() ? Promise.resolve(1) : of(true))),
    );
    expectTypeOf(mixed).toEqualTypeOf<
      Observable<ActivityOutcome<{ file: string }, string | number | boolean>>
    >();
    expectTypeOf(worker.pipe(perform(async ({ input }) => input.file.length))).toEqualTypeOf<
      Observable<ActivityOutcome<{ file: string }, number>>
    >();
    expectTypeOf(worker.pipe(perform<{ file: string }, number>(() => 1))).toEqualTypeOf<
      Observable<ActivityOutcome<{ file: string }, number>>
    >();
  });

  it('is the union of the results of the handlers of several types, whose input is unknown unless it is declared', () => {
    const performed = performBy({
      'Resize@1': ({ input }: ActivityTask<{ file: string }>) => of(input.file),
      'Probe@1': (task, { signal }) => {
        expectTypeOf(task).toEqualTypeOf<ActivityTask<unknown>>();
        expectTypeOf(task.input).toEqualTypeOf<unknown>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        return isLate() ? Promise.resolve(1) : of(true);
      },
    });
    expectTypeOf(worker.pipe(performed)).toEqualTypeOf<
      Observable<ActivityOutcome<unknown, string | number | boolean>>
    >();
  });

  it('is that of the events that a filter of a history finds', () => {
    const histories = new HistoryQuerySet('media');
    expectTypeOf(histories.filter(run, { name: 'ActivityTaskFailed' })).toEqualTypeOf<
      Observable<EventOf<'ActivityTaskFailed'>>
    >();
    expectTypeOf(histories.filter(run, { type: 'Timer', state: 'fired', pageSize: 10 })).toEqualTypeOf<
      Observable<EventOf<'TimerFired'>>
    >();
    // @ts-expect-error: there is no such event
    histories.filter(run, { name: 'ActivityTaskFaild' });
  });

  it('is the union of the values of two alternative projections of an item', () => {
    const domains = new DomainQuerySet().all();
    expectTypeOf(domains.each(() => (isLate() ? of(1) : Promise.resolve('a')))).toEqualTypeOf<
      Observable<number | string>
    >();
    expectTypeOf(domains.each(domain => domain.exists())).toEqualTypeOf<Observable<boolean>>();
  });
});
