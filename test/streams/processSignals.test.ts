import { processSignals } from 'rx-swf';
import { describe, expect, it } from 'vitest';

describe('processSignals', () => {
  it('emits the first signal that comes, and completes', () => {
    const seen: string[] = [];
    const before = process.listenerCount('SIGTERM');
    processSignals().subscribe({ next: name => seen.push(name), complete: () => seen.push('complete') });
    process.emit('SIGTERM');
    expect(seen).toEqual(['SIGTERM', 'complete']);
    // The next one does what it does without us.
    expect(process.listenerCount('SIGTERM')).toBe(before);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('listens for those that are named, and only while it is subscribed to', () => {
    const seen: string[] = [];
    const subscription = processSignals('SIGUSR2', 'SIGHUP').subscribe(name => seen.push(name));
    subscription.unsubscribe();
    expect(process.listenerCount('SIGUSR2')).toBe(0);
    processSignals('SIGUSR2').subscribe(name => seen.push(name));
    process.emit('SIGUSR2');
    expect(seen).toEqual(['SIGUSR2']);
  });
});
