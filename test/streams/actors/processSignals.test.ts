import { processSignals } from 'rx-swf';
import { interval, lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ChildProgram } from '../../harness/ChildProgram.js';
import { DomainHarness } from '../../harness/DomainHarness.js';

describe('processSignals', () => {
  it('emits the first signal that comes, and completes', () => {
    const seen: string[] = [];
    const before = process.listenerCount('SIGTERM');
    processSignals().subscribe({ next: name => seen.push(name), complete: () => seen.push('complete') });
    process.emit('SIGTERM');
    expect(seen).toEqual(['SIGTERM', 'complete']);
    // The next signal has its default effect.
    expect(process.listenerCount('SIGTERM')).toBe(before);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('listens for the named signals, and only while it is subscribed to', () => {
    const seen: string[] = [];
    const subscription = processSignals('SIGUSR2', 'SIGHUP').subscribe(name => seen.push(name));
    subscription.unsubscribe();
    expect(process.listenerCount('SIGUSR2')).toBe(0);
    processSignals('SIGUSR2').subscribe(name => seen.push(name));
    process.emit('SIGUSR2');
    expect(seen).toEqual(['SIGUSR2']);
  });

  it('lets a program finish its task and the poll in flight at SIGTERM, and end by itself', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.resizing(0);
    const { url } = await harness.swf.listen();
    const program = await ChildProgram.ofSource(new URL('./drainingProgram.ts', import.meta.url), url);
    await program.prints('begun\n');
    program.process.kill('SIGTERM');
    // The other slot polls until SWF ends the poll after a minute.
    await program.prints('completed');
    const minutes = interval(20).subscribe(() => harness.clock.advance(60_000));
    const { out, code } = await program.ended;
    minutes.unsubscribe();
    expect([out, code]).toEqual(['begun\ncompleted\ndrained\n', 0]);
    expect((await lastValueFrom(execution.history())).activities.get('0')?.result).toBe('done');
  });
});
