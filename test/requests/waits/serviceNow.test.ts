import { SWFClient } from '@aws-sdk/client-swf';
import { manualClock } from 'rx-swf/local';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serviceNow } from '../../../src/requests/index.js';
import { openSwf } from '../../harness/openSwf.js';

const night = Date.UTC(2026, 10, 28, 3);

describe('serviceNow', () => {
  beforeEach(() => void vi.useFakeTimers({ now: night }));
  afterEach(() => void vi.useRealTimers());

  it('is the time of this machine, corrected by what the SDK knows it to be off', () => {
    expect(serviceNow(new SWFClient({ region: 'us-east-1' }))).toBe(night);
    const client = new SWFClient({ region: 'us-east-1', systemClockOffset: -600_000 });
    expect(serviceNow(client)).toBe(night - 600_000);
  });

  it('is the time of an embedded service, whatever the machine and the SDK have', () => {
    const clock = manualClock(0);
    const client = openSwf({ clock }).client();
    client.config.systemClockOffset = 600_000;
    clock.advance(5_000);
    expect(serviceNow(client)).toBe(5_000);
  });
});
