import { animationFrameProvider } from 'rxjs/internal/scheduler/animationFrameProvider';
import { dateTimestampProvider } from 'rxjs/internal/scheduler/dateTimestampProvider';
import { immediateProvider } from 'rxjs/internal/scheduler/immediateProvider';
import { intervalProvider } from 'rxjs/internal/scheduler/intervalProvider';
import { performanceTimestampProvider } from 'rxjs/internal/scheduler/performanceTimestampProvider';
import { timeoutProvider } from 'rxjs/internal/scheduler/timeoutProvider';

const providers: readonly { delegate: unknown }[] = [
  animationFrameProvider,
  dateTimestampProvider,
  immediateProvider,
  intervalProvider,
  performanceTimestampProvider,
  timeoutProvider,
];

/**
 * Calls a function while RxJS's time providers, which `TestScheduler.run` replaces, are set back to the
 * host's. In a workflow, they then use the execution's time.
 */
export function withHostTime<T>(work: () => T): T {
  const delegates = providers.map(({ delegate }) => delegate);
  for (const provider of providers) provider.delegate = undefined;
  try {
    return work();
  } finally {
    for (const [i, provider] of providers.entries()) provider.delegate = delegates[i];
  }
}
