import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsCli } from '../../src/cli/eventbridge/awsCli.js';
import { cloudformation } from '../../src/cli/eventbridge/cloudformation.js';
import { nameFor } from '../../src/cli/eventbridge/PushSetup.js';
import { terraform } from '../../src/cli/eventbridge/terraform.js';
import { rxSwf } from '../harness/cli/rxSwf.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const run = (...argv: string[]) => rxSwf(['eventbridge', ...argv]);

const media = { domain: 'media', name: 'swf-notices-media' };
/** A domain whose name means something to each of the formats. */
const strange = { domain: `it's "a" \${x} $(exit 3) %{b} \\`, name: 'strange' };

/** Runs a shell script with an `aws` that records its arguments, and returns these and the output. */
function runScript(script: string) {
  const folder = temporaryFolder();
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  writeFileSync(
    join(folder, 'aws'),
    `#!/bin/sh
    for argument in "$@"; do printf '%s\\0' "$argument"; done >> '${calls}'
    printf '\\1' >> '${calls}'
    case "$*" in
      *"query Account"*) echo 444455556666 ;;
      *"query Arn"*) echo arn:aws-cn:iam::444455556666:user/a ;;
      *put-rule*) echo arn:rule ;;
      *create-queue*) echo "https://sqs/$4" ;;
    esac
    `,
    { mode: 0o755 },
  );
  const env = { ...process.env, AWS_REGION: 'cn-north-1', PATH: `${folder}:${process.env['PATH']}` };
  const out = execFileSync('sh', { input: script, env, encoding: 'utf8' });
  const all = readFileSync(calls, 'utf8').split('\u0001').slice(0, -1);
  return { out, calls: all.map(call => call.split('\0').slice(0, -1)) };
}

/** Returns the JSON after an argument of the call of an operation. */
function json(calls: readonly string[][], operation: string, argument: string) {
  return calls
    .filter(call => call[1] === operation)
    .map(call => JSON.parse(call[call.indexOf(argument) + 1] ?? ''));
}

describe('rx-swf eventbridge', () => {
  it('prints a CloudFormation template by default', async () => {
    const { code, out, error } = await run('--domain', 'media');
    expect([code, error, out]).toEqual([0, '', cloudformation(media)]);
  });

  it('takes a format and a name', async () => {
    const { out } = await run('--domain', 'media', '--as', 'terraform', '--name', 'media_2');
    expect(out).toBe(terraform({ domain: 'media', name: 'media_2' }));
  });

  it.each([
    ['no domain', 'No domain is set. Pass --domain', []],
    ['a domain that SWF refuses', 'The domain must be free of ":"', ['--domain', 'a:b']],
    [
      'an unknown format',
      'Allowed choices are cloudformation, terraform, cli',
      ['--domain', 'a', '--as', 'cdk'],
    ],
    ['a name that AWS refuses', 'Expected 1 to 58 letters', ['--domain', 'a', '--name', 'a b']],
  ])('refuses %s', async (_, message, argv) => {
    const { code, out, error } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });

  it('names the rule and the queue by the domain, in characters that AWS allows', () => {
    expect(nameFor('media')).toBe('swf-notices-media');
    expect(nameFor('Büro & Co')).toBe('swf-notices-B-ro-Co');
    expect(nameFor('a'.repeat(256))).toHaveLength(58);
  });
});

describe('the CloudFormation template', () => {
  it('has a rule for one domain, a queue, a dead-letter queue and the policies of both sides', () => {
    const template = cloudformation(media);
    for (const type of ['SQS::Queue', 'Events::Rule', 'SQS::QueuePolicy', 'IAM::ManagedPolicy'])
      expect(template).toContain(`Type: AWS::${type}\n`);
    expect(template).toContain('Default: "media"');
    expect(template).toContain('detail-type: ["Simple Workflow Execution State Change"]');
    expect(template).toContain(`domain/\${Domain}`);
    expect(template).toContain('"aws:SourceArn": !GetAtt Rule.Arn');
    expect(template).toContain('Action: [sqs:ReceiveMessage, sqs:DeleteMessage]');
    expect(template).not.toMatch(/[ \t]$/m);
  });

  it('quotes the domain', () => {
    expect(cloudformation(strange)).toContain(`    Default: ${JSON.stringify(strange.domain)}\n`);
  });
});

describe('the Terraform configuration', () => {
  it('has a rule for one domain, a queue, a dead-letter queue and the policies of both sides', () => {
    const configuration = terraform(media);
    for (const type of ['sqs_queue', 'cloudwatch_event_rule', 'cloudwatch_event_target', 'iam_policy'])
      expect(configuration).toContain(`resource "aws_${type}" "`);
    expect(configuration).toContain('default = "media"');
    expect(configuration).toContain(`:/domain/\${var.swf_domain}"`);
    expect(configuration).not.toMatch(/[ \t]$/m);
  });

  it('quotes the domain, which is not a template', () => {
    expect(terraform(strange)).toContain(`  default = "it's \\"a\\" $\${x} $(exit 3) %%{b} \\\\"\n`);
  });
});

describe('the script for the AWS CLI', () => {
  it('creates a rule for the domain, the queues with their policies, and the target', () => {
    const { calls, out } = runScript(awsCli(media));
    const queue = 'arn:aws-cn:sqs:cn-north-1:444455556666:swf-notices-media';
    expect(calls.map(([, operation]) => operation)).toEqual([
      'get-caller-identity',
      'get-caller-identity',
      'put-rule',
      'create-queue',
      'create-queue',
      'put-targets',
    ]);
    expect(json(calls, 'put-rule', '--event-pattern')).toEqual([
      {
        source: ['aws.swf'],
        'detail-type': ['Simple Workflow Execution State Change'],
        resources: ['arn:aws-cn:swf:cn-north-1:444455556666:/domain/media'],
      },
    ]);
    const [dead, notices] = json(calls, 'create-queue', '--attributes');
    const statement = (Resource: string) => ({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource,
      Condition: { ArnEquals: { 'aws:SourceArn': 'arn:rule' } },
    });
    expect(JSON.parse(dead.Policy).Statement).toEqual([statement(`${queue}-dead`)]);
    expect(JSON.parse(notices.Policy).Statement).toEqual([statement(queue)]);
    expect(JSON.parse(notices.RedrivePolicy)).toEqual({
      deadLetterTargetArn: `${queue}-dead`,
      maxReceiveCount: 5,
    });
    expect(json(calls, 'put-targets', '--targets')).toEqual([
      [{ Id: 'notices', Arn: queue, DeadLetterConfig: { Arn: `${queue}-dead` } }],
    ]);
    expect(out).toContain('The queueUrl of sqsNotices(): https://sqs/swf-notices-media\n');
    expect(out).toContain(`"Resource": "${queue}" }`);
  });

  it('quotes the domain, which is neither a command nor part of the JSON', () => {
    const [pattern] = json(runScript(awsCli(strange)).calls, 'put-rule', '--event-pattern');
    expect(pattern.resources).toEqual([`arn:aws-cn:swf:cn-north-1:444455556666:/domain/${strange.domain}`]);
  });
});
