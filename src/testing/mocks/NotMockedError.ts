import { SwfError } from '../../requests/index.js';

const remedies = {
  activity: 'Add it to `activities`, real (definition.with(…)) or mocked (mock(definition, …))',
  workflow: 'Add it to `workflows`, real or mocked (mock(definition, …))',
  lambda: 'Add it to `lambda`, by its name',
};

/**
 * Thrown if a workflow calls an activity, a child workflow or a Lambda function that its test does not
 * provide.
 */
export class NotMockedError extends SwfError {
  override readonly name: string = 'NotMockedError';

  /**
   * @param type - `Resize@1`
   * @param known - those of its kind that the test provides
   */
  constructor(kind: keyof typeof remedies, type: string, known: readonly string[]) {
    const has = known.length === 0 ? 'none' : `only ${known.join(', ')}`;
    super(`The test has no ${kind} '${type}', which the workflow uses; it has ${has}. ${remedies[kind]}`, {
      kind: 'NotMocked',
      resource: type,
    });
  }
}
