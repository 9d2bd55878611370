import {
  ATTR_ERROR_TYPE,
  ATTR_MESSAGING_DESTINATION_NAME,
  ATTR_MESSAGING_OPERATION_NAME,
  ATTR_MESSAGING_OPERATION_TYPE,
  ATTR_MESSAGING_SYSTEM,
  METRIC_MESSAGING_CLIENT_CONSUMED_MESSAGES,
  METRIC_MESSAGING_CLIENT_OPERATION_DURATION,
  METRIC_MESSAGING_PROCESS_DURATION,
} from '@opentelemetry/semantic-conventions/incubating';
import { describe, expect, it } from 'vitest';
import { attribute, metric, system } from '../../src/opentelemetry/conventions.js';

describe('the names', () => {
  it('are those of the semantic conventions where they exist', () => {
    expect(attribute).toMatchObject({
      system: ATTR_MESSAGING_SYSTEM,
      destination: ATTR_MESSAGING_DESTINATION_NAME,
      operationName: ATTR_MESSAGING_OPERATION_NAME,
      operationType: ATTR_MESSAGING_OPERATION_TYPE,
      errorType: ATTR_ERROR_TYPE,
    });
    expect(metric).toMatchObject({
      operationDuration: METRIC_MESSAGING_CLIENT_OPERATION_DURATION,
      consumedMessages: METRIC_MESSAGING_CLIENT_CONSUMED_MESSAGES,
      processDuration: METRIC_MESSAGING_PROCESS_DURATION,
    });
  });

  it('begin with the name of the system if they are custom', () => {
    const own = [...Object.values(attribute), ...Object.values(metric)].filter(
      name => !/^(messaging|error)\./.test(name),
    );
    expect(own.filter(name => !name.startsWith(`${system}.`))).toEqual([]);
  });
});
