import {
  failWorkflowExecution,
  recordMarker,
  scheduleActivityTask,
  settings,
  startTimer,
  WorkflowExecution,
} from 'rx-swf';
import { EMPTY, lastValueFrom, type Observable, take } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext, Output } from '../../src/cli/frame/CommandContext.js';
import { showHistory } from '../../src/cli/history/showHistory.js';
import { listExecutions } from '../../src/cli/list/listExecutions.js';
import { countPending } from '../../src/cli/pending/countPending.js';
import { followExecution } from '../../src/cli/show/followExecution.js';
import { showExecution } from '../../src/cli/show/showExecution.js';
import { tailDomain } from '../../src/cli/tail/tailDomain.js';
import { drawTimeline } from '../../src/cli/timeline/drawTimeline.js';
import { listTypes } from '../../src/cli/types/listTypes.js';
import { explainExecution } from '../../src/cli/why/explainExecution.js';
import { CapturedTerminal } from '../harness/CapturedTerminal.js';
import { CliHarness, night } from '../harness/cli/CliHarness.js';

/** What a terminal would obey: a cleared screen in two encodings, a title, a new line, and another direction. */
const payload = '\u001b[2J\u009b2J\u001b]0;title\u0007\r\nfake line\u2028\u202eevil\u0000';
/** SWF refuses control characters in names, but nothing else. */
const name = (text: string) => `${text}\u2028\u202e\u2066`;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be printed.
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

const type = { name: name('Order'), version: name('1') };
const activityType = { name: name('Charge'), version: '1' };
const [open, failed] = [name('open'), name('failed')];

const closers: (() => Promise<void> | void)[] = [];
let harness: CliHarness;
let failedRun: string;

beforeAll(async () => {
  harness = await CliHarness.open(0, {}, close => closers.push(close));
  settings.set({ client: harness.client, domain: 'media' });
  await harness.registerWorkflowType(type, name('decisions'), { description: payload });
  await harness.registerActivityType(activityType, name('charges'));
  for (const id of [open, failed]) {
    failedRun = await harness.start(id, type, { input: payload, tagList: [payload] });
    await harness.call('SignalWorkflowExecution', { workflowId: id, signalName: payload, input: payload });
  }
  await harness.decide(
    name('decisions'),
    recordMarker({ markerName: payload, details: payload }),
    scheduleActivityTask({ activityId: name('a'), activityType, input: payload, control: payload }),
    scheduleActivityTask({ activityId: name('b'), activityType, taskList: name('other') }),
    startTimer({ timerId: name('t'), startToFireTimeout: 60 }),
  );
  const { taskToken } = await harness.poll('PollForActivityTask', name('charges'), payload);
  await harness.call('RespondActivityTaskFailed', {
    taskToken,
    domain: undefined,
    reason: payload,
    details: payload,
  });
  await harness.decide(name('decisions'), failWorkflowExecution({ reason: payload, details: payload }));
});

afterAll(async () => {
  settings.clear();
  for (const close of closers.reverse()) await close();
});

const actions: Readonly<Record<string, (context: CommandContext) => Observable<unknown>>> = {
  list: context => listExecutions(context, { limit: 50, sort: 'started' }),
  'list, all columns': context =>
    listExecutions(context, { limit: 50, sort: 'id', columns: ['id', 'type', 'tags', 'reason', 'parent'] }),
  'show open': context => showExecution(context, open, {}),
  'show failed': context => showExecution(context, failed, {}),
  'show -f': context =>
    followExecution(
      context,
      new WorkflowExecution({ domain: harness.domain, workflowId: failed, runId: failedRun }),
    ),
  'history open': context => showHistory(context, { payloads: true }, open),
  'history failed': context => showHistory(context, { payloads: true }, failed),
  'timeline open': context => drawTimeline(context, { as: 'text' }, open),
  'timeline as JSON': context => drawTimeline(context, { as: 'json' }, open),
  'timeline as SVG': context => drawTimeline(context, { as: 'svg' }, failed),
  'timeline as Mermaid': context => drawTimeline(context, { as: 'mermaid' }, failed),
  'timeline for Perfetto': context => drawTimeline(context, { as: 'perfetto' }, failed),
  'timeline for OTLP': context => drawTimeline(context, { as: 'otlp' }, failed),
  'why open': context => explainExecution(context, open, {}),
  'why failed': context => explainExecution(context, failed, {}),
  types: context => listTypes(context, { defaults: true }),
  pending: context => countPending(context, [], { types: true }),
  tail: context => tailDomain(context, { since: new Date(0) }).pipe(take(3)),
};

describe.each(Object.keys(actions))('the output of %s', action => {
  it.each<[Output, number | undefined]>([
    ['table', undefined],
    ['table', 60],
    ['wide', 80],
    ['json', 80],
    ['ndjson', undefined],
  ])('as %s at width %s has nothing of a payload that a terminal obeys', async (output, width) => {
    const terminal = new CapturedTerminal({ now: night, ...(width !== undefined && { width }) });
    await lastValueFrom(actions[action]?.(terminal.context({}, output)) ?? EMPTY, {
      defaultValue: undefined,
    });
    expect(terminal.out).not.toBe('');
    expect(obeyed.exec(terminal.out)).toBeNull();
    expect(obeyed.exec(terminal.error)).toBeNull();
  });
});
