import { describe, expect, it } from 'vitest';
import { roles } from '../../../src/cli/iam/roles.js';
import { openScene } from '../../harness/cli/openScene.js';

const subjects = { workflows: [], activities: [], taskLists: [], callsLambda: false, registers: false };

describe('the policy of an operator', () => {
  it('allows the calls of all commands that look and act', async () => {
    const harness = await openScene();
    const allowed = new Set(roles.operator(subjects).flatMap(({ actions }) => actions));
    for (const args of [
      ['list'],
      ['count'],
      ['why', 'album-1'],
      ['show', 'album-1'],
      ['history', 'album-1'],
      ['timeline', 'album-1', '--children'],
      ['domains'],
      ['types', '--defaults'],
      ['doctor'],
      ['complete', '--', 'why', ''],
      ['complete', '--', 'alarms', '--task-list', ''],
      ['signal', 'album-1', 'hurry'],
      ['cancel', 'album-1'],
      ['terminate', 'album-1', '--reason', 'a test'],
      ['rerun', 'album-1'],
    ]) {
      harness.front.calls.length = 0;
      const { error } = await harness.run(args);
      const calls = new Set(harness.front.calls);
      expect(calls.size, `${args.join(' ')} ${error}`).toBeGreaterThan(0);
      expect([args.join(' '), [...calls].filter(call => !allowed.has(call))]).toEqual([args.join(' '), []]);
    }
  });
});
