import type { LocalSwf } from 'rx-swf/local';

/** Calls an operation of an embedded service without an SDK, and returns the status and the parsed body. */
export async function callRaw(
  { requestHandler }: Pick<LocalSwf, 'requestHandler'>,
  operation: string,
  input: unknown,
) {
  const { response } = await requestHandler.handle({
    headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
  const text = Buffer.from(response.body).toString();
  return { status: response.statusCode, body: text === '' ? undefined : JSON.parse(text) };
}
