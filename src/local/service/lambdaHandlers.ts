import { toError } from '../api/toError.js';

/**
 * A function that stands in for an AWS Lambda function. It receives the task's input, parsed from JSON; `{}`
 * if the input is missing or empty.
 */
export type LambdaHandler = (input: unknown) => unknown;

/** Lambda functions that workflows can call, by name. */
export type LambdaHandlers = Readonly<Record<string, LambdaHandler>>;

/** Outcome of an invocation. */
export type Outcome =
  | { readonly result: string | undefined }
  | { readonly reason: string; readonly details: string | undefined };

const longestText = 32_768;

/** Fits into the longest text even if each of its characters is escaped, as `\\u0001` is. */
const longestMessage = 5_000;

/** Calls a function as Lambda does: JSON in, JSON out. Errors are returned as outcomes, not thrown. */
export async function invoke(
  functions: LambdaHandlers,
  name: string,
  input: string | undefined,
): Promise<Outcome> {
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (called === undefined) {
    return { reason: 'ResourceNotFoundException', details: `Function not found: ${name}` };
  }
  try {
    const output = await called(JSON.parse(input || '{}'));
    const result = JSON.stringify(output);
    if (result === undefined || result.length <= longestText) return { result };
    return {
      reason: 'ResultTooLong',
      details: `The result has ${result.length} characters, more than the maximum of ${longestText}`,
    };
  } catch (error) {
    return { reason: 'Unhandled', details: describe(toError(error)) };
  }
}

/**
 * Returns the JSON that Lambda produces for an error. If it is too long, the message is cut, so it stays
 * valid.
 */
function describe({ name: errorType, message: errorMessage }: Error): string {
  const details = JSON.stringify({ errorMessage, errorType });
  if (details.length <= longestText) return details;
  return JSON.stringify({
    errorMessage: errorMessage.slice(0, longestMessage),
    errorType: errorType.slice(0, 200),
  });
}
