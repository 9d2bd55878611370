import type { ExecutionRecord } from 'rx-swf/remote';
import { Outcome } from '../frame/Outcome.js';
import { Cell, ColumnHeader } from '../frame/rows/Cell.js';
import { Age, Duration } from '../frame/Time.js';

/** Titles of the columns. */
export function ExecutionColumns({ isSelectable }: { readonly isSelectable: boolean }) {
  return (
    <>
      {isSelectable && (
        <ColumnHeader class="pick">
          <span class="sr-only">Selected</span>
        </ColumnHeader>
      )}
      <ColumnHeader class="state">State</ColumnHeader>
      <ColumnHeader class="id">Workflow id</ColumnHeader>
      <ColumnHeader class="type">Type</ColumnHeader>
      <ColumnHeader class="tags">Tags</ColumnHeader>
      <ColumnHeader class="age number">Started</ColumnHeader>
      <ColumnHeader class="length number">Duration</ColumnHeader>
    </>
  );
}

/**
 * The cells of an execution.
 *
 * @param onToggle - selects it, or no longer; absent where nothing can be done to it
 */
export function ExecutionCells({
  item,
  href,
  isSelected = false,
  onToggle,
}: {
  readonly item: ExecutionRecord;
  readonly href: string;
  readonly isSelected?: boolean;
  readonly onToggle?: () => void;
}) {
  const { workflowId, type, status, closeStatus, cancelRequested, startTimestamp, closeTimestamp } = item;
  return (
    <>
      {onToggle !== undefined && (
        <Cell class="pick">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            onChange={onToggle}
            onClick={clickBox}
            aria-label={`Select ${workflowId}`}
          />
        </Cell>
      )}
      <Cell class="state">
        <Outcome status={closeStatus ?? status} />
        {status === 'OPEN' && cancelRequested && <span class="quiet">, canceling</span>}
      </Cell>
      <Cell class="id">
        <a href={href} tabIndex={-1}>
          {workflowId}
        </a>
      </Cell>
      <Cell class="type">
        {type?.name} <span class="quiet">{type?.version}</span>
      </Cell>
      <Cell class="tags">
        <span class="quiet">{item.tagList?.join(', ')}</span>
      </Cell>
      <Cell class="age number">{startTimestamp !== undefined && <Age at={startTimestamp} />}</Cell>
      <Cell class="length number">
        {startTimestamp !== undefined && <Duration from={startTimestamp} to={closeTimestamp} />}
      </Cell>
    </>
  );
}

/** A click on a box is not one on its row, unless Shift is held: that selects all rows up to it. */
function clickBox(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
  else event.stopPropagation();
}
