import { isLoopbackOrigin } from '../../local/fronts/origins.js';
import type { ServeOptions } from './serve.js';

interface Served extends Pick<ServeOptions, 'region' | 'time'> {
  readonly url: string;
  readonly throttle: boolean;
  readonly data: string | undefined;
  /** URL that the notices are posted to. */
  readonly notices: string | undefined;
  /** True if no credentials are required. */
  readonly isOpen: boolean;
}

/** Placeholders for the user's own credentials, which must not appear in the output. */
const placeholders = { key: '<key>', secret: '<secret>' };

function* traits({ region, data, throttle, time, notices, isOpen }: Served): Generator<string> {
  yield region;
  yield data === undefined ? 'in memory' : `stored in ${data}`;
  if (!isOpen) yield 'with credentials';
  if (throttle) yield 'throttled';
  if (time === 'skip') yield 'skipping time';
  if (notices !== undefined) yield `notices to ${notices}`;
}

/** Returns instructions for using a running service, ready to paste into programs and shells. */
export function instructions(served: Served): string {
  const { url, region, isOpen } = served;
  const { key, secret } = isOpen ? { key: 'local', secret: 'local' } : placeholders;
  const open =
    isOpen && !isLoopbackOrigin(url)
      ? '\nWarning: all requests are accepted, from any machine that can reach this one.\n'
      : '';
  return `SWF is listening on ${url} (${[...traits(served)].join(', ')}). Press Ctrl-C to stop it.
${open}
Shell, for rx-swf, the AWS CLI and most SDKs:

  export AWS_ENDPOINT_URL_SWF=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
  export AWS_ACCESS_KEY_ID=${key} AWS_SECRET_ACCESS_KEY=${secret}

  aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}

rx-swf:

  settings.set({ endpoint: '${url}', region: '${region}', accessKeyId: '${key}', secretAccessKey: '${secret}' });

boto3:

  import boto3
  from botocore.config import Config

  swf = boto3.client("swf", endpoint_url="${url}", region_name="${region}",
                     aws_access_key_id="${key}", aws_secret_access_key="${secret}",
                     config=Config(read_timeout=70))
`;
}
