import { auditTime, distinctUntilChanged, filter, map, type Observable, scan } from 'rxjs';
import type { JobEvent } from './job.js';
import type { Measure } from './types.js';
import { measure } from './workflow.js';

/** Progress of the job. */
interface Progress {
  readonly measured: number;
  readonly failures: number;
  readonly bytes: number;
}

const none: Progress = { measured: 0, failures: 0, bytes: 0 };

/** Emits the progress of the job as a line when it changes, at most once per `period`. */
export function progress(events$: Observable<JobEvent>, period: number): Observable<string> {
  return events$.pipe(
    scan(count, none),
    filter(({ measured, failures }) => measured + failures > 0),
    auditTime(period),
    map(describe),
    distinctUntilChanged(),
  );
}

function count(progress: Progress, event: JobEvent): Progress {
  if (event.kind !== 'performed') return progress;
  const { task, status } = event.performed;
  if (task.activityType.name !== measure.name) return progress;
  if (status !== 'completed') return { ...progress, failures: progress.failures + 1 };
  const { bytes } = event.performed.result as Measure;
  return { ...progress, measured: progress.measured + 1, bytes: progress.bytes + bytes };
}

function describe({ measured, failures, bytes }: Progress): string {
  const attempts = failures === 0 ? '' : `, ${failures} failed attempts`;
  return `${measured.toLocaleString('en')} files measured, ${size(bytes)}${attempts}`;
}

/** Formats a number of bytes for reading. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const unit = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** unit).toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}
