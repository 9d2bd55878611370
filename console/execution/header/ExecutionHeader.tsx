import { Fact } from '../../frame/Fact.js';
import { Heading } from '../../frame/Heading.js';
import { Outcome } from '../../frame/Outcome.js';
import { Clock, Duration } from '../../frame/Time.js';
import { ActionBar } from '../actions/ActionBar.js';
import { CopyButton } from '../view/CopyButton.js';
import type { ViewProps } from '../view/ViewProps.js';
import { Deadline } from './Deadline.js';
import { Relatives } from './Relatives.js';
import { RunSwitcher } from './RunSwitcher.js';
import { Why } from './Why.js';

/** What an execution is, how it stands, and why. */
export function ExecutionHeader(props: ViewProps) {
  const { view, workflowId, runId } = props;
  const { record, facts, explanation, ahead } = view;
  const type = facts.type ?? record?.type;
  const status = view.log.events.length > 0 ? facts.status : (record?.closeStatus ?? record?.status);
  const startedAt = facts.startedAt ?? record?.startTimestamp;
  const closedAt = facts.closedAt ?? record?.closeTimestamp;
  const tags = facts.tags.length > 0 ? facts.tags : (record?.tagList ?? []);
  return (
    <header class="execution-header">
      <Heading title={workflowId}>
        <CopyButton text={workflowId} what="the workflow id" />
        {status !== undefined && <Outcome status={status} />}
        {explanation?.state === 'stuck' && (
          <span class="stuck-badge">
            <span aria-hidden="true">⚠</span> stuck
          </span>
        )}
        <ActionBar {...props} />
      </Heading>
      <dl class="fact-list">
        {type !== undefined && (
          <Fact name="Type">
            {type.name} <span class="quiet">{type.version}</span>
          </Fact>
        )}
        {startedAt !== undefined && (
          <Fact name="Started">
            <Clock at={startedAt} />
          </Fact>
        )}
        {startedAt !== undefined && (
          <Fact name={closedAt === undefined ? 'Open for' : 'Took'}>
            {closedAt === undefined ? (
              <Duration from={new Date(new Date(startedAt).getTime() - ahead)} />
            ) : (
              <Duration from={startedAt} to={closedAt} />
            )}
          </Fact>
        )}
        {explanation?.deadline !== undefined && closedAt === undefined && (
          <Fact name="Next deadline">
            <Deadline deadline={explanation.deadline} ahead={ahead} />
          </Fact>
        )}
        {facts.taskList !== undefined && <Fact name="Task list">{facts.taskList}</Fact>}
        {runId !== undefined && (
          <Fact name="Run">
            <span class="mono run-id">{runId}</span> <CopyButton text={runId} what="the run id" />
            <RunSwitcher {...props} />
          </Fact>
        )}
        {tags.length > 0 && (
          <Fact name="Tags">
            {tags.map(tag => (
              <span class="tag" key={tag}>
                {tag}
              </span>
            ))}
          </Fact>
        )}
        <Relatives {...props} />
      </dl>
      {explanation !== undefined && <Why explanation={explanation} />}
      {explanation === undefined && view.error === undefined && <div class="why-room" />}
    </header>
  );
}
