import { SwfError } from '../../requests/index.js';

const remedies = {
  activity: 'Give it to `activities`, real (definition.with(…)) or mocked (mock(definition, …))',
  workflow: 'Give it to `workflows`, real or mocked (mock(definition, …))',
  lambda: 'Give it to `lambda`, by its name',
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
    super(
      `The test has no ${kind} '${type}', which the workflow asks for; it has ${has}. ${remedies[kind]}`,
      {
        kind: 'NotMocked',
        resource: type,
      },
    );
  }
}
