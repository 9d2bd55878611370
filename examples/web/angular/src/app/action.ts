import { DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { finalize, type Observable } from 'rxjs';
import { messageOf } from './message-of';

/** An action of a component: whether it is on its way, and how it has ended. */
export interface Action {
  readonly isPending: () => boolean;
  readonly message: () => string;
  run(request$: Observable<unknown>, done: string, onDone?: () => void): void;
}

/**
 * Creates an action of the component that is being created. The gateway finishes what it was told, even if the component
 * has gone by then.
 */
export function injectAction(): Action {
  const destroyRef = inject(DestroyRef);
  const isPending = signal(false);
  const message = signal('');
  return {
    isPending,
    message,
    run: (request$, done, onDone) => {
      isPending.set(true);
      message.set('');
      request$
        .pipe(
          takeUntilDestroyed(destroyRef),
          finalize(() => isPending.set(false)),
        )
        .subscribe({
          error: (error: unknown) => message.set(messageOf(error)),
          complete: () => {
            message.set(done);
            onDone?.();
          },
        });
    },
  };
}
