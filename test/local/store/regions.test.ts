import { ListDomainsCommand, RegisterDomainCommand, TagResourceCommand } from '@aws-sdk/client-swf';
import { ClassicLevel } from 'classic-level';
import { describe, expect, it } from 'vitest';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { decision, schedule } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const timer = decision('StartTimer', { timerId: 't', startToFireTimeout: '60' });

/** A folder with an execution in each of two regions, both of which wait for a timer and hold a task. */
async function filled() {
  const data = temporaryFolder();
  const home = await SdkHarness.empty({ data }).prepare();
  const west = await home.in('eu-west-1').prepare();
  const harnesses = [home, west];
  const runs = await Promise.all(harnesses.map(each => each.start()));
  for (const each of harnesses) await each.decide(timer, schedule('a'));
  const tasks = await Promise.all(harnesses.map(each => each.pollActivity()));
  await home.swf.close();
  return { data, runs, tasks };
}

async function tamper(data: string, change: (level: ClassicLevel) => Promise<void>): Promise<void> {
  const level = new ClassicLevel(data);
  await level.open();
  await change(level);
  await level.close();
}

describe('a folder', () => {
  it('stores all regions, with their histories, tokens and timers', async () => {
    const { data, runs, tasks } = await filled();
    const home = SdkHarness.empty({ data });
    const harnesses = [home, home.in('eu-west-1')];
    await home.swf.ready();
    home.clock.advance(60_000);
    for (const [index, harness] of harnesses.entries()) {
      const run = runs[index] ?? { workflowId: '', runId: '' };
      expect(await harness.types(run, 8)).toEqual(['TimerFired', 'DecisionTaskScheduled']);
      await harness.completeActivity(tasks[index] ?? {});
      expect(await harness.types(run, 10)).toEqual(['ActivityTaskCompleted']);
    }
  });

  it('fires the timers of a region that has not been called since the folder was opened', async () => {
    const { data, runs } = await filled();
    const first = SdkHarness.empty({ data });
    await first.swf.ready();
    first.clock.advance(120_000);
    await first.swf.close();
    const second = SdkHarness.empty({ data });
    const [, run = { workflowId: '', runId: '' }] = runs;
    expect(await second.in('eu-west-1').types(run, 8)).toEqual(['TimerFired', 'DecisionTaskScheduled']);
  });

  it('stores a region that was created while the folder was open', async () => {
    const { data } = await filled();
    const first = SdkHarness.empty({ data });
    await first
      .in('ap-south-1')
      .client.send(new RegisterDomainCommand({ name: 'late', workflowExecutionRetentionPeriodInDays: '1' }));
    await first.swf.close();
    const second = SdkHarness.empty({ data });
    const listed = await second
      .in('ap-south-1')
      .client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
    expect(listed.domainInfos?.map(({ arn }) => arn)).toEqual([
      'arn:aws:swf:ap-south-1:123456789012:/domain/late',
    ]);
  });

  it('stores nothing of a region in which nothing was registered', async () => {
    const data = temporaryFolder();
    const harness = await SdkHarness.empty({ data }).prepare();
    for (const region of ['eu-west-1', 'eu-west-2', 'eu-west-3']) {
      await harness.in(region).client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
    }
    await harness.swf.close();
    await tamper(data, async level => {
      expect(await level.keys({ gte: 'header', lt: 'row' }).all()).toEqual(['header']);
    });
  });

  it('that was written before folders held more than one region is read, and accepts others', async () => {
    // The home region's keys are those that a folder has always had.
    const data = temporaryFolder();
    const home = await SdkHarness.empty({ data }).prepare();
    const run = await home.start();
    await home.swf.close();
    await tamper(data, async level => {
      const keys = await level.keys().all();
      expect(keys.filter(key => key !== 'header' && !/^row\/\d{16}$/.test(key))).toEqual([]);
    });
    const again = SdkHarness.empty({ data });
    await again.in('eu-west-1').prepare();
    expect(await again.types(run)).toEqual(['WorkflowExecutionStarted', 'DecisionTaskScheduled']);
  });

  it.each<[string, (level: ClassicLevel) => Promise<void>]>([
    ['whose header is gone', level => level.del('header/eu-west-1')],
    ['whose first row is gone', level => level.del('rows/eu-west-1/0000000000000001')],
    [
      'whose rows stand under another name',
      async level => {
        const value = `${await level.get('rows/eu-west-1/0000000000000001')}`;
        await level.put('rows/eu-west-2/0000000000000001', value);
      },
    ],
  ])('with a region %s is rejected', async (_, change) => {
    const { data } = await filled();
    await tamper(data, change);
    await expect(SdkHarness.empty({ data }).swf.ready()).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('deletes only the rows of the region concerned', async () => {
    const data = temporaryFolder();
    const home = await SdkHarness.empty({ data }).prepare();
    const west = await home.in('eu-west-1').prepare();
    for (const [harness, region] of [
      [home, 'us-east-1'],
      [west, 'eu-west-1'],
    ] as const) {
      const resourceArn = `arn:aws:swf:${region}:123456789012:/domain/media`;
      for (const value of ['1', '2']) {
        await harness.client.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'k', value }] }));
      }
    }
    await home.swf.close();
    await tamper(data, async level => {
      const rows = await level.iterator().all();
      const tags = rows.filter(([, value]) => value.includes('"tags"'));
      expect(tags.map(([key]) => key.replace(/\/\d+$/, ''))).toEqual(['row', 'rows/eu-west-1']);
    });
  });
});
