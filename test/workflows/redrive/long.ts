import { activity, workflow } from 'rx-swf/workflows';
import { concat, from, map, mergeMap, toArray } from 'rxjs';

export const read = activity<number, string>({ name: 'Read', version: '1' });
export const sum = activity<number, string>({ name: 'Sum', version: '1' });

/** Reads many long texts, whose record takes several answers, and sums them up. */
export const long = workflow(
  { name: 'Long', version: '1', taskStartToCloseTimeout: 5 },
  (count: number, { run }) =>
    concat(
      from(Array.from({ length: count }, (_, i) => i)).pipe(
        mergeMap(i => run(read, i)),
        map(text => text.slice(0, 5)),
      ),
      run(sum, count),
    ).pipe(toArray()),
);
