import type { InProcessHandler, SdkRequest } from 'rx-swf/local';

/** The parts of a response that the benchmarks read. */
export interface Answer {
  readonly taskToken: string;
  readonly runId: string;
  readonly input?: string;
}

/** Sends a request through the transport, without the SDK, so that only the service is measured. */
export async function send(handler: InProcessHandler, request: SdkRequest): Promise<Uint8Array> {
  const { response } = await handler.handle(request);
  if (response.statusCode !== 200) {
    throw new Error(`${request.headers['x-amz-target']}: ${Buffer.from(response.body)}`);
  }
  return response.body;
}

/** Parses a response, which may be empty. */
export const parse = (body: Uint8Array): Answer => JSON.parse(Buffer.from(body).toString() || '{}');

/** Creates a request in advance, so that creating it is not measured. */
export function requestOf(operation: string, input: object): SdkRequest {
  return {
    headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
    body: JSON.stringify(input),
  };
}

/** Calls an operation and parses its response. */
export async function call(handler: InProcessHandler, operation: string, input: object): Promise<Answer> {
  const body = await send(handler, requestOf(operation, input));
  return parse(body);
}
