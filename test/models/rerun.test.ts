import { AlreadyExistsError, DoesNotExistError, Domain, type WorkflowExecution, WorkflowType } from 'rx-swf';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { deflated } from '../harness/converters.js';
import { DomainHarness } from '../harness/DomainHarness.js';
import { intercept } from '../harness/intercept.js';

const startOf = async (run: WorkflowExecution) => (await lastValueFrom(run.history())).first?.attributes;

const tagList = ['album', 'first'];
const options = {
  taskList: 'urgent',
  taskPriority: 7,
  childPolicy: 'ABANDON',
  executionStartToCloseTimeout: 600,
  taskStartToCloseTimeout: 11,
  lambdaRole: 'arn:aws:iam::123456789012:role/call',
} as const;

async function closedRun() {
  const { type } = await DomainHarness.open();
  const run = await lastValueFrom(
    type.startExecution({ workflowId: 'album-7', input: { files: 3 }, tagList, ...options }),
  );
  await lastValueFrom(run.terminate());
  return run;
}

describe('WorkflowExecution.rerun', () => {
  it('starts a run with all attributes of the closed one', async () => {
    const run = await closedRun();
    const again = await lastValueFrom(run.rerun());
    expect(await startOf(again)).toEqual(await startOf(run));
    expect(again.runId).not.toBe(run.runId);
    expect(again).toMatchObject({ workflowId: 'album-7', input: { files: 3 }, tagList, ...options });
    expect(await lastValueFrom(again.isSynced())).toBe(true);
  });

  it('replaces what its options say', async () => {
    const run = await closedRun();
    const again = await lastValueFrom(run.rerun({ workflowId: 'album-8', input: 5, tagList: ['second'] }));
    expect(await startOf(again)).toEqual({
      ...(await startOf(run)),
      input: '5',
      tagList: ['second'],
    });
    expect(again.workflowId).toBe('album-8');
  });

  it('passes the input on as it is, whatever the converter writes', async () => {
    const { client, type } = await DomainHarness.open();
    const domain = new Domain({ name: 'media', client, dataConverter: deflated });
    const { name, version } = type;
    const typed = new WorkflowType({ domain, name, version });
    const run = await lastValueFrom(typed.startExecution({ workflowId: 'album-7', input: [1] }));
    await lastValueFrom(run.terminate());
    const again = await lastValueFrom(run.rerun());
    expect(await startOf(again)).toEqual(await startOf(run));
    expect(again.input).toEqual([1]);
  });

  it('reads one event, however long the history is', async () => {
    const run = await closedRun();
    const calls: unknown[] = [];
    intercept(run.domain.client, /./, ({ operation, input, send }) => {
      calls.push([operation, 'maximumPageSize' in input ? input.maximumPageSize : undefined]);
      return send();
    });
    await lastValueFrom(run.rerun());
    expect(calls).toEqual([
      ['GetWorkflowExecutionHistory', 1],
      ['StartWorkflowExecution', undefined],
    ]);
  });

  it('errors while an execution with the workflow id is open', async () => {
    const { type } = await DomainHarness.open();
    const run = await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
    await expect(lastValueFrom(run.rerun())).rejects.toThrow(AlreadyExistsError);
    const other = await lastValueFrom(run.rerun({ workflowId: 'album-8' }));
    expect(other.workflowId).toBe('album-8');
  });

  it('errors if the run is no longer retained', async () => {
    const { client } = await DomainHarness.open();
    const brief = new Domain({ name: 'brief', client, retentionPeriod: 0 });
    await lastValueFrom(brief.save());
    const album = new WorkflowType({ domain: brief, name: 'Album', version: '1', ...options });
    await lastValueFrom(album.save());
    const run = await lastValueFrom(album.startExecution());
    await lastValueFrom(run.terminate());
    await expect(lastValueFrom(run.rerun())).rejects.toThrow(DoesNotExistError);
  });

  it('gives a durable execution one, of the latest run if it has no run id', async () => {
    const run = await closedRun();
    const album = workflow({ name: 'Album', version: '1' }, () => of(1));
    const handle = album.execution(run.domain, { workflowId: 'album-7' });
    const again = await lastValueFrom(handle.rerun());
    expect(await startOf(again)).toEqual(await startOf(run));
    expect(again.result$).toBeDefined();
  });
});
