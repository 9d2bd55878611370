import * as sdk from '@aws-sdk/client-swf';
import { ActivityWorker, Decider, Domain } from 'rx-swf';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { concatMap, first, firstValueFrom, forkJoin, lastValueFrom, map, merge, take, timer } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { iamPolicy } from '../../../src/cli/iam/iamPolicy.js';
import type { Policy } from '../../../src/cli/iam/Policy.js';
import { type Role, roleNames } from '../../../src/cli/iam/Role.js';
import { intercept } from '../../harness/intercept.js';
import { openSwf } from '../../harness/openSwf.js';
import { allows, type Request, requestsOf } from './allows.js';

const resize = activity<string, string>({ name: 'Resize', version: '1', taskList: 'images' });
const encode = activity<string, string>({ name: 'Encode', version: '3', taskList: 'films' });
const cover = workflow({ name: 'Cover', version: '1', taskList: 'decisions' }, (file: string, { run }) =>
  run(resize, file),
);
const film = workflow(
  { name: 'Film', version: '2', taskList: 'decisions' },
  (file: string, { run, child, scheduler, sideEffect, signal }) =>
    merge(
      run(encode, file),
      child(cover, file),
      timer(1_000, scheduler).pipe(concatMap(() => sideEffect(() => 'drawn'))),
      signal<string>('title').pipe(take(1)),
    ),
);
const types = [film, cover, encode, resize];
const place = { domain: 'media', region: 'eu-west-1', account: '111122223333' };
const policyOf = (role: Role, registers = false): Policy =>
  iamPolicy({ types }, place, { role, taskLists: [], registers });

/** Returns a domain whose client records what IAM would be asked. */
function recorded(swf: ReturnType<typeof openSwf>) {
  const client = swf.client();
  const requests: Request[] = [];
  intercept(client, /./, ({ operation, input, send }) => {
    requests.push(...requestsOf(operation, input));
    return send();
  });
  return { domain: new Domain({ name: 'media', client }), requests };
}

const refused = (policy: Policy, requests: readonly Request[]) =>
  requests.filter(request => !allows(policy, request));
const actionsOf = ({ Statement }: Policy) => Statement.flatMap(({ Action }) => Action);

describe.each(roleNames)('the policy of a %s', role => {
  it('names existing operations and decisions only, each once', () => {
    const decisions: readonly string[] = Object.values(sdk.DecisionType);
    const actions = actionsOf(policyOf(role, true));
    for (const action of actions) {
      const name = action.replace(/^swf:/, '');
      expect([action, `${name}Command` in sdk || decisions.includes(name)]).toEqual([action, true]);
    }
    expect(new Set(actions).size).toBe(actions.length);
  });

  it('is limited to the domain, except for what IAM checks against no single one', () => {
    const arn = 'arn:aws:swf:eu-west-1:111122223333:/domain/media';
    for (const { Resource, Action } of policyOf(role).Statement)
      expect(Resource).toBe(Action.includes('swf:ListDomains') ? '*' : arn);
  });
});

