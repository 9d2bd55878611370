import { History } from 'rx-swf';
import type { ExportedExecution } from 'rx-swf/local';
import { stepsOf } from 'rx-swf/testing';
import { type Timeline, timelineOf } from 'rx-swf/timeline';
import type { AnyWorkflow } from 'rx-swf/workflows';
import type { RecordedPipeline, RecordedRun } from './messages.js';

/** Where histories and workflows come from. */
interface Source {
  readonly recorder: { read(): Promise<readonly ExportedExecution[]> };
  readonly workflows: ReadonlyMap<string, AnyWorkflow>;
}

/** The executions of a block as data that a page can draw. */
export class RecordedRuns {
  readonly #source: Source;
  /** `true` while workflows are called only to see what they emitted. */
  isReplaying = false;

  constructor(source: Source) {
    this.#source = source;
  }

  async read(): Promise<readonly RecordedRun[]> {
    const exported = (await this.#source.recorder.read()).filter(({ events }) => events.length > 0);
    const timelines = exported.map(execution => timelineOf(execution.events, idsOf(execution)));
    // Children are drawn where their parents wait for them.
    const isChild = ({ parent }: Timeline) => timelines.some(({ runId }) => runId === parent?.runId);
    return exported.flatMap((execution, i) => {
      const alone = timelines[i];
      if (alone === undefined || isChild(alone)) return [];
      const timeline = timelineOf(execution.events, {
        ...idsOf(execution),
        children: timelines.filter(other => other !== alone),
      });
      const pipeline = this.#pipelineOf(execution, timeline);
      return [{ timeline, ...(pipeline === undefined ? {} : { pipeline }) }];
    });
  }

  #pipelineOf(execution: ExportedExecution, { workflowType }: Timeline): RecordedPipeline | undefined {
    const { events } = execution;
    const { name, version } = workflowType ?? {};
    const workflow = this.#source.workflows.get(`${name}@${version}`);
    if (workflow === undefined) return undefined;
    this.isReplaying = true;
    try {
      const steps = [...stepsOf(workflow, { events }, idsOf(execution))];
      if (steps.some(({ error }) => error !== undefined)) return undefined;
      const inOrder = events.map(event => ({ ...event, eventTimestamp: new Date(event.eventId) }));
      return {
        turns: timelineOf(inOrder, idsOf(execution)),
        times: Array.from(History.from(events), ({ timestamp }) => timestamp.getTime()),
        timers: new Map(
          events.flatMap(({ eventId, timerStartedEventAttributes: timer }) =>
            timer === undefined ? [] : [[eventId, Number(timer.startToFireTimeout)] as const],
          ),
        ),
        emissions: steps.flatMap(({ startedEventId = events.length, emitted }) =>
          emitted.length === 0 ? [] : [{ eventId: startedEventId, values: emitted }],
        ),
      };
    } catch {
      // For example a redriven run, whose code starts in the middle.
      return undefined;
    } finally {
      this.isReplaying = false;
    }
  }
}

const idsOf = ({ domain, workflowExecution: { workflowId, runId } }: ExportedExecution) => ({
  domain: domain.name,
  workflowId,
  runId,
});
