import { type Alarm, type AlarmMetric, wordsOf } from './Alarm.js';
import { type AlarmSetup, notes } from './AlarmSetup.js';

/** Quotes a string. A JSON string is a YAML string as well. */
const quote = (value: string) => JSON.stringify(value);

const metric = ({ id, name, dimensions }: AlarmMetric, period: number): string => `
        - Id: ${id}
          ReturnData: false
          MetricStat:
            Stat: Sum
            Period: ${period}
            Metric:
              Namespace: AWS/SWF
              MetricName: ${name}
              Dimensions:${Object.entries(dimensions)
                .map(([key, value]) => `\n                - { Name: ${key}, Value: ${quote(value)} }`)
                .join('')}`;

const resource = (alarm: Alarm, prefix: string): string => {
  const { id, description, expression, metrics, period, periods, threshold, isMinimum } = alarm;
  return `
  ${id}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: ${quote(`${prefix}-${wordsOf(id, '-')}`)}
      AlarmDescription: ${quote(description)}
      ComparisonOperator: ${isMinimum ? 'LessThanThreshold' : 'GreaterThanThreshold'}
      Threshold: ${threshold}
      EvaluationPeriods: ${periods}
      TreatMissingData: ${isMinimum ? 'breaching' : 'notBreaching'}
      AlarmActions: !If [HasTopic, [!Ref Topic], !Ref AWS::NoValue]
      OKActions: !If [HasTopic, [!Ref Topic], !Ref AWS::NoValue]
      Metrics:
        - Id: value
          Expression: ${quote(expression)}${metrics.length > 0 ? '' : `\n          Period: ${period}`}
          ReturnData: true${metrics.map(one => metric(one, period)).join('')}
`;
};

/** Returns the alarms as a CloudFormation template. */
export const cloudformation = (setup: AlarmSetup): string => `\
# Alarms on an SWF domain. Deploy with:
#
#   rx-swf alarms ... > alarms.yaml
#   aws cloudformation deploy --template-file alarms.yaml --stack-name ${setup.prefix}-alarms
#
${notes(setup)
  .map(line => `# ${line}\n`)
  .join('')}#
# Adapt the thresholds to your load.
AWSTemplateFormatVersion: "2010-09-09"
Description: ${quote(`Alarms on the SWF domain ${setup.domain}`)}

Parameters:
  Topic:
    Type: String
    Default: ""
    Description: ARN of the SNS topic to notify, if any

Conditions:
  HasTopic: !Not [!Equals [!Ref Topic, ""]]

Resources:
  # Metrics that SWF writes to CloudWatch.
${setup.service.map(alarm => resource(alarm, setup.prefix)).join('')}${
  setup.workers.length === 0
    ? ''
    : `
  # Metrics of telemetry() in rx-swf/opentelemetry, as a collector writes them to CloudWatch.
${setup.workers.map(alarm => resource(alarm, setup.prefix)).join('')}`
}`;
