import type { InProcessHandler, SdkRequest } from 'rx-swf/local';

/** What the measuring reads of an answer. */
export interface Answer {
  readonly taskToken: string;
  readonly runId: string;
  readonly input?: string;
}

/** Sends a request through the transport, without the SDK: what is measured is the service. */
export async function send(handler: InProcessHandler, request: SdkRequest): Promise<Uint8Array> {
  const { response } = await handler.handle(request);
  if (response.statusCode !== 200) {
    throw new Error(`${request.headers['x-amz-target']}: ${Buffer.from(response.body)}`);
  }
  return response.body;
}

/** An answer, be it an empty one. */
export const parse = (body: Uint8Array): Answer => JSON.parse(Buffer.from(body).toString() || '{}');

/** A request that is ready to be sent, so that making it is not measured. */
export function requestOf(operation: string, input: object): SdkRequest {
  return {
    headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
    body: JSON.stringify(input),
  };
}

/** Calls an operation and reads its answer. */
export async function call(handler: InProcessHandler, operation: string, input: object): Promise<Answer> {
  const body = await send(handler, requestOf(operation, input));
  return parse(body);
}
