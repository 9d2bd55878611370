import { deadLetterRetention, maxReceiveCount, type PushSetup, receiveWait, retention } from './PushSetup.js';

/** Returns the setup as a CloudFormation template. A JSON string is a YAML string as well. */
export const cloudformation = ({ domain, name }: PushSetup): string => `\
# Notices of SWF executions for rx-swf. Deploy with:
#
#   rx-swf eventbridge ... > notices.yaml
#   aws cloudformation deploy --template-file notices.yaml --stack-name ${name} --capabilities CAPABILITY_IAM
AWSTemplateFormatVersion: "2010-09-09"
Description: Notices of SWF executions for rx-swf

Parameters:
  Domain:
    Type: String
    Default: ${JSON.stringify(domain)}
  Name:
    Type: String
    Default: ${name}

Resources:
  DeadLetters:
    Type: AWS::SQS::Queue
    UpdateReplacePolicy: Delete
    DeletionPolicy: Delete
    Properties:
      QueueName: !Sub "\${Name}-dead"
      MessageRetentionPeriod: ${deadLetterRetention}

  Notices:
    Type: AWS::SQS::Queue
    UpdateReplacePolicy: Delete
    DeletionPolicy: Delete
    Properties:
      QueueName: !Ref Name
      MessageRetentionPeriod: ${retention}
      ReceiveMessageWaitTimeSeconds: ${receiveWait}
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLetters.Arn
        maxReceiveCount: ${maxReceiveCount}

  Rule:
    Type: AWS::Events::Rule
    Properties:
      Name: !Ref Name
      EventPattern:
        source: ["aws.swf"]
        detail-type: ["Simple Workflow Execution State Change"]
        resources:
          - !Sub "arn:\${AWS::Partition}:swf:\${AWS::Region}:\${AWS::AccountId}:/domain/\${Domain}"
      Targets:
        - Id: notices
          Arn: !GetAtt Notices.Arn
          DeadLetterConfig:
            Arn: !GetAtt DeadLetters.Arn

  DeliverNotices:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Notices, !Ref DeadLetters]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: events.amazonaws.com }
            Action: sqs:SendMessage
            Resource: [!GetAtt Notices.Arn, !GetAtt DeadLetters.Arn]
            Condition:
              ArnEquals: { "aws:SourceArn": !GetAtt Rule.Arn }

  # Attach it to the role of the program that watches.
  ReadNotices:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: [sqs:ReceiveMessage, sqs:DeleteMessage]
            Resource: !GetAtt Notices.Arn

Outputs:
  QueueUrl:
    Description: The queueUrl of sqsNotices()
    Value: !Ref Notices
  ReadPolicy:
    Description: ARN of the policy for the program that watches
    Value: !Ref ReadNotices
`;
