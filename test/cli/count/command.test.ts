import { describe, expect, it } from 'vitest';
import { openScene } from '../../harness/cli/openScene.js';

describe('rx-swf count', () => {
  it('counts executions by state, as a table and as JSON', async () => {
    const scene = await openScene();
    const { code, out, error } = await scene.run(['count']);
    expect([code, error]).toEqual([0, '']);
    expect(out).toBe(`\
STATE             COUNT
open                 16
completed             5
failed                3
canceled              2
terminated            1
timed out             1
continued as new      2
all                  30
`);
    expect(scene.front.take()).toEqual({ CountOpenWorkflowExecutions: 1, CountClosedWorkflowExecutions: 6 });
    const orders = await scene.run(['count', '--open', '--type', 'Order', '-o', 'json']);
    expect(JSON.parse(orders.out)).toEqual([{ state: 'open', count: 6, truncated: false }]);
  });
});
