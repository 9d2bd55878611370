import { activity } from 'rx-swf/workflows';
import { expect, it } from 'vitest';

it('an activity is registered with the options of its definition and with sensible defaults', () => {
  const bare = activity({ name: 'Resize', version: '1' }).type('media', 'thumbnails');
  expect(bare).toMatchObject({
    name: 'Resize',
    version: '1',
    taskList: 'thumbnails',
    startToCloseTimeout: 300,
    scheduleToStartTimeout: 'NONE',
    scheduleToCloseTimeout: 'NONE',
    heartbeatTimeout: 'NONE',
  });
  const stated = activity({
    name: 'Resize',
    version: '1',
    description: 'makes it smaller',
    taskList: 'own',
    taskPriority: 3,
    startToCloseTimeout: 'NONE',
    heartbeatTimeout: 30,
    retry: { count: 3 },
  }).type('media', 'thumbnails');
  expect(stated).toMatchObject({
    description: 'makes it smaller',
    taskList: 'own',
    taskPriority: 3,
    startToCloseTimeout: 'NONE',
    heartbeatTimeout: 30,
  });
});
