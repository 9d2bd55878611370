import { describe, expect, it } from 'vitest';
import { auditView, consoleView } from '../../../src/cli/console/view.js';

const look = { hasColor: false, isUtc: true, now: 0 };
const at = '2026-11-28T03:00:12.000Z';

describe('auditView()', () => {
  it('renders who has done what, why, and what became of it', () => {
    expect(
      auditView(
        {
          at,
          name: 'terminate',
          who: 'ann',
          workflowId: 'order-7',
          runId: 'r1',
          reason: 'stuck',
          outcome: 'ok',
        },
        look,
      ),
    ).toBe('2026-11-28 03:00:12Z  ann  terminate  order-7  r1  "stuck"  ok\n');
  });

  it('renders a failure, a new run, and a bulk action', () => {
    const error = { kind: 'DoesNotExistError', message: 'It does not exist' };
    expect(auditView({ at, name: 'cancel', workflowId: 'order-7', outcome: 'failed', error }, look)).toBe(
      '2026-11-28 03:00:12Z  cancel  order-7  failed  It does not exist\n',
    );
    expect(auditView({ at, name: 'rerun', workflowId: 'order-7', newRunId: 'r2', outcome: 'ok' }, look)).toBe(
      '2026-11-28 03:00:12Z  rerun  order-7  ok  as r2\n',
    );
    const bulk = { action: 'cancel' as const, filter: { open: true }, ok: 3, skipped: 1, failed: 0 };
    expect(auditView({ at, name: 'bulk', bulk, outcome: 'stopped' }, look)).toBe(
      '2026-11-28 03:00:12Z  bulk cancel  3 ok, 1 skipped, 0 failed  stopped\n',
    );
  });

  it('keeps a reason from forging a line', () => {
    const reason = 'x\n2026-11-28 03:00:13Z  ann  terminate\u001b[2J';
    expect(auditView({ at, name: 'signal', reason, outcome: 'ok' }, look).split('\n')).toHaveLength(2);
  });
});

describe('consoleView()', () => {
  const served = { address: 'http://127.0.0.1:4580/?token=t', domain: 'media', host: '127.0.0.1' };

  it('renders the address and whether actions are allowed', () => {
    expect(consoleView({ ...served, isPublic: false, allowActions: false })).toBe(
      'Console of the domain media (actions are off; see --allow-actions). Press Ctrl-C to stop it.\n\n' +
        '  http://127.0.0.1:4580/?token=t\n\n',
    );
  });

  it('warns if other machines can reach it', () => {
    expect(consoleView({ ...served, host: '0.0.0.0', isPublic: true, allowActions: true })).toContain(
      'Warning: other machines can reach 0.0.0.0.',
    );
  });
});
