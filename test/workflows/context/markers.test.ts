import { InvalidArgumentError } from 'rx-swf';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { catchError, defer, map, type Observable, of } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { Studio } from '../Studio.js';

const double = activity<number, number>({ name: 'Double', version: '1' });

// Each decision replays the whole history.
const studio = await Studio.open([], [double.with(n => n * 2)], {
  until: afterAll,
  worker: { sticky: false },
});

let workflows = 0;
const define = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return workflow({ name: `Marker ${workflows}`, version: '1' }, (_, context) => run(context));
};

describe('marker', () => {
  it('records what people and other programs may read', async () => {
    const one = define(({ marker }) => marker('reviewed', { by: 'Ann' }).pipe(map(() => 'done')));
    const execution = await studio.start(one, undefined);
    expect(await studio.result(execution)).toBe('done');
    const { markers } = await studio.history(execution);
    expect([...markers].map(({ id, details }) => [id, details])).toEqual([['reviewed', { by: 'Ann' }]]);
  });

  it('keeps the names of the library free', async () => {
    const one = define(({ marker }) =>
      defer(() => marker('rx-swf.mine')).pipe(
        catchError((error: unknown) => of(error instanceof InvalidArgumentError)),
      ),
    );
    expect(await studio.run(one, undefined)).toBe(true);
  });
});
