import { type Alarm, type AlarmMetric, wordsOf } from './Alarm.js';
import { type AlarmSetup, notes } from './AlarmSetup.js';

/** Quotes a string, whose `${` and `%{` must not begin a template. */
const quote = (text: string) => JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');

/** Aligns the equals signs of neighboring attributes, as `terraform fmt` does. */
function attributes(indent: string, pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}\n`).join('');
}

const metric = ({ id, name, dimensions }: AlarmMetric, period: number): string => `
  metric_query {
${attributes('    ', [
  ['id', quote(id)],
  ['return_data', 'false'],
])}
    metric {
${attributes('      ', [
  ['namespace', '"AWS/SWF"'],
  ['metric_name', quote(name)],
  ['stat', '"Sum"'],
  ['period', `${period}`],
])}      dimensions = {
${attributes(
  '        ',
  Object.entries(dimensions).map(([key, value]) => [key, quote(value)]),
)}      }
    }
  }
`;

const resource = (alarm: Alarm, prefix: string): string => {
  const { id, description, expression, metrics, period, periods, threshold, isMinimum } = alarm;
  return `
resource "aws_cloudwatch_metric_alarm" "swf_${wordsOf(id, '_')}" {
${attributes('  ', [
  ['alarm_name', quote(`${prefix}-${wordsOf(id, '-')}`)],
  ['alarm_description', quote(description)],
  ['comparison_operator', quote(isMinimum ? 'LessThanThreshold' : 'GreaterThanThreshold')],
  ['threshold', `${threshold}`],
  ['evaluation_periods', `${periods}`],
  ['treat_missing_data', quote(isMinimum ? 'breaching' : 'notBreaching')],
  ['alarm_actions', 'var.swf_alarm_topics'],
  ['ok_actions', 'var.swf_alarm_topics'],
])}
  metric_query {
${attributes('    ', [
  ['id', '"value"'],
  ['expression', quote(expression)],
  ...(metrics.length > 0 ? [] : [['period', `${period}`] as const]),
  ['return_data', 'true'],
])}  }
${metrics.map(one => metric(one, period)).join('')}}
`;
};

/** Returns the alarms as a Terraform configuration. */
export const terraform = (setup: AlarmSetup): string => `\
# Alarms on the SWF domain ${setup.domain.replace(/\s+/g, ' ')}. Requires the provider hashicorp/aws.
#
${notes(setup)
  .map(line => `# ${line}\n`)
  .join('')}#
# Adapt the thresholds to your load.

variable "swf_alarm_topics" {
  description = "ARNs of the SNS topics to notify"
  type        = list(string)
  default     = []
}

# Metrics that SWF writes to CloudWatch.
${setup.service.map(alarm => resource(alarm, setup.prefix)).join('')}${
  setup.workers.length === 0
    ? ''
    : `
# Metrics of telemetry() in rx-swf/opentelemetry, as a collector writes them to CloudWatch.
${setup.workers.map(alarm => resource(alarm, setup.prefix)).join('')}`
}`;