describe('the policies', () => {
  it('allow what workers, deciders and starters of these types call and decide', async () => {
    const swf = openSwf({ clock: 'skip' });
    await lastValueFrom(new Domain({ name: 'media', client: swf.client() }).save());
    const [decider, images, films, starter] = [recorded(swf), recorded(swf), recorded(swf), recorded(swf)];
    const workers = [
      workflowWorker(decider.domain, 'decisions', [film, cover], { register: true }),
      activityWorker(images.domain, 'images', [resize.with(file => file)], { register: true }),
      activityWorker(films.domain, 'films', [encode.with(file => file)], { register: true }),
    ];
    const polling = firstValueFrom(
      forkJoin(workers.map(({ events$ }) => merge(events$).pipe(first(({ type }) => type === 'poll')))),
    );
    const running = merge(...workers).subscribe();
    onTestFinished(() => running.unsubscribe());
    await polling;
    await lastValueFrom(new Decider(decider.domain, 'decisions').pending());
    await lastValueFrom(new ActivityWorker(images.domain, 'images').pending());
    const result = film.start(starter.domain, 'a.mov', { workflowId: 'film-7' }).pipe(
      concatMap(execution => execution.signal('title', 'A film').pipe(map(() => execution))),
      concatMap(execution => execution.result$),
    );
    await lastValueFrom(result);
    await lastValueFrom(film.execution(starter.domain, { workflowId: 'film-7' }).runs());

    expect(refused(policyOf('decider', true), decider.requests)).toEqual([]);
    expect(refused(policyOf('worker', true), [...images.requests, ...films.requests])).toEqual([]);
    expect(refused(policyOf('starter'), starter.requests)).toEqual([]);
    const called = new Set([...decider.requests, ...starter.requests].map(({ action }) => action));
    expect([...called]).toEqual(
      expect.arrayContaining([
        'PollForDecisionTask',
        'ScheduleActivityTask',
        'StartChildWorkflowExecution',
        'StartTimer',
        'RecordMarker',
        'CompleteWorkflowExecution',
        'CountPendingDecisionTasks',
        'StartWorkflowExecution',
        'SignalWorkflowExecution',
      ]),
    );
  });

  it('refuse other task lists, other types and what a role has no business with', () => {
    const on = (action: string, key = '', value = ''): Request => ({ action, context: { [key]: value } });
    const [decider, worker, starter, operator] = roleNames.map(role => policyOf(role));
    if (!decider || !worker || !starter || !operator) throw new Error('Each role has a policy');
    const list = 'swf:taskList.name';
    expect(
      refused(decider, [
        on('PollForDecisionTask', list, 'decisions.host.1'),
        on('PollForDecisionTask', list, 'decisions2'),
        on('PollForActivityTask', list, 'images'),
        on('ScheduleActivityTask', 'swf:activityType.name', 'Delete'),
        on('ScheduleLambdaFunction'),
        on('StartWorkflowExecution', 'swf:workflowType.name', 'Film'),
      ]).map(({ action }) => action),
    ).toEqual([
      'PollForDecisionTask',
      'PollForActivityTask',
      'ScheduleActivityTask',
      'ScheduleLambdaFunction',
      'StartWorkflowExecution',
    ]);
    expect(allows(worker, on('PollForActivityTask', list, 'images'))).toBe(true);
    expect(allows(worker, on('PollForActivityTask', list, 'other'))).toBe(false);
    expect(allows(worker, on('RegisterActivityType', 'swf:name', 'Resize'))).toBe(false);
    expect(allows(policyOf('worker', true), on('RegisterActivityType', 'swf:name', 'Resize'))).toBe(true);
    expect(allows(starter, on('StartWorkflowExecution', 'swf:workflowType.name', 'Film'))).toBe(true);
    expect(allows(starter, on('StartWorkflowExecution', 'swf:workflowType.name', 'Other'))).toBe(false);
    expect(allows(starter, on('TerminateWorkflowExecution'))).toBe(false);
    expect(allows(operator, on('TerminateWorkflowExecution'))).toBe(true);
    expect(allows(operator, on('PollForDecisionTask', list, 'decisions'))).toBe(false);
  });

  it('name the task lists that are given in place of those of the definitions', () => {
    const bare = [activity<string, string>({ name: 'Bare', version: '1' })];
    const options = { role: 'worker', registers: false } as const;
    expect(() => iamPolicy({ types: bare }, place, { ...options, taskLists: [] })).toThrow(
      'Bare@1 sets no task list. Name those that the worker polls with --task-list',
    );
    const [poll] = iamPolicy({ types: bare }, place, { ...options, taskLists: ['b', 'a', 'b'] }).Statement;
    expect(poll?.Condition).toEqual({ StringEquals: { 'swf:taskList.name': ['a', 'b'] } });
  });

  it('mean a name literally, even one with wildcards and variables', () => {
    const odd = activity<string, string>({ name: `a*?${'$'}{user}`, version: '1', taskList: 'x*' });
    const { Statement } = iamPolicy(
      { types: [odd] },
      { ...place, domain: 'me*dia' },
      { role: 'worker', taskLists: [], registers: false },
    );
    expect(Statement[0]?.Resource).toBe(`arn:aws:swf:eu-west-1:111122223333:/domain/me${'$'}{*}dia`);
    expect(Statement[0]?.Condition).toEqual({ StringEquals: { 'swf:taskList.name': [`x${'$'}{*}`] } });
    expect(Statement[2]?.Condition).toEqual({
      StringEquals: { 'swf:activityType.name': [`a${'$'}{*}${'$'}{?}${'$'}{$}{user}`] },
    });
  });

  it.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['*', 'aws'],
  ])('are of the partition of the region %s', (region, partition) => {
    const { Statement } = iamPolicy(
      { types },
      { ...place, region },
      { role: 'starter', taskLists: [], registers: false },
    );
    expect(Statement[0]?.Resource).toBe(`arn:${partition}:swf:${region}:111122223333:/domain/media`);
  });

  it.each([
    ['worker', [film], 'The module exports no activities'],
    ['decider', [resize], 'The module exports no workflows'],
    ['starter', [], 'The module exports no workflows'],
  ] as const)('of a %s need something to name', (role, given, message) => {
    expect(() => iamPolicy({ types: given }, place, { role, taskLists: [], registers: false })).toThrow(
      message,
    );
  });
});
