import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { lastValueFrom, NEVER, of, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { sqsNotices } from '../src/eventbridge/index.js';
import { gateway } from '../src/gateway/index.js';
import * as swf from '../src/index.js';
import { recordMetrics, recordSpans, telemetry } from '../src/opentelemetry/index.js';
import { s3Store } from '../src/s3/index.js';
import { decisionsOf, HistoryBuilder, replay, runWorkflow } from '../src/testing/index.js';
import { inThread } from '../src/threads/index.js';
import { timelineOf, timeScale, toMermaid, toOtlp, toSvg, toText } from '../src/timeline/index.js';
import { explain, why } from '../src/why/index.js';
import { activity, activityWorker, workflow, workflowWorker } from '../src/workflows/index.js';
import { DomainHarness } from './harness/DomainHarness.js';

/** What a program in plain JavaScript may pass, whatever the types say. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point
type Anything = any;

const given = (name: string): Anything => ({ [name]: 1 });
const client = swf.connect({ region: 'eu-west-1' });
const media = new swf.Domain({ name: 'media', client });
const executions = new swf.WorkflowExecutionQuerySet(media);
const types = new swf.ActivityTypeQuerySet(media);
const domains = new swf.DomainQuerySet({ client });
const histories = new swf.HistoryQuerySet(media);
const run = { domain: media, workflowId: 'a', runId: 'b' };
const execution = new swf.WorkflowExecution(run);
const id = { name: 'Resize', version: '1' };
const resize = activity<string, string>(id);
const album = workflow(id, () => of(1));
const type = new swf.WorkflowType({ domain: media, ...id });
const build = () => new HistoryBuilder().start();
const implementation = resize.with(file => file);
const handle = album.execution(media, run);

/** By what is called: a misspelt option, what was meant, and the call. */
const calls: Record<string, [wrong: string, meant: string, call: (options: Anything) => unknown]> = {
  Domain: ['retention_period', 'retentionPeriod', o => new swf.Domain({ name: 'a', ...o })],
  ActivityType: [
    'heartbeatTimout',
    'heartbeatTimeout',
    o => new swf.ActivityType({ domain: media, ...id, ...o }),
  ],
  WorkflowType: ['childpolicy', 'childPolicy', o => new swf.WorkflowType({ ...id, domain: media, ...o })],
  WorkflowExecution: ['workflowid', 'workflowId', o => new swf.WorkflowExecution({ ...run, ...o })],
  'startExecution()': ['taglist', 'tagList', o => type.startExecution(o)],
  'rerun()': ['tagsList', 'tagList', o => execution.rerun(o)],
  'redrive()': ['form', 'from', o => handle.redrive(o)],
  'redrivePlan()': ['form', 'from', o => handle.redrivePlan(o)],
  'terminate()': ['reasn', 'reason', o => execution.terminate(o)],
  'watch()': ['intervall', 'interval', o => media.watch(o)],
  'the backoff of watch()': ['intial', 'initial', backoff => media.watch({ backoff })],
  'history()': ['revers_order', 'reverseOrder', o => lastValueFrom(execution.history(o))],
  DomainQuerySet: ['clent', 'client', o => new swf.DomainQuerySet(o)],
  'domains.all()': ['pagesize', 'pageSize', o => domains.all(o)],
  'domains.filter()': ['stauts', 'status', o => domains.filter(o)],
  'domains.create()': ['descripton', 'description', o => domains.create({ name: 'a', ...o })],
  'types.all()': ['prefech', 'prefetch', o => types.all(o)],
  'types.filter()': ['nmae', 'name', o => types.filter(o)],
  'types.create()': ['tasklist', 'taskList', o => types.create({ ...id, ...o })],
  'gateway()': ['alowedHosts', 'allowedHosts', o => gateway({ domain: media, ...o })],
  'why()': ['pateince', 'patience', o => why(media, { workflowId: 'a' }, o)],
  'explain()': ['repeat', 'repeats', o => explain(swf.History.from([]), o)],
  'timelineOf()': ['runid', 'runId', o => timelineOf([], o)],
  'timeScale()': ['wid', 'wide', o => timeScale(timelineOf([]), o)],
  'toText()': ['colour', 'color', o => toText(timelineOf([]), o)],
  'toSvg()': ['witdh', 'width', o => toSvg(timelineOf([]), o)],
  'toMermaid()': ['task', 'tasks', o => toMermaid(timelineOf([]), o)],
  'toOtlp()': ['servicename', 'serviceName', o => toOtlp(timelineOf([]), o)],
  'executions.all()': ['state', 'status', o => executions.all(o)],
  'executions.filter()': ['worklfowId', 'workflowId', o => executions.filter(o)],
  'executions.count()': ['worklfowId', 'workflowId', o => executions.count(o)],
  'a workflowType filter': [
    'verson',
    'version',
    o => executions.count({ workflowType: { name: 'a', ...o } }),
  ],
  'executions.create()': ['inptu', 'input', o => executions.create({ workflowType: id, ...o })],
  'histories.get()': ['pageSzie', 'pageSize', o => histories.get(execution, o)],
  'histories.all()': ['reverseorder', 'reverseOrder', o => histories.all(execution, o)],
  'histories.filter()': ['stat', 'state', o => histories.filter(execution, o)],
  'each()': ['concurency', 'concurrency', o => domains.all().each(() => NEVER, o)],
  'History.from()': ['convertor', 'converter', o => swf.History.from([], o)],
  'history.filter()': ['tpye', 'type', o => swf.History.from([]).filter(o)],
  HistoryBuilder: ['starttime', 'startTime', o => new HistoryBuilder(o)],
  'builder.activity()': ['reslt', 'result', o => build().activity('1', o)],
  'builder.timer()': ['contrl', 'control', o => build().timer('1', o)],
  'builder.signal()': ['inptu', 'input', o => build().signal('a', o)],
  'scheduleActivityTask()': [
    'activtyId',
    'activityId',
    o => swf.scheduleActivityTask({ activityType: id, activityId: '1', ...o }),
  ],
  'startTimer()': ['timerid', 'timerId', o => swf.startTimer({ timerId: '1', startToFireTimeout: 1, ...o })],
  'completeWorkflowExecution()': ['results', 'result', o => swf.completeWorkflowExecution(o)],
  'continueAsNewWorkflowExecution()': [
    'workflowTypeVerson',
    'workflowTypeVersion',
    o => swf.continueAsNewWorkflowExecution(o),
  ],
  ActivityWorker: ['concurency', 'concurrency', o => new swf.ActivityWorker(media, 'a', o)],
  drain: ['deadlin', 'deadline', drain => new swf.ActivityWorker(media, 'a', { drain })],
  'the backoff of an actor': ['maxx', 'max', backoff => new swf.ActivityWorker(media, 'a', { backoff })],
  Decider: ['pollrs', 'pollers', o => new swf.Decider(media, 'a', o)],
  cache: ['event', 'events', cache => new swf.Decider(media, 'a', { cache })],
  'perform()': ['heartbeatIntervall', 'heartbeatInterval', o => swf.perform(() => 1, o)],
  'performBy()': ['cancelgrace', 'cancelGrace', o => swf.performBy({ Resize: () => 1 }, o)],
  'decide()': ['onerror', 'onError', o => swf.decide(() => [], o)],
  'retryTransient()': ['counts', 'count', o => swf.retryTransient(o)],
  'offload()': ['treshold', 'threshold', o => swf.offload({ put: () => of(''), get: () => of('') }, o)],
  'sqsNotices()': [
    'queueUri',
    'queueUrl',
    o => sqsNotices({ client: new SQSClient({ region: 'eu-west-1' }), queueUrl: 'https://sqs/a', ...o }),
  ],
  's3Store()': [
    'prefx',
    'prefix',
    o => s3Store({ client: new S3Client({ region: 'eu-west-1' }), bucket: 'a', ...o }),
  ],
  'inThread()': ['thread', 'threads', o => inThread(new URL(import.meta.url), o)],
  'recordMetrics()': ['attribute', 'attributes', o => recordMetrics(o)],
  'recordSpans()': ['tracr', 'tracer', o => recordSpans(o)],
  'telemetry()': ['metr', 'meter', o => telemetry(o)],
  'activity()': ['startToCloseTimout', 'startToCloseTimeout', o => activity({ ...id, ...o })],
  retry: ['cont', 'count', retry => activity({ ...id, retry })],
  'workflow()': ['maxevents', 'maxEvents', o => workflow({ ...id, ...o }, () => of(1))],
  'start()': ['worklfowId', 'workflowId', o => album.start(media, undefined, o)],
  'result()': ['intervall', 'interval', o => lastValueFrom(handle.result(o))],
  'workflowWorker()': ['regsiter', 'register', o => workflowWorker(media, 'a', [album], o)],
  sticky: ['execution', 'executions', sticky => workflowWorker(media, 'a', [album], { sticky })],
  maxOpen: ['timer', 'timers', maxOpen => workflowWorker(media, 'a', [album], { maxOpen })],
  'activityWorker()': ['concurency', 'concurrency', o => activityWorker(media, 'a', [implementation], o)],
  'runWorkflow()': ['activites', 'activities', o => runWorkflow(album, undefined, o)],
  'replay()': ['runid', 'runId', o => replay(album, [], o)],
  'run()': [
    'onUnsubscibe',
    'onUnsubscribe',
    o =>
      runWorkflow(
        workflow(id, (_: undefined, { run }) => run(resize, 'a', o)),
        undefined,
      ).catch(asCaused),
  ],
  'child()': [
    'tagsList',
    'tagList',
    o =>
      runWorkflow(
        workflow(id, (_: undefined, c) => c.child(album, undefined, o)),
        undefined,
      ).catch(asCaused),
  ],
  'continueAsNew()': [
    'lambdarole',
    'lambdaRole',
    o =>
      runWorkflow(
        workflow(id, (_: undefined, c) => c.continueAsNew(1, o)),
        undefined,
      ).catch(asCaused),
  ],
};

/** The error of a failed execution tells the workflow's own as its reason. */
const asCaused = ({ reason }: { reason: string }) => {
  throw new swf.InvalidArgumentError(reason);
};

describe('options', () => {
  it.each(Object.entries(calls))(
    'of %s are refused where they are misspelt',
    async (_, [wrong, meant, call]) => {
      const calling = async () => call(given(wrong));
      await expect(calling()).rejects.toThrow(swf.InvalidArgumentError);
      await expect(calling()).rejects.toThrow(`Unknown option "${wrong}"`);
      await expect(calling()).rejects.toThrow(`Did you mean "${meant}"?`);
    },
  );

  it('that nobody reads are refused with a list of those that are read', () => {
    expect(() => activity({ ...id, retry: given('times') })).toThrow(
      'Unknown option "times" for retry. Expected one of: count, initial, factor, max, unless, resume.',
    );
  });

  it('that are none are said to be none', () => {
    const text: Anything = 'media';
    expect(() => executions.filter(text)).toThrow('The options for filter() must be an object, got a string');
    expect(() => new swf.DomainQuerySet(text)).toThrow('must be an object, got a string');
    expect(() => domains.create(text)).toThrow('must be an object, got a string');
    expect(() => swf.perform(() => 1, text)).toThrow('must be an object, got a string');
    expect(() => media.watch(text)).toThrow('must be an object, got a string');
    expect(() => activity(text)).toThrow('must be an object, got a string');
    expect(() => workflow(text, () => of(1))).toThrow('must be an object, got a string');
    expect(() => new swf.ActivityType(text)).toThrow('must be an object, got a string');
    expect(() => new swf.ActivityWorker(media, 'a', text)).toThrow('must be an object, got a string');
  });

  it('of a model may be those of another one', () => {
    for (const model of [execution, new swf.WorkflowExecution({ ...run, input: { files: ['a.png'] } })]) {
      const copy = new swf.WorkflowExecution({ ...model, status: 'CLOSED' });
      expect(copy.input).toEqual(model.input);
    }
    expect(new swf.WorkflowType({ ...type, version: '2' }).version).toBe('2');
    expect(new swf.Domain({ ...media, description: 'Pictures' }).description).toBe('Pictures');
  });
});

describe('a misspelt filter', () => {
  it('terminates nothing', async () => {
    const harness = await DomainHarness.open();
    const open = new swf.WorkflowExecutionQuerySet(harness.domain);
    await harness.start();
    const misspelt: Anything = { worklfowId: 'a' };
    expect(() => open.filter(misspelt).each(one => one.terminate())).toThrow('Did you mean "workflowId"?');
    expect(await lastValueFrom(open.count())).toMatchObject({ count: 1 });
  });
});

describe('what is missing is said', () => {
  const nothing: Anything = undefined;

  it('for a domain by its name alone, nothing is', () => {
    expect(new swf.Domain('media').name).toBe('media');
  });

  it.each([
    [
      'a task list',
      () => new swf.ActivityWorker(media, nothing),
      /taskList must be .*task list.*got undefined/,
    ],
    ['the lists of a worker', () => workflowWorker(media, nothing, [album]), /taskList must be/],
    [
      'a domain',
      () => new swf.ActivityWorker(nothing, 'a'),
      /domain must be a Domain or its name, got undefined/,
    ],
    [
      'the domain of a type',
      () => new swf.ActivityType(id as Anything),
      /domain must be a Domain or its name/,
    ],
    [
      'the domain of a queryset',
      () => new swf.HistoryQuerySet(nothing),
      /domain must be a Domain or its name/,
    ],
    [
      'a handler',
      () => activityWorker(media, 'a', [resize as Anything]),
      /activities\[0\].*activity\.with\(handler\)/,
    ],
    ['a list of activities', () => activityWorker(media, 'a', nothing), /activities must be a list/],
    ['a list of workflows', () => workflowWorker(media, 'a', nothing), /workflows must be a list/],
    ['a function of with()', () => resize.with(nothing), /handler must be a function that performs Resize/],
    ['the code of a workflow', () => workflow(id, nothing), /run must be a function/],
    ['a handler of perform()', () => swf.perform(nothing), /handler must be a function/],
    ['a handler of decide()', () => swf.decide(nothing), /handler must be a function/],
    ['a type to start', () => executions.create({} as Anything), /workflowType must be a WorkflowType/],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(swf.InvalidArgumentError);
    expect(call).toThrow(message);
  });
});

// Marble tests have a scheduler of their own.
it('options of decisionsOf() are refused where they are misspelt', () => {
  const m: Anything = { scheduler: undefined, cold: () => timer(0) };
  expect(() => decisionsOf(m, album, undefined, '-', {}, given('fram'))).toThrow('Did you mean "frame"?');
});

describe('an argument of another kind', () => {
  it.each<[string, string, () => unknown]>([
    [
      'a rate that is a text',
      'rateLimit must be a number of tasks per second',
      () => new swf.ActivityWorker(media, 'work', { rateLimit: '5' as Anything }),
    ],
    [
      'an activity in place of a workflow',
      'workflows[0] must be a workflow created by workflow()',
      () => workflowWorker(media, 'decisions', [activity(id) as Anything]),
    ],
    [
      'a decision without its type',
      'activityType must be an object with name and version',
      () => swf.decisionBuilders(swf.jsonConverter).scheduleActivityTask({ activityId: 'a' } as Anything),
    ],
  ])('is refused with a message that names it: %s', (_, message, call) => {
    expect(call).toThrow(swf.InvalidArgumentError);
    expect(call).toThrow(message);
  });
});
