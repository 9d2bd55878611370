import { deadLetterRetention, maxReceiveCount, type PushSetup, receiveWait, retention } from './PushSetup.js';

/** Quotes a string for a shell. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Returns the domain as it reads within a JSON string. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** Returns the setup as a shell script of AWS CLI commands. */
export const awsCli = ({ domain, name }: PushSetup): string => `\
#!/bin/sh
# Notices of SWF executions for rx-swf, in the region and account of the AWS CLI. Can be run again.
set -eu

domain=${quote(inJson(domain))}
name=${name}

account=$(aws sts get-caller-identity --query Account --output text)
partition=$(aws sts get-caller-identity --query Arn --output text | cut -d: -f2)
region=\${AWS_REGION:-\${AWS_DEFAULT_REGION:-$(aws configure get region)}}

queue_arn="arn:$partition:sqs:$region:$account:$name"
dead_arn="arn:$partition:sqs:$region:$account:$name-dead"

rule_arn=$(aws events put-rule --name "$name" --query RuleArn --output text --event-pattern "$(cat <<JSON
{
  "source": ["aws.swf"],
  "detail-type": ["Simple Workflow Execution State Change"],
  "resources": ["arn:$partition:swf:$region:$account:/domain/$domain"]
}
JSON
)")

# In the attributes of a queue, a policy is a JSON string within JSON.
policy() {
  cat <<JSON
{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"events.amazonaws.com\\"},\\"Action\\":\\"sqs:SendMessage\\",\\"Resource\\":\\"$1\\",\\"Condition\\":{\\"ArnEquals\\":{\\"aws:SourceArn\\":\\"$rule_arn\\"}}}]}
JSON
}

aws sqs create-queue --queue-name "$name-dead" --query QueueUrl --output text --attributes "$(cat <<JSON
{
  "MessageRetentionPeriod": "${deadLetterRetention}",
  "Policy": "$(policy "$dead_arn")"
}
JSON
)" >/dev/null

queue_url=$(aws sqs create-queue --queue-name "$name" --query QueueUrl --output text --attributes "$(cat <<JSON
{
  "MessageRetentionPeriod": "${retention}",
  "ReceiveMessageWaitTimeSeconds": "${receiveWait}",
  "RedrivePolicy": "{\\"deadLetterTargetArn\\":\\"$dead_arn\\",\\"maxReceiveCount\\":${maxReceiveCount}}",
  "Policy": "$(policy "$queue_arn")"
}
JSON
)")

aws events put-targets --rule "$name" --targets "$(cat <<JSON
[{ "Id": "notices", "Arn": "$queue_arn", "DeadLetterConfig": { "Arn": "$dead_arn" } }]
JSON
)" >/dev/null

cat <<TEXT
The queueUrl of sqsNotices(): $queue_url

The program that watches needs this statement in the policy of its role:

{ "Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage"], "Resource": "$queue_arn" }
TEXT
`;
