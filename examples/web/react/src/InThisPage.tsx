import { useMemo, useState } from 'react';
import type { DurableExecution } from 'rx-swf/workflows';
import { concat, defer, EMPTY, switchMap, tap } from 'rxjs';
import { messageOf } from './messageOf.js';
import { ProgressBar } from './ProgressBar.js';
import type { Sandbox } from './sandbox.js';
import { useAction } from './useAction.js';
import { useObservable } from './useObservable.js';

/** Loaded with the first visit only: the SDK and the embedded SWF are larger than the rest of the page. */
const sandbox$ = defer(() => import('./sandbox.js')).pipe(switchMap(({ sandbox$ }) => sandbox$));

/** An SWF without a server: the models of the library watch it from within the page. */
export function InThisPage() {
  const { value: sandbox, error } = useObservable(sandbox$);
  return (
    <section aria-label="In this page" className="pane">
      <p>
        An SWF runs in this page, without a server. <code>changes$</code> compares the models of the code with
        it.
      </p>
      {error !== undefined && <p role="alert">{messageOf(error)}</p>}
      {sandbox === undefined ? error === undefined && <p>Starting…</p> : <Comparison sandbox={sandbox} />}
    </section>
  );
}

function Comparison({ sandbox }: { readonly sandbox: Sandbox }) {
  const { value: compared = [] } = useObservable(sandbox.compared$);
  const isDeprecated = compared.some(({ diff }) => diff.get('status')?.upstream === 'DEPRECATED');
  const [outcome, toggle, isPending] = useAction(
    () => (isDeprecated ? sandbox.undeprecate() : sandbox.deprecate()),
    '',
  );
  return (
    <>
      <ul className="steps" aria-label="Models">
        {compared.map(({ name, diff }) => (
          <li key={name} className={diff.length === 0 ? 'completed' : 'failed'}>
            <code>{name}</code>
            {diff.length === 0 ? <small>as in SWF</small> : <pre>{`${diff}`}</pre>}
          </li>
        ))}
      </ul>
      <form action={toggle}>
        <button type="submit" disabled={isPending}>
          {isDeprecated ? 'Take the type back' : 'Deprecate the type'}
        </button>
        <span role="status">{outcome?.message}</span>
      </form>
      <Album sandbox={sandbox} />
    </>
  );
}

/** A durable workflow in the page. */
function Album({ sandbox }: { readonly sandbox: Sandbox }) {
  const [execution, setExecution] = useState<DurableExecution<unknown>>();
  // The last value of a workflow is its result.
  const progress$ = useMemo(
    () => (execution === undefined ? EMPTY : concat(execution.progress$, execution.result$)),
    [execution],
  );
  const { value: progress } = useObservable(progress$);
  const [outcome, start, isPending] = useAction(() => sandbox.startAlbum().pipe(tap(setExecution)), '');
  return (
    <>
      <form action={start}>
        <button type="submit" disabled={isPending}>
          Start an album
        </button>
        <span role="status">{outcome?.message}</span>
      </form>
      <ProgressBar progress={progress} />
      {execution !== undefined && <PublishButton key={execution.runId} execution={execution} />}
    </>
  );
}

function PublishButton({ execution }: { readonly execution: DurableExecution<unknown> }) {
  const [outcome, publish, isPending] = useAction(() => execution.signal('publish'), 'Sent.');
  return (
    <form action={publish}>
      <button type="submit" disabled={isPending}>
        Publish
      </button>
      <span role="status">{outcome?.message}</span>
    </form>
  );
}
