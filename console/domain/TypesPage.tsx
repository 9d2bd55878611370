import { useMemo } from 'preact/hooks';
import type { DriftDifference, TypeList, TypeRecord } from 'rx-swf/remote';
import { Empty } from '../frame/Empty.js';
import { Fault } from '../frame/Fault.js';
import { Heading } from '../frame/Heading.js';
import { Loading } from '../frame/Loading.js';
import { Age } from '../frame/Time.js';
import { hrefOf } from '../frame/useRoute.js';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';
import { Drift } from './Drift.js';
import { TypeDefaults } from './TypeDefaults.js';

/** The workflow and activity types of the domain: those that are in use or, with `deprecated` in the address, all. */
export function TypesPage({ query }: { readonly query: URLSearchParams }) {
  const showsAll = query.has('deprecated');
  const types$ = useMemo(
    () => gateway.types({ status: showsAll ? 'ANY' : 'REGISTERED', defaults: true }),
    [showsAll],
  );
  const { value: list, error } = useObservable(types$);
  return (
    <>
      <Heading title="Types">
        <a href={showsAll ? hrefOf(['types']) : '#/types?deprecated=true'}>
          {showsAll ? 'Hide deprecated types' : 'Show deprecated types'}
        </a>
      </Heading>
      {error !== undefined && <Fault error={error} title="The types cannot be listed." />}
      {list === undefined && error === undefined && <Loading />}
      {list !== undefined && <Lists list={list} />}
    </>
  );
}

function Lists({ list: { types, drift } }: { readonly list: TypeList }) {
  const of = (kind: TypeRecord['kind']) => types.filter(type => type.kind === kind);
  return (
    <>
      {drift && <Drift drift={drift} />}
      <Table title="Workflow types" types={of('workflow')} differences={drift?.differences} />
      <Table title="Activity types" types={of('activity')} differences={drift?.differences} />
    </>
  );
}

function Table({
  title,
  types,
  differences,
}: {
  readonly title: string;
  readonly types: readonly TypeRecord[];
  readonly differences: readonly DriftDifference[] | undefined;
}) {
  return (
    <section class="part">
      <h2>{title}</h2>
      {types.length === 0 ? (
        <Empty title="None are registered." />
      ) : (
        <table class="table types">
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col">Status</th>
              <th scope="col" class="wide">
                Task list
              </th>
              <th scope="col" class="wide">
                Timeouts and policies
              </th>
              <th scope="col" class="number wide">
                Registered
              </th>
            </tr>
          </thead>
          <tbody>
            {types.map(type => (
              <Row key={`${type.name}@${type.version}`} type={type} differences={differences} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({
  type: { kind, name, version, status, description, creationDate, defaults = {} },
  differences = [],
}: {
  readonly type: TypeRecord;
  readonly differences: readonly DriftDifference[] | undefined;
}) {
  const difference = differences.find(({ what }) => what.includes(`${name}@${version}`));
  const { taskList, ...others } = defaults;
  const label = (
    <>
      {name} <span class="quiet">{version}</span>
    </>
  );
  return (
    <tr>
      <th scope="row">
        {kind === 'workflow' ? (
          <a href={hrefOf(['executions'], new URLSearchParams({ type: `${name}@${version}` }))}>{label}</a>
        ) : (
          label
        )}
        {description !== undefined && <div class="quiet description">{description}</div>}
      </th>
      <td>
        {status === 'REGISTERED' ? 'registered' : <span class="quiet">⊘ deprecated</span>}
        {difference !== undefined && <div class="differs">≠ {difference.kind}</div>}
      </td>
      <td class="wide">{typeof taskList === 'string' && taskList}</td>
      <td class="wide">
        <TypeDefaults defaults={others} />
      </td>
      <td class="number wide">{creationDate !== undefined && <Age at={creationDate} />}</td>
    </tr>
  );
}
