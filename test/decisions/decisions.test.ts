import type { Decision } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import {
  cancelTimer,
  cancelWorkflowExecution,
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  decisionBuilders,
  failWorkflowExecution,
  recordMarker,
  requestCancelActivityTask,
  requestCancelExternalWorkflowExecution,
  scheduleActivityTask,
  scheduleLambdaFunction,
  signalExternalWorkflowExecution,
  startChildWorkflowExecution,
  startTimer,
} from '../../src/decisions/index.js';
import { InvalidArgumentError } from '../../src/requests/index.js';

const activityType = { name: 'Resize', version: '1' };
const workflowType = { name: 'Album', version: '1' };
const newExecution = {
  input: { from: 1 },
  taskList: 'decisions',
  taskPriority: 0,
  childPolicy: 'ABANDON',
  executionStartToCloseTimeout: 'NONE',
  taskStartToCloseTimeout: 30,
  tagList: ['a'],
  lambdaRole: 'arn:aws:iam::1:role/r',
} as const;
const newExecutionOnTheWire = {
  input: '{"from":1}',
  taskList: { name: 'decisions' },
  taskPriority: '0',
  childPolicy: newExecution.childPolicy,
  executionStartToCloseTimeout: 'NONE',
  taskStartToCloseTimeout: '30',
  tagList: [...newExecution.tagList],
  lambdaRole: 'arn:aws:iam::1:role/r',
};

const everything: readonly [Decision, Decision][] = [
  [
    scheduleActivityTask({
      activityType,
      activityId: '1',
      input: { file: 'a.png' },
      control: 7,
      taskList: 'thumbnails',
      taskPriority: -2,
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 300,
      startToCloseTimeout: 60,
      heartbeatTimeout: 0,
    }),
    {
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: {
        activityType,
        activityId: '1',
        input: '{"file":"a.png"}',
        control: '7',
        taskList: { name: 'thumbnails' },
        taskPriority: '-2',
        scheduleToStartTimeout: 'NONE',
        scheduleToCloseTimeout: '300',
        startToCloseTimeout: '60',
        heartbeatTimeout: '0',
      },
    },
  ],
  [
    requestCancelActivityTask({ activityId: '1' }),
    {
      decisionType: 'RequestCancelActivityTask',
      requestCancelActivityTaskDecisionAttributes: { activityId: '1' },
    },
  ],
  [
    startTimer({ timerId: 't', startToFireTimeout: 0, control: null }),
    {
      decisionType: 'StartTimer',
      startTimerDecisionAttributes: { timerId: 't', startToFireTimeout: '0', control: 'null' },
    },
  ],
  [
    cancelTimer({ timerId: 't' }),
    { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId: 't' } },
  ],
  [
    recordMarker({ markerName: 'a:b', details: [1] }),
    { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: 'a:b', details: '[1]' } },
  ],
  [
    completeWorkflowExecution({ result: 42 }),
    {
      decisionType: 'CompleteWorkflowExecution',
      completeWorkflowExecutionDecisionAttributes: { result: '42' },
    },
  ],
  [
    failWorkflowExecution({ reason: 'broken', details: { at: 3 } }),
    {
      decisionType: 'FailWorkflowExecution',
      failWorkflowExecutionDecisionAttributes: { reason: 'broken', details: '{"at":3}' },
    },
  ],
  [
    cancelWorkflowExecution({ details: 'why' }),
    {
      decisionType: 'CancelWorkflowExecution',
      cancelWorkflowExecutionDecisionAttributes: { details: '"why"' },
    },
  ],
  [
    continueAsNewWorkflowExecution({ ...newExecution, workflowTypeVersion: '2' }),
    {
      decisionType: 'ContinueAsNewWorkflowExecution',
      continueAsNewWorkflowExecutionDecisionAttributes: {
        ...newExecutionOnTheWire,
        workflowTypeVersion: '2',
      },
    },
  ],
  [
    startChildWorkflowExecution({ ...newExecution, workflowType, workflowId: 'album-7', control: 1 }),
    {
      decisionType: 'StartChildWorkflowExecution',
      startChildWorkflowExecutionDecisionAttributes: {
        ...newExecutionOnTheWire,
        workflowType,
        workflowId: 'album-7',
        control: '1',
      },
    },
  ],
  [
    signalExternalWorkflowExecution({ workflowId: 'w', runId: 'r', signalName: 's', input: 1, control: 2 }),
    {
      decisionType: 'SignalExternalWorkflowExecution',
      signalExternalWorkflowExecutionDecisionAttributes: {
        workflowId: 'w',
        runId: 'r',
        signalName: 's',
        input: '1',
        control: '2',
      },
    },
  ],
  [
    requestCancelExternalWorkflowExecution({ workflowId: 'w', control: 2 }),
    {
      decisionType: 'RequestCancelExternalWorkflowExecution',
      requestCancelExternalWorkflowExecutionDecisionAttributes: { workflowId: 'w', control: '2' },
    },
  ],
  [
    scheduleLambdaFunction({ id: 'l', name: 'f', input: 1, control: 2, startToCloseTimeout: 900 }),
    {
      decisionType: 'ScheduleLambdaFunction',
      scheduleLambdaFunctionDecisionAttributes: {
        id: 'l',
        name: 'f',
        input: '1',
        control: '2',
        startToCloseTimeout: '900',
      },
    },
  ],
];

