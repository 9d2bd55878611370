import { PollForActivityTaskCommand, PollForDecisionTaskCommand } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { TaskLists } from '../../src/local/state/TaskList.js';
import { decisionList, domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';

describe('a task list', () => {
  it('is forgotten when it has no polls and no tasks', () => {
    const lists = new TaskLists();
    const list = lists.named('host-7');
    expect(lists.named('host-7')).toBe(list);
    list.leave();
    expect(lists.size).toBe(0);
  });

  it('is kept while it has tasks', () => {
    const lists = new TaskLists();
    const list = lists.named('host-7');
    list.withheld = 1;
    list.leave();
    expect(lists.named('host-7')).toBe(list);
  });

  it('does not remove another list of its name', () => {
    const lists = new TaskLists();
    const first = lists.named('host-7');
    first.leave();
    const second = lists.named('host-7');
    first.leave();
    expect(lists.named('host-7')).toBe(second);
  });

  it('serves polls that arrive after all previous ones have ended', async () => {
    const harness = await SdkHarness.open({ longPoll: 10 });
    const { client } = harness;
    const polls = await Promise.all(
      [0, 1].map(() =>
        harness.waiting(client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList }))),
      ),
    );
    harness.clock.advance(10);
    await Promise.all(polls.map(({ answer }) => answer));
    const late = await harness.waiting(harness.pollDecision());
    await harness.start();
    expect((await late.answer).startedEventId).toBe(3);
    const idle = await harness.waiting(
      client.send(new PollForActivityTaskCommand({ domain, taskList: { name: 'idle' } })),
    );
    harness.clock.advance(10);
    expect((await idle.answer).startedEventId).toBe(0);
  });
});
