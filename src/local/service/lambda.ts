import { toError } from '../api/toError.js';

/** A function that stands in for AWS Lambda. It gets the task's input as JSON, `{}` if there was none or an empty one. */
export type LambdaFunction = (input: unknown) => unknown;

/** The functions that workflows can call, by name. */
export type LambdaFunctions = Readonly<Record<string, LambdaFunction>>;

/** How an invocation ended. */
export type Outcome =
  | { readonly result: string | undefined }
  | { readonly reason: string; readonly details: string | undefined };

const longestText = 32_768;

/** With each of its characters escaped, as `\\u0001` is, that is less than the longest text. */
const longestMessage = 5_000;

/** Calls a function as Lambda does: JSON in, JSON out, and an error is an answer too. */
export async function invoke(
  functions: LambdaFunctions,
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
      details: `The result has ${result.length} characters, of ${longestText}`,
    };
  } catch (error) {
    return { reason: 'Unhandled', details: describe(toError(error)) };
  }
}

/** The JSON that Lambda makes of an error. It is the message that is cut, if it has to be: half a JSON is none. */
function describe({ name: errorType, message: errorMessage }: Error): string {
  const details = JSON.stringify({ errorMessage, errorType });
  if (details.length <= longestText) return details;
  return JSON.stringify({
    errorMessage: errorMessage.slice(0, longestMessage),
    errorType: errorType.slice(0, 200),
  });
}
