import type { Decision } from '@aws-sdk/client-swf';
import { type Event, type History, jsonConverter } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import type { AnyWorkflow } from 'rx-swf/workflows';
import { expect } from 'vitest';
import { firstSemantics } from '../../../src/workflows/commands/Semantics.js';
import { Run, type Verdict } from '../../../src/workflows/replay/Run.js';
import type { RunSettings } from '../../../src/workflows/run/RunSettings.js';
import { write } from './write.js';

/** How a workflow is run without any service. */
export function settingsOf(workflow: AnyWorkflow, options: Partial<RunSettings> = {}): RunSettings {
  return {
    workflow,
    domain: 'stage',
    execution: { workflowId: 'play', runId: 'play-run' },
    converter: jsonConverter,
    semantics: firstSemantics,
    globals: 'durable',
    watchPromises: false,
    ...options,
  };
}

/** An execution whose history is written by what its workflow decides, and by what the test lets happen. */
export class Stage {
  readonly builder: HistoryBuilder;
  readonly settings: RunSettings;
  #run: Run;
  #told = 0;

  /** @param options - `rawInput` is the text of an input, in place of the value that it was made of */
  constructor(
    workflow: AnyWorkflow,
    options: Partial<RunSettings> & { readonly input?: unknown; readonly rawInput?: string | undefined } = {},
  ) {
    const { input, rawInput, ...settings } = options;
    this.settings = settingsOf(workflow, settings);
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
   * Has the decision task that waits decided by the live run, and once more by a replay, which must come to the same.
   *
   * @param meanwhile - what happens before the answer
   */
  decide(meanwhile: () => void = () => {}): Verdict {
    this.builder.decisionTaskStarted();
    const news = this.history.slice(this.#told);
    const verdict = this.#run.decide(news);
    this.#told = news.last?.id ?? 0;
    expect(this.cold(this.history, verdict.effects).decisions).toEqual(verdict.decisions);
    meanwhile();
    const then = this.history;
    this.builder.decisionTaskCompleted();
    for (const decision of verdict.decisions) write(this.builder, then, decision);
    return verdict;
  }

  /** Lets something happen, and has it decided. */
  after(happens: (builder: HistoryBuilder) => unknown): Verdict {
    happens(this.builder);
    return this.decide();
  }

  /** Replays the history with code, of which nothing must be left over. */
  replayWith(workflow: AnyWorkflow, options: Partial<RunSettings> = {}): void {
    new Run({ ...this.settings, ...options, workflow }).replay(this.history, true);
  }

  /** What a replay of the whole history decides. The decision task must be started. */
  cold(history: Iterable<Event> = this.history, effects: Verdict['effects'] = []): Verdict {
    return new Run(this.settings).decide(history, effects);
  }

  /** The worker dies: the next decision is made by a replay. */
  forget(): void {
    this.#run = new Run(this.settings);
    this.#told = 0;
  }
}

/** Decisions in few words: `StartTimer 1`. */
export const told = ({ decisions }: Pick<Verdict, 'decisions'>): string[] => decisions.map(describe);

function describe(decision: Decision): string {
  const { decisionType = '', ...attributes } = decision;
  const [of = {}] = Object.values(attributes) as Record<string, string>[];
  const id = of.activityId ?? of.timerId ?? of.markerName ?? of.id ?? of.workflowId;
  return id === undefined ? decisionType : `${decisionType} ${id}`;
}
