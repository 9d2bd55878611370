import { useEffect, useMemo, useState } from 'preact/hooks';
import type { StepList } from 'rx-swf/remote';
import { visibleText } from '../execution/text/visibleText.js';
import { hrefOfView, replaceRoute, type ViewProps } from '../execution/view/ViewProps.js';
import { Empty } from '../frame/Empty.js';
import { Fault } from '../frame/Fault.js';
import { useKeys } from '../frame/keys/useKeys.js';
import { Loading } from '../frame/Loading.js';
import { useCapabilities } from '../streams/capabilities.js';
import { useObservable } from '../streams/useObservable.js';
import { DecisionSlider } from './DecisionSlider.js';
import { layoutMarbles } from './layoutMarbles.js';
import { MarbleDiagram } from './MarbleDiagram.js';
import { StepPanel } from './StepPanel.js';

/** Time travel: the decisions of a durable execution, one by one, and its Observables as a marble diagram, live. */
export function StepsView(props: ViewProps) {
  const { execution, facts } = props.view;
  const capabilities = useCapabilities();
  const { type } = facts;
  const hasCode =
    type !== undefined &&
    capabilities?.workflows.some(({ name, version }) => name === type.name && version === type.version);
  const steps$ = useMemo(() => (hasCode ? execution.steps$ : undefined), [execution, hasCode]);
  const { value, error } = useObservable(steps$);
  if (capabilities === undefined || type === undefined) return <Loading />;
  if (!hasCode)
    return (
      <Empty title={`The console does not have the code of ${type.name} ${type.version}.`}>
        <p>
          Decisions are replayed with the code that made them. Start the console with{' '}
          <code>--workflows ./dist/workflows.js</code>, a module that exports the durable workflows.
        </p>
      </Empty>
    );
  if (error !== undefined && value === undefined)
    return <Fault error={error} title="The decisions cannot be replayed." />;
  if (value === undefined) return <Loading />;
  if (value.steps.length === 0)
    return (
      <Empty title="There is no decision yet.">
        {value.failure !== undefined && <p>{visibleText(value.failure.message)}</p>}
      </Empty>
    );
  return <Travel {...props} list={value} />;
}

function Travel({ list, ...props }: ViewProps & { readonly list: StepList }) {
  const { steps, rows, failure } = list;
  const { query, view } = props;
  const last = steps.length;
  const wanted = Number(query.get('decision') ?? Number.NaN);
  // Without a choice, the page follows the latest decision.
  const turn = wanted >= 1 ? Math.min(last, Math.round(wanted)) : last;
  const [isLive, setLive] = useState(!(wanted >= 1));
  const go = (next: number) => {
    const chosen = Math.max(1, Math.min(last, next));
    setLive(chosen === last);
    replaceRoute(hrefOfView(props, { decision: chosen === last ? undefined : `${chosen}` }));
  };
  useEffect(() => {
    if (isLive && query.get('decision') !== null) replaceRoute(hrefOfView(props, { decision: undefined }));
  }, [last]);
  const layout = useMemo(() => layoutMarbles(rows, last), [rows, last]);
  const step = steps[turn - 1];
  useKeys('Time travel', [
    { keys: ['ArrowLeft'], does: 'Previous decision', run: () => go(turn - 1) },
    { keys: ['ArrowRight'], does: 'Next decision', run: () => go(turn + 1) },
    { keys: ['PageUp'], does: 'Ten decisions back', run: () => go(turn - 10) },
    { keys: ['PageDown'], does: 'Ten decisions on', run: () => go(turn + 10) },
    { keys: ['Home'], does: 'First decision', run: () => go(1) },
    { keys: ['End'], does: 'Latest decision', run: () => go(last) },
  ]);
  return (
    <div class="travel">
      <DecisionSlider turn={turn} last={last} step={step} isOpen={!view.log.isComplete} onChange={go} />
      <MarbleDiagram layout={layout} turn={turn} steps={steps} isOpen={!view.log.isComplete} onTurn={go} />
      {failure !== undefined && (
        <p class="step-failure" role="alert">
          <strong>{visibleText(failure.name)}</strong>: {visibleText(failure.message)}
        </p>
      )}
      {step !== undefined && <StepPanel step={step} {...props} />}
    </div>
  );
}
