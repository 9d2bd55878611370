import { useMemo, useState } from 'preact/hooks';
import { timeScale } from 'rx-swf/timeline';
import { Empty } from '../../frame/Empty.js';
import { Loading } from '../../frame/Loading.js';
import { useMedia } from '../../frame/useMedia.js';
import { useNow } from '../../frame/useNow.js';
import { traceOf } from '../model/traceOf.js';
import { usePaced } from '../model/usePaced.js';
import type { ViewProps } from '../view/ViewProps.js';
import { Chart } from './Chart.js';
import { placeRows } from './placeRows.js';
import { timelineAt } from './timelineAt.js';
import { useChildren } from './useChildren.js';

/** Milliseconds between two moves of the present. */
const period = 1_000;
const calmPeriod = 10_000;

/** The timeline of an execution, live. */
export function TimelineView(props: ViewProps) {
  const { view, workflowId, runId } = props;
  const { log, ahead, explanation } = view;
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [isWide, setWide] = useState(false);
  const children = useChildren(opened);
  const source = useMemo(() => ({ log, children }), [log, children]);
  const trace = usePaced(source, ({ log, children }) => traceOf(log.events, { workflowId, runId }, children));
  const isCalm = useMedia('(prefers-reduced-motion: reduce)');
  const now = useNow(isCalm ? calmPeriod : period) + ahead;
  // Before the first explanation, the clock of the service is not known.
  const present = trace?.outcome === 'open' && explanation !== undefined ? now : undefined;
  const timeline = useMemo(
    () => (trace !== undefined && present !== undefined ? timelineAt(trace, present) : trace),
    [trace, present],
  );
  const drawing = useMemo(() => {
    if (timeline === undefined) return undefined;
    const scale = timeScale(timeline, { wide: isWide });
    return { timeline, scale, ...placeRows(timeline, scale) };
  }, [timeline, isWide]);
  if (drawing === undefined || log.events.length === 0)
    return log.isComplete ? <Empty title="The history is empty." /> : <Loading />;
  const toggle = (key: string) =>
    setOpened(keys => (keys.includes(key) ? keys.filter(other => other !== key) : [...keys, key]));
  return <Chart {...props} {...drawing} isWide={isWide} onWide={setWide} opened={opened} onToggle={toggle} />;
}
