import type { ExecutionRecord } from 'rx-swf/remote';
import { Outcome } from '../frame/Outcome.js';
import { Cell, ColumnHeader } from '../frame/rows/Cell.js';
import { Age, Duration } from '../frame/Time.js';

/** Titles of the columns. */
export const executionColumns = (
  <>
    <ColumnHeader class="state">State</ColumnHeader>
    <ColumnHeader class="id">Workflow id</ColumnHeader>
    <ColumnHeader class="type">Type</ColumnHeader>
    <ColumnHeader class="age number">Started</ColumnHeader>
    <ColumnHeader class="length number">Duration</ColumnHeader>
  </>
);

/** The cells of an execution. */
export function ExecutionCells({ item, href }: { readonly item: ExecutionRecord; readonly href: string }) {
  const { workflowId, type, status, closeStatus, startTimestamp, closeTimestamp } = item;
  return (
    <>
      <Cell class="state">
        <Outcome status={closeStatus ?? status} />
      </Cell>
      <Cell class="id">
        <a href={href} tabIndex={-1}>
          {workflowId}
        </a>
      </Cell>
      <Cell class="type">
        {type?.name} <span class="quiet">{type?.version}</span>
      </Cell>
      <Cell class="age number">{startTimestamp !== undefined && <Age at={startTimestamp} />}</Cell>
      <Cell class="length number">
        {startTimestamp !== undefined && <Duration from={startTimestamp} to={closeTimestamp} />}
      </Cell>
    </>
  );
}
