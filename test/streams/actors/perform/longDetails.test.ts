import {
  ActivityFailure,
  ActivityWorker,
  type DecideOptions,
  Decider,
  Domain,
  decide,
  perform,
  WorkflowExecution,
} from 'rx-swf';
import { firstValueFrom, lastValueFrom, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { deflated, encrypted } from '../../../harness/converters.js';
import { DomainHarness } from '../../../harness/DomainHarness.js';

const long = Array.from({ length: 20_000 }, (_, n) => (n * n * 7919) % 99_991).join();

describe.each([
  ['compresses', deflated],
  ['encrypts', encrypted()],
])('a converter that %s', (_, dataConverter) => {
  async function setting() {
    const harness = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client: harness.client, dataConverter });
    const read = async ({ workflowId, runId }: WorkflowExecution) =>
      lastValueFrom(new WorkflowExecution({ domain, workflowId, runId: `${runId}` }).history());
    return { harness, domain, read };
  }

  it('reads the rest of truncated details of failures, cancellations and heartbeats', async () => {
    const { harness, domain, read } = await setting();
    const execution = await harness.resizing(0, 1, 2);
    const worker = new ActivityWorker(domain, 'thumbnails');
    const failed = await firstValueFrom(worker);
    const canceled = await firstValueFrom(worker);
    const timed = await firstValueFrom(worker);
    await lastValueFrom(failed.fail({ reason: 'TooLong', details: { step: 3, long } }));
    await lastValueFrom(timed.heartbeat({ done: 40, long }));
    await lastValueFrom(canceled.cancel({ done: 20, long }));
    harness.clock.advance(61_000);
    const { activities } = await read(execution);
    expect(activities.get('0')?.details).toMatchObject({ step: 3, truncated: true });
    expect(activities.get('1')?.details).toMatchObject({ done: 20, truncated: true });
    expect(activities.get('2')?.details).toMatchObject({ done: 40, truncated: true });
  });

  it('reads the truncated details of answers by perform', async () => {
    const { harness, domain, read } = await setting();
    const execution = await harness.resizing(0);
    const failing = perform(() => {
      throw new ActivityFailure('TooLong', long);
    });
    await lastValueFrom(new ActivityWorker(domain, 'thumbnails').pipe(failing, take(1)));
    expect((await read(execution)).activities.get('0')?.details).toEqual({
      truncated: true,
      preview: expect.stringMatching(/^\d/),
    });
  });

  it.each<[NonNullable<DecideOptions['onError']>]>([['fail'], ['retry']])(
    "reads what is said of a failed decision with onError: '%s'",
    async onError => {
      const { harness, domain, read } = await setting();
      const execution = await harness.start();
      const failing = decide(
        () => {
          throw new ActivityFailure('TooLong', { step: 3, long });
        },
        { onError },
      );
      await lastValueFrom(new Decider(domain, 'decisions').pipe(failing, take(1)));
      const { execution: closed, markers } = await read(execution);
      const details = { step: 3, truncated: true };
      if (onError === 'fail') expect(closed).toMatchObject({ reason: 'TooLong', details });
      else expect(markers.get('rx-swf.error')?.details).toMatchObject({ reason: 'TooLong', details });
    },
  );
});
