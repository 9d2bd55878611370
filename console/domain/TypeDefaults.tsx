import { durationText } from '../frame/durations.js';

/** Names of defaults on the page, in their order. Timeouts are in seconds. */
const labels: Readonly<Record<string, string>> = {
  executionStartToCloseTimeout: 'execution',
  taskStartToCloseTimeout: 'decision task',
  scheduleToStartTimeout: 'to start',
  startToCloseTimeout: 'to close',
  scheduleToCloseTimeout: 'in all',
  heartbeatTimeout: 'heartbeat',
  childPolicy: 'children',
  taskPriority: 'priority',
  lambdaRole: 'role',
};

/** The defaults of a type in a line. */
export function TypeDefaults({ defaults }: { readonly defaults: Readonly<Record<string, unknown>> }) {
  const known = Object.keys(labels).filter(name => defaults[name] !== undefined);
  return (
    <span class="defaults">
      {known.map(name => (
        <span key={name}>
          <span class="quiet">{labels[name]}</span> {textOf(name, defaults[name])}
        </span>
      ))}
    </span>
  );
}

function textOf(name: string, value: unknown): string {
  if (value === 'NONE') return 'none';
  return name.endsWith('Timeout') && typeof value === 'number' ? durationText(value * 1_000) : `${value}`;
}
