import type { Decision } from '@aws-sdk/client-swf';
import { type Event, type History, jsonConverter } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import type { AnyWorkflow } from 'rx-swf/workflows';
import { expect } from 'vitest';
import { firstSemantics } from '../../src/workflows/commands/Semantics.js';
import { Run, type TurnResult } from '../../src/workflows/replay/Run.js';
import type { RunSettings } from '../../src/workflows/run/RunSettings.js';
import { recordDecision } from './recordDecision.js';

/** Returns settings that run a workflow without a service. */
export function runSettings(workflow: AnyWorkflow, options: Partial<RunSettings> = {}): RunSettings {
  return {
    workflow,
    domain: 'media',
    execution: { workflowId: 'play', runId: 'play-run' },
    converter: jsonConverter,
    semantics: firstSemantics,
    globals: 'durable',
    watchPromises: false,
    ...options,
  };
}

/** An execution without a service: the decisions of its workflow write the history, and so does the test. */
export class RunHarness {
  readonly builder: HistoryBuilder;
  readonly settings: RunSettings;
  #run: Run;
  #lastEventId = 0;

  /** @param options - `rawInput` is the text of an input that is not to be converted */
  constructor(
    workflow: AnyWorkflow,
    options: Partial<RunSettings> & { readonly input?: unknown; readonly rawInput?: string | undefined } = {},
  ) {
    const { input, rawInput, ...settings } = options;
    this.settings = runSettings(workflow, settings);
    this.#run = new Run(this.settings);
    const toPayload = (value: unknown) =>
      rawInput !== undefined && value === rawInput ? rawInput : jsonConverter.toPayload(value);
    this.builder = new HistoryBuilder({ converter: { ...jsonConverter, toPayload } }).start({
      workflowType: workflow,
      input: rawInput ?? input,
    });
  }

  get history(): History {
    return this.builder.build();
  }

  /** The live run of the execution. */
  get run(): Run {
    return this.#run;
  }

  /**
   * Decides the pending decision task with the live run, and again with a replay, whose decisions must be the same.
   *
   * @param meanwhile - called before the answer is recorded
   */
  decide(meanwhile: () => void = () => {}): TurnResult {
    this.builder.decisionTaskStarted();
    const news = this.history.slice(this.#lastEventId);
    const result = this.#run.decide(news);
    this.#lastEventId = news.last?.id ?? 0;
    expect(this.cold(this.history, result.effects).decisions).toEqual(result.decisions);
    meanwhile();
    const then = this.history;
    this.builder.decisionTaskCompleted();
    for (const decision of result.decisions) recordDecision(this.builder, then, decision);
    return result;
  }

  /** Records events, then decides. */
  after(happens: (builder: HistoryBuilder) => unknown): TurnResult {
    happens(this.builder);
    return this.decide();
  }

  /** Replays the history with a workflow. Every recorded decision must be matched. */
  replayWith(workflow: AnyWorkflow, options: Partial<RunSettings> = {}): void {
    new Run({ ...this.settings, ...options, workflow }).replay(this.history, true);
  }

  /** Decides by replaying the whole history. The decision task must be started. */
  cold(history: Iterable<Event> = this.history, effects: TurnResult['effects'] = []): TurnResult {
    return new Run(this.settings).decide(history, effects);
  }

  /** Drops the live run, so that the next decision replays the history. */
  forget(): void {
    this.#run = new Run(this.settings);
    this.#lastEventId = 0;
  }
}

/** Returns decisions as short texts: `StartTimer 1`. */
export const decisionLabels = ({ decisions }: Pick<TurnResult, 'decisions'>): string[] =>
  decisions.map(describe);

function describe(decision: Decision): string {
  const { decisionType = '', ...attributes } = decision;
  const [of = {}] = Object.values(attributes) as Record<string, string>[];
  const id = of.activityId ?? of.timerId ?? of.markerName ?? of.id ?? of.workflowId;
  return id === undefined ? decisionType : `${decisionType} ${id}`;
}
