import { Subject, type Subscription, takeUntil } from 'rxjs';
import { onBeforeUnmount, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import type { OutputLine, RecordedRun } from '../../../runtime/messages.js';
import { runReports } from './runReports.js';

export type RunState = 'idle' | 'running' | 'ended' | 'failed' | 'stopped';

/** A block that can be run, and what came of it. */
export interface BlockRun {
  readonly state: Ref<RunState>;
  readonly lines: ShallowRef<readonly OutputLine[]>;
  readonly runs: ShallowRef<readonly RecordedRun[]>;
  start(code: string, isSlow: boolean): void;
  stop(): void;
}

/** Emits when a block starts, which stops the others: each worker takes a core. */
const starts = new Subject<object>();

/** Returns a block to run, for the life of the component. */
export function useRun(base: string): BlockRun {
  const state = ref<RunState>('idle');
  const lines = shallowRef<readonly OutputLine[]>([]);
  const runs = shallowRef<readonly RecordedRun[]>([]);
  let subscription: Subscription | undefined;

  function stop(): void {
    subscription?.unsubscribe();
    if (state.value === 'running') state.value = 'stopped';
  }

  function start(code: string, isSlow: boolean): void {
    stop();
    starts.next(state);
    state.value = 'running';
    lines.value = [];
    runs.value = [];
    subscription = runReports(base, { code, isSlow })
      .pipe(takeUntil(starts))
      .subscribe({
        next: report => {
          if (report.kind === 'lines') lines.value = [...lines.value, ...report.lines];
          else if (report.kind === 'runs') runs.value = report.runs;
          else if (report.kind === 'end') state.value = report.isFailed ? 'failed' : 'ended';
        },
        error: (error: unknown) => {
          lines.value = [...lines.value, { text: `${error}`, isError: true }];
          state.value = 'failed';
        },
        complete: () => {
          if (state.value === 'running') state.value = 'stopped';
        },
      });
  }

  onBeforeUnmount(() => subscription?.unsubscribe());
  return { state, lines, runs, start, stop };
}