describe('the decision builders', () => {
  it.each(everything.map(([built, expected]) => [expected.decisionType, built, expected]))(
    'build %s in the shape of the SDK',
    (_, built, expected) => {
      expect(built).toEqual(expected);
    },
  );

  it.each(everything.map(([built]) => [built.decisionType, built]))('freeze %s, deeply', (_, built) => {
    const check = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      expect(Object.isFrozen(value)).toBe(true);
      Object.values(value).forEach(check);
    };
    check(built);
  });

  it('omit undefined values, and nothing else', () => {
    const attributes = (result: unknown) =>
      completeWorkflowExecution({ result }).completeWorkflowExecutionDecisionAttributes;
    expect(Object.keys(attributes(undefined) ?? {})).toEqual([]);
    expect([0, '', false, null].map(result => attributes(result)?.result)).toEqual([
      '0',
      '""',
      'false',
      'null',
    ]);
    const activity = scheduleActivityTask({
      activityType,
      activityId: '1',
      taskList: undefined,
      input: undefined,
    });
    expect(activity.scheduleActivityTaskDecisionAttributes).toStrictEqual({ activityType, activityId: '1' });
  });

  it('need no options to close an execution', () => {
    expect(completeWorkflowExecution()).toStrictEqual({
      decisionType: 'CompleteWorkflowExecution',
      completeWorkflowExecutionDecisionAttributes: {},
    });
    expect(continueAsNewWorkflowExecution().decisionType).toBe('ContinueAsNewWorkflowExecution');
  });

  it('use only the name and the version of a model', () => {
    const model = { ...activityType, domain: 'media', status: 'REGISTERED' };
    const built = scheduleActivityTask({ activityType: model, activityId: '1' });
    expect(built.scheduleActivityTaskDecisionAttributes?.activityType).toStrictEqual(activityType);
  });

  it('do not freeze their arguments', () => {
    const tagList = ['a'];
    startChildWorkflowExecution({ workflowType, workflowId: 'w', tagList });
    expect(Object.isFrozen(tagList)).toBe(false);
  });

  it('write payloads with another converter', () => {
    const builders = decisionBuilders({ toPayload: value => `<${String(value)}>`, fromPayload: String });
    expect(Object.keys(builders)).toHaveLength(13);
    expect(builders.recordMarker({ markerName: 'm', details: 1 })).toEqual({
      decisionType: 'RecordMarker',
      recordMarkerDecisionAttributes: { markerName: 'm', details: '<1>' },
    });
    expect(builders.completeWorkflowExecution().completeWorkflowExecutionDecisionAttributes).toEqual({});
  });
});

