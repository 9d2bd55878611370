import { createHash } from 'node:crypto';
import { settings } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { type AlarmOptions, alarmSetup } from '../../../src/cli/alarms/AlarmSetup.js';
import { cloudformation } from '../../../src/cli/alarms/cloudformation.js';
import type { AlarmsOptions } from '../../../src/cli/alarms/command.js';
import { dimensionValue } from '../../../src/cli/alarms/dimensionValue.js';
import { printAlarms } from '../../../src/cli/alarms/printAlarms.js';
import { terraform } from '../../../src/cli/alarms/terraform.js';
import { readPages } from '../../docs/blocks.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { parseYaml } from './parseYaml.js';

const options: AlarmOptions = { domain: 'media', taskLists: ['films', 'images'], namespace: 'Acme/Workers' };
/** Names that mean something to each of the formats. */
const strange = { domain: `it's "a" \${x} %{b} \\`, taskLists: [`l'"\${x}`] };

interface Properties {
  readonly AlarmName: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
  readonly Metrics: readonly Readonly<Record<string, unknown>>[];
}

interface Template {
  readonly Parameters: object;
  readonly Conditions: object;
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;
}

const templateOf = (given: AlarmOptions) =>
  parseYaml(cloudformation(alarmSetup(given))) as unknown as Template;

const expressionOf = ({ Metrics }: Properties) =>
  `${Metrics.find(({ ReturnData }) => ReturnData === true)?.['Expression']}`;

describe('the alarms', () => {
  it('are on metrics that the docs name, of SWF or of telemetry()', () => {
    const known = readPages()
      .map(({ text }) => text)
      .join('\n');
    const { service, workers } = alarmSetup(options);
    for (const { expression, metrics } of [...service, ...workers]) {
      const [, metric = metrics[0]?.name] = /(?:SUM|MAX|COUNT)\("?([\w.]+)"?\)/.exec(expression) ?? [];
      expect(known).toContain(`\`${metric}\``);
    }
  });

  it('cover the rows of the table in the docs for which there is a metric', () => {
    const { service, workers } = alarmSetup(options);
    expect(service.map(({ id }) => id)).toEqual([
      'Backlog',
      'ActivitiesWait',
      'DecisionsWait',
      'ActivityHeartbeatTimeouts',
      'ActivityCloseTimeouts',
      'DecisionTimeouts',
      'ActivitiesFail',
      'WorkflowsFail',
      'WorkflowsTimeOut',
      'Throttled',
      'BacklogGrows1',
      'BacklogGrows2',
    ]);
    expect(workers.map(({ id }) => id)).toEqual(['NoPolls', 'FailedDecisions', 'GoneTasks', 'Retries']);
  });

  it('name a domain as SWF writes it to CloudWatch, which takes ASCII only', () => {
    expect(dimensionValue('media')).toBe('media');
    const checksum = createHash('sha256').update('test àpple').digest('hex').slice(0, 16);
    expect(dimensionValue('test àpple')).toBe(`test ?pple_${checksum}`);
    expect(checksum).toBe('82cc5b8e3a771d12');
  });
});

