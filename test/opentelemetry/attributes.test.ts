import { describe, expect, it } from 'vitest';
import { answerAttributes, errorType } from '../../src/opentelemetry/attributes.js';

describe('the type of an error', () => {
  it.each([
    ['the code that the system gave it', { kind: 'Error', cause: { code: 'ECONNRESET' } }, 'ECONNRESET'],
    ['what SWF calls it', { name: 'ThrottledError', kind: 'ThrottlingException' }, 'ThrottlingException'],
    ['its name, when it is none of ours', new RangeError('far'), 'RangeError'],
    ['_OTHER, when it is no error at all', 'boom', '_OTHER'],
  ])('is %s', (_, error, type) => {
    expect(errorType(error)).toBe(type);
  });
});

describe('an answer', () => {
  it.each(['completed', 'canceled'] as const)('%s is not an error', answer => {
    expect(answerAttributes(answer)).toEqual({ 'aws.swf.task.answer': answer });
  });

  it.each(['failed', 'gone', 'abandoned'] as const)('%s is an error', answer => {
    expect(answerAttributes(answer)).toEqual({ 'aws.swf.task.answer': answer, 'error.type': answer });
  });
});
