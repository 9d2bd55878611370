import { describe, expect, it } from 'vitest';
import { Cancellation } from '../../../src/requests/calls/Cancellation.js';

describe('Cancellation', () => {
  it('tells the listeners of both signals once, except those that have been removed', () => {
    const cancellation = new Cancellation();
    const told: string[] = [];
    const removed = () => told.push('removed');
    cancellation.light.addEventListener('abort', () => told.push('light'));
    cancellation.light.addEventListener('abort', removed);
    cancellation.light.removeEventListener('abort', removed);
    cancellation.light.onabort = () => told.push('onabort');
    cancellation.signal.addEventListener('abort', () => told.push('real'));
    cancellation.abort();
    cancellation.abort();
    expect(told).toEqual(['onabort', 'light', 'real']);
  });

  it('gives a signal that is aborted for the same reason if it is read afterwards', () => {
    const cancellation = new Cancellation();
    cancellation.abort();
    expect(cancellation.light.aborted).toBe(true);
    expect(cancellation.signal).toMatchObject({ aborted: true, reason: { name: 'AbortError' } });
    expect(cancellation.signal.reason).toBe(cancellation.light.reason);
  });
});