describe('the CloudFormation template', () => {
  it('has an alarm each, with a name, a threshold and a query on the domain', () => {
    const { Resources } = templateOf(options);
    expect(Object.keys(Resources)).toHaveLength(16);
    for (const [id, { Type, Properties }] of Object.entries(Resources)) {
      expect(id).toMatch(/^[A-Za-z0-9]+$/);
      expect(Type).toBe('AWS::CloudWatch::Alarm');
      expect(Properties.AlarmName).toMatch(/^swf-media-[a-z0-9-]+$/);
      expect(Properties).toMatchObject({
        AlarmDescription: expect.any(String),
        Threshold: expect.any(Number),
        EvaluationPeriods: expect.any(Number),
        ComparisonOperator: expect.stringMatching(/^(Greater|Less)ThanThreshold$/),
        AlarmActions: '!If [HasTopic, [!Ref Topic], !Ref AWS::NoValue]',
      });
      // Exactly one metric is the one that the alarm compares.
      expect(Properties.Metrics.filter(({ ReturnData }) => ReturnData === true)).toHaveLength(1);
    }
    expect(Resources['WorkflowsFail']?.Properties).toMatchObject({
      Threshold: 0,
      TreatMissingData: 'notBreaching',
    });
    expect(Resources['NoPolls']?.Properties.TreatMissingData).toBe('breaching');
  });

  it('watches whether the backlog of a task list grows', () => {
    const [value, pending] = templateOf(options).Resources['BacklogGrows2']?.Properties.Metrics ?? [];
    expect(value).toEqual({ Id: 'value', Expression: 'DIFF(pending)', ReturnData: true });
    expect(pending).toEqual({
      Id: 'pending',
      ReturnData: false,
      MetricStat: {
        Stat: 'Sum',
        Period: 300,
        Metric: {
          Namespace: 'AWS/SWF',
          MetricName: 'PendingTasks',
          Dimensions: ['{ Name: Domain, Value: "media" }', '{ Name: TaskListName, Value: "images" }'],
        },
      },
    });
  });

  it('has the alarms on metrics of workers only with their namespace, and else says where they are', () => {
    const { namespace: _, ...service } = options;
    expect(Object.keys(templateOf(service).Resources)).not.toContain('NoPolls');
    expect(cloudformation(alarmSetup(service))).toContain('pass --metrics-namespace');
    const { Resources } = templateOf(options);
    const gone = Resources['GoneTasks'];
    expect(gone && expressionOf(gone.Properties)).toBe(
      `SELECT COUNT("messaging.process.duration") FROM "Acme/Workers" WHERE "aws.swf.domain" = 'media' AND "aws.swf.task.answer" = 'gone'`,
    );
  });

  it('quotes names', () => {
    const backlog = templateOf(strange).Resources['Backlog'];
    expect(backlog && expressionOf(backlog.Properties)).toBe(
      `SELECT SUM(PendingTasks) FROM "AWS/SWF" WHERE Domain = 'it''s "a" \${x} %{b} \\'`,
    );
    expect(cloudformation(alarmSetup(strange))).not.toMatch(/[ \t]$/m);
  });
});

describe('the Terraform configuration', () => {
  it('has the same alarms', () => {
    const setup = alarmSetup(options);
    const text = terraform(setup);
    for (const { expression, threshold } of [...setup.service, ...setup.workers]) {
      expect(text).toContain(`expression  = ${JSON.stringify(expression)}`);
      expect(text).toContain(`= ${threshold}\n`);
    }
    expect(text.match(/^resource "aws_cloudwatch_metric_alarm" "swf_\w+" \{$/gm)).toHaveLength(16);
    expect(text.match(/[{[]/g)?.length).toBe(text.match(/[}\]]/g)?.length);
    expect(text).not.toMatch(/[ \t]$/m);
  });

  it('quotes names, which are not templates', () => {
    const text = terraform(alarmSetup(strange));
    expect(text).toContain(`WHERE Domain = 'it''s \\"a\\" $\${x} %%{b} \\\\'"`);
    expect(text).toContain(`TaskListName = "l'\\"$\${x}"`);
  });
});

describe('printAlarms', () => {
  afterEach(() => settings.clear());

  async function printed(domain: string | undefined, given: AlarmsOptions) {
    const terminal = new CapturedTerminal();
    const action = printAlarms(terminal.context({ ...(domain !== undefined && { domain }) }), given);
    await lastValueFrom(action, { defaultValue: undefined });
    return terminal.out;
  }

  it('prints a template, of the domain that is given or set', async () => {
    settings.set({ domain: 'press' });
    const { namespace: _, ...given } = options;
    expect(await printed('media', { as: 'cloudformation', taskList: ['films', 'images'] })).toBe(
      cloudformation(alarmSetup(given)),
    );
    expect(await printed(undefined, { as: 'terraform' })).toBe(
      terraform(alarmSetup({ domain: 'press', taskLists: [] })),
    );
  });

  it('refuses a domain or a task list that SWF refuses', async () => {
    await expect(printed('a:b', { as: 'terraform' })).rejects.toThrow('name must be free of ":"');
    await expect(printed('a', { as: 'terraform', taskList: ['a:b'] })).rejects.toThrow(
      'A task list must be free of ":"',
    );
  });
});