describe('the validation of decisions', () => {
  const activity = { activityType, activityId: '1' };
  const child = { workflowType, workflowId: 'w' };
  const signal = { workflowId: 'w', signalName: 's' };
  const long = 'x'.repeat(257);
  const huge = 'x'.repeat(32_767);
  const circular: unknown[] = [];
  circular.push(circular);

  it.each<[string, () => unknown]>([
    ['activityId', () => scheduleActivityTask({ ...activity, activityId: '' })],
    ['activityId', () => scheduleActivityTask({ ...activity, activityId: 'a:b' })],
    ['activityId', () => scheduleActivityTask({ ...activity, activityId: long })],
    [
      'activityType.name',
      () => scheduleActivityTask({ ...activity, activityType: { name: '', version: '1' } }),
    ],
    [
      'activityType.version',
      () => scheduleActivityTask({ ...activity, activityType: { name: 'a', version: 'x'.repeat(65) } }),
    ],
    ['taskList', () => scheduleActivityTask({ ...activity, taskList: 'a/b' })],
    ['taskPriority', () => scheduleActivityTask({ ...activity, taskPriority: 1.5 })],
    ['heartbeatTimeout', () => scheduleActivityTask({ ...activity, heartbeatTimeout: -1 })],
    ['startToCloseTimeout', () => scheduleActivityTask({ ...activity, startToCloseTimeout: 31_536_001 })],
    ['input', () => scheduleActivityTask({ ...activity, input: huge })],
    ['input', () => scheduleActivityTask({ ...activity, input: circular })],
    ['control', () => scheduleActivityTask({ ...activity, control: () => 1 })],
    ['activityId', () => requestCancelActivityTask({ activityId: 'arn' })],
    ['timerId', () => startTimer({ timerId: '', startToFireTimeout: 1 })],
    ['startToFireTimeout', () => startTimer({ timerId: 't', startToFireTimeout: 0.5 })],
    [
      'startToFireTimeout',
      () => startTimer({ timerId: 't', startToFireTimeout: 'NONE' as unknown as number }),
    ],
    ['timerId', () => cancelTimer({ timerId: 'a|b' })],
    ['markerName', () => recordMarker({ markerName: long })],
    ['markerName', () => recordMarker({ markerName: '' })],
    ['details', () => recordMarker({ markerName: 'm', details: huge })],
    ['result', () => completeWorkflowExecution({ result: huge })],
    ['reason', () => failWorkflowExecution({ reason: long })],
    ['details', () => cancelWorkflowExecution({ details: huge })],
    ['workflowTypeVersion', () => continueAsNewWorkflowExecution({ workflowTypeVersion: '' })],
    ['tagList', () => continueAsNewWorkflowExecution({ tagList: ['1', '2', '3', '4', '5', '6'] })],
    ['tagList[0]', () => startChildWorkflowExecution({ ...child, tagList: [long] })],
    ['childPolicy', () => startChildWorkflowExecution({ ...child, childPolicy: 'KEEP' as 'ABANDON' })],
    ['lambdaRole', () => startChildWorkflowExecution({ ...child, lambdaRole: '' })],
    ['workflowId', () => startChildWorkflowExecution({ ...child, workflowId: 'a/b' })],
    [
      'workflowType.name',
      () => startChildWorkflowExecution({ ...child, workflowType: { name: 'arn', version: '1' } }),
    ],
    ['signalName', () => signalExternalWorkflowExecution({ ...signal, signalName: '' })],
    ['runId', () => signalExternalWorkflowExecution({ ...signal, runId: 'x'.repeat(65) })],
    ['workflowId', () => requestCancelExternalWorkflowExecution({ workflowId: '' })],
    ['name', () => scheduleLambdaFunction({ id: 'l', name: 'x'.repeat(65) })],
    ['id', () => scheduleLambdaFunction({ id: '', name: 'f' })],
    ['startToCloseTimeout', () => scheduleLambdaFunction({ id: 'l', name: 'f', startToCloseTimeout: 901 })],
  ])('rejects a decision when it is built, naming %s (%#)', (field, build) => {
    expect(build).toThrow(InvalidArgumentError);
    expect(build).toThrow(new RegExp(`^${field.replace(/[[\].]/g, '\\$&')} `));
  });

  it.each(['a:b', 'a/b', 'a|b', 'arn'])(
    'accepts %s as the id of a Lambda task or of an existing execution',
    id => {
      expect(scheduleLambdaFunction({ id, name: 'f' })).toBeDefined();
      expect(signalExternalWorkflowExecution({ ...signal, workflowId: id })).toBeDefined();
      expect(requestCancelExternalWorkflowExecution({ workflowId: id })).toBeDefined();
    },
  );

  it('accepts values of the maximum length', () => {
    expect(scheduleActivityTask({ ...activity, input: 'x'.repeat(32_766) })).toBeDefined();
    expect(failWorkflowExecution({ reason: 'x'.repeat(256) })).toBeDefined();
    expect(startTimer({ timerId: 'x'.repeat(256), startToFireTimeout: 31_536_000 })).toBeDefined();
    expect(scheduleLambdaFunction({ id: 'l', name: 'x'.repeat(64), startToCloseTimeout: 1 })).toBeDefined();
  });
});
