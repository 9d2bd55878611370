import { deadLetterRetention, maxReceiveCount, type PushSetup, receiveWait, retention } from './PushSetup.js';

/** Quotes a string, whose `${` and `%{` must not begin a template. */
const quote = (text: string) => JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');

/** Returns the setup as a Terraform configuration. */
export const terraform = ({ domain, name }: PushSetup): string => `\
# Notices of SWF executions for rx-swf. Requires the provider hashicorp/aws.

variable "swf_domain" {
  type    = string
  default = ${quote(domain)}
}

variable "swf_notices_name" {
  type    = string
  default = ${quote(name)}
}

locals {
  # arn, partition, service, region, account, name
  swf_notices_arn = split(":", aws_sqs_queue.swf_notices.arn)
}

resource "aws_sqs_queue" "swf_notices_dead" {
  name                      = "\${var.swf_notices_name}-dead"
  message_retention_seconds = ${deadLetterRetention}
}

resource "aws_sqs_queue" "swf_notices" {
  name                      = var.swf_notices_name
  message_retention_seconds = ${retention}
  receive_wait_time_seconds = ${receiveWait}
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.swf_notices_dead.arn
    maxReceiveCount     = ${maxReceiveCount}
  })
}

resource "aws_cloudwatch_event_rule" "swf_notices" {
  name = var.swf_notices_name
  event_pattern = jsonencode({
    source      = ["aws.swf"]
    detail-type = ["Simple Workflow Execution State Change"]
    resources = [
      "arn:\${local.swf_notices_arn[1]}:swf:\${local.swf_notices_arn[3]}:\${local.swf_notices_arn[4]}:/domain/\${var.swf_domain}"
    ]
  })
}

resource "aws_cloudwatch_event_target" "swf_notices" {
  rule = aws_cloudwatch_event_rule.swf_notices.name
  arn  = aws_sqs_queue.swf_notices.arn
  dead_letter_config {
    arn = aws_sqs_queue.swf_notices_dead.arn
  }
}

data "aws_iam_policy_document" "deliver_swf_notices" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.swf_notices.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "swf_notices" {
  for_each = {
    notices = aws_sqs_queue.swf_notices.url
    dead    = aws_sqs_queue.swf_notices_dead.url
  }
  queue_url = each.value
  policy    = data.aws_iam_policy_document.deliver_swf_notices.json
}

# Attach it to the role of the program that watches.
resource "aws_iam_policy" "read_swf_notices" {
  name = "\${var.swf_notices_name}-read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
      Resource = aws_sqs_queue.swf_notices.arn
    }]
  })
}

output "swf_notices_queue_url" {
  description = "The queueUrl of sqsNotices()"
  value       = aws_sqs_queue.swf_notices.url
}

output "swf_notices_read_policy" {
  description = "ARN of the policy for the program that watches"
  value       = aws_iam_policy.read_swf_notices.arn
}
`;
