import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processSignals } from 'rx-swf';
import { filter, firstValueFrom, fromEvent, interval, lastValueFrom, takeUntil } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DomainHarness } from '../../harness/DomainHarness.js';

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

  it('lets a program finish its task and the poll under way at SIGTERM, and end by itself', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.resizing(0);
    const { url } = await harness.swf.listen();
    const program = fileURLToPath(new URL('./drainingProgram.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    child.stdout.on('data', data => {
      output += data;
      if (output === 'begun\n') child.kill('SIGTERM');
    });
    const closed$ = fromEvent(child, 'close');
    // The other place polls until SWF's minute is over.
    interval(20)
      .pipe(
        filter(() => output.includes('completed')),
        takeUntil(closed$),
      )
      .subscribe(() => harness.clock.advance(60_000));
    const [code] = (await firstValueFrom(closed$)) as [number];
    expect([output, code]).toEqual(['begun\ncompleted\ndrained\n', 0]);
    expect((await lastValueFrom(execution.history())).activities.get('0')?.result).toBe('done');
  });
});
