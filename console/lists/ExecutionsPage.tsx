import { useMemo, useState } from 'preact/hooks';
import type { ExecutionRecord } from 'rx-swf/remote';
import { Empty } from '../frame/Empty.js';
import { Fault } from '../frame/Fault.js';
import { Heading } from '../frame/Heading.js';
import { Loading } from '../frame/Loading.js';
import { VirtualRows } from '../frame/rows/VirtualRows.js';
import { phone, useMedia } from '../frame/useMedia.js';
import { hrefOf, navigate } from '../frame/useRoute.js';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';
import { ExecutionCells, executionColumns } from './ExecutionCells.js';

const keyOf = ({ workflowId, runId = '' }: ExecutionRecord) => `${workflowId} ${runId}`;

const placeOf = ({ workflowId, runId }: ExecutionRecord) =>
  hrefOf(['executions', workflowId, ...(runId === undefined ? [] : [runId])]);

/** The executions of the domain, live. */
export function ExecutionsPage(_: { readonly query: URLSearchParams }) {
  const items$ = useMemo(() => gateway.executions().items$, []);
  const { value: items, error } = useObservable(items$);
  const isPhone = useMedia(phone);
  const [active, setActive] = useState<string>();
  return (
    <div class="fill">
      <Heading title="Executions" />
      {error !== undefined ? (
        <Fault error={error} title="The executions can not be listed." />
      ) : items === undefined ? (
        <Loading />
      ) : (
        <VirtualRows
          label="Executions"
          class="executions"
          items={items}
          keyOf={keyOf}
          rowHeight={isPhone ? 56 : 32}
          header={executionColumns}
          active={active}
          onActive={item => setActive(keyOf(item))}
          footer={items.length === 0 && <Empty title="There are no executions in this domain." />}
          onOpen={item => navigate(placeOf(item))}
        >
          {item => <ExecutionCells item={item} href={placeOf(item)} />}
        </VirtualRows>
      )}
    </div>
  );
}
