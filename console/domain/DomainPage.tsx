import { useMemo } from 'preact/hooks';
import type { Capabilities, DomainRecord } from 'rx-swf/remote';
import { Fact } from '../frame/Fact.js';
import { Fault } from '../frame/Fault.js';
import { Heading } from '../frame/Heading.js';
import { Loading } from '../frame/Loading.js';
import { useCapabilities } from '../streams/capabilities.js';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';

/** Facts about the domain and the gateway. */
export function DomainPage() {
  const domain$ = useMemo(() => gateway.domain(), []);
  const { value: domain, error } = useObservable(domain$);
  const capabilities = useCapabilities();
  return (
    <>
      <Heading title="Domain" />
      {error !== undefined && <Fault error={error} title="The domain cannot be read." />}
      {domain === undefined && error === undefined && <Loading />}
      <dl class="facts">
        {domain && <DomainFacts domain={domain} />}
        {capabilities && <GatewayFacts capabilities={capabilities} />}
      </dl>
    </>
  );
}

function DomainFacts({
  domain: { name, status, description, retentionPeriod, arn },
}: {
  readonly domain: DomainRecord;
}) {
  return (
    <>
      <Fact name="Name">{name}</Fact>
      {description !== undefined && <Fact name="Description">{description}</Fact>}
      <Fact name="Status">{status.toLowerCase()}</Fact>
      {retentionPeriod !== undefined && (
        <Fact name="Retention">
          {retentionPeriod === 'NONE'
            ? 'closed executions are not kept'
            : `closed executions are kept for ${retentionPeriod} day${retentionPeriod === 1 ? '' : 's'}`}
        </Fact>
      )}
      {arn !== undefined && (
        <Fact name="ARN">
          <code>{arn}</code>
        </Fact>
      )}
    </>
  );
}

const endpoints: Readonly<Record<Capabilities['endpoint'], string>> = {
  amazon: 'Amazon SWF',
  embedded: 'the embedded SWF of this process',
  other: 'another endpoint',
};

function GatewayFacts({
  capabilities: { version, region, endpoint, actions, workflows },
}: {
  readonly capabilities: Capabilities;
}) {
  const mutating = actions.filter(name => !name.startsWith('read'));
  return (
    <>
      <Fact name="Service">
        {endpoints[endpoint]}
        {region !== undefined && `, ${region}`}
      </Fact>
      <Fact name="Actions">
        {mutating.length > 0 ? mutating.join(', ') : 'off; rx-swf console --allow-actions turns them on'}
      </Fact>
      <Fact name="Workflow code">
        {workflows.length > 0
          ? workflows.map(({ name, version }) => `${name}@${version}`).join(', ')
          : 'none; rx-swf console --workflows MODULE gives time travel'}
      </Fact>
      <Fact name="rx-swf">{version}</Fact>
    </>
  );
}
