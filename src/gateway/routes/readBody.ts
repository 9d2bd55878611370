import { Problem } from '../errors/Problem.js';

/** A JSON object. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * Resolves to the JSON object in a body. Rejects with a `Problem`: 415 for another content type, which a form of any
 * page could send, 413 for a body that is too long, 400 for anything that is not a JSON object.
 */
export async function readBody(request: Request, max: number): Promise<Body> {
  const [type] = (request.headers.get('content-type') ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/json')
    throw new Problem(415, 'UnsupportedContentType', 'The Content-Type must be application/json');
  const body = parse(await readText(request, max));
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem(400, 'InvalidBody', 'The body must be a JSON object');
  return { ...body };
}

async function readText({ headers, body }: Request, max: number): Promise<string> {
  const tooLong = () => new Problem(413, 'BodyTooLong', `The body has more than ${max} bytes`);
  if (Number(headers.get('content-length')) > max) throw tooLong();
  if (body === null) return '';
  const decoder = new TextDecoder();
  let length = 0;
  let text = '';
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > max) throw tooLong();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'InvalidBody', 'The body is not valid JSON');
  }
}
