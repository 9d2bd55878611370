import { type DoesNotExistError, Domain } from 'rx-swf';
import { manualClock } from 'rx-swf/local';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';

/** Returns the error of `result$` for an execution that has closed in a domain with a retention period. */
async function resultIn(retentionPeriod: number | 'NONE', days = 0): Promise<DoesNotExistError> {
  const clock = manualClock();
  const swf = openSwf({ clock });
  const domain = new Domain({ name: 'media', client: swf.client(), retentionPeriod });
  await lastValueFrom(domain.save());
  const album = workflow({ name: 'Album', version: '1' }, () => of(1));
  await lastValueFrom(album.type(domain, 'decisions').save());
  const execution = await lastValueFrom(album.start(domain, undefined));
  await lastValueFrom(execution.terminate());
  clock.advance(days * 86_400_000 + 1_000);
  return lastValueFrom(execution.result$).then(
    () => expect.fail('there is a result'),
    (error: DoesNotExistError) => error,
  );
}

describe('the result of an execution that is no longer retained', () => {
  it.each([0, 'NONE'] as const)('errors with advice for a retention period of %s', async retention => {
    const { name, message } = await resultIn(retention);
    expect(name).toBe('DoesNotExistError');
    expect(message).toMatch(/^Unknown execution/);
    expect(message).toContain(
      `Domain "media" does not retain closed executions (retentionPeriod: ${retention})`,
    );
  });

  it('errors with the retention period', async () => {
    const { name, message } = await resultIn(1, 2);
    expect(name).toBe('DoesNotExistError');
    expect(message).toContain('domain "media" no longer retains it (retentionPeriod: 1 days)');
  });
});
