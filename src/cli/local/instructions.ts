import { isLoopback } from '../../local/fronts/origins.js';
import type { ServeOptions } from './serve.js';

interface Served extends Pick<ServeOptions, 'region' | 'time'> {
  readonly url: string;
  readonly throttle: boolean;
  readonly data: string | undefined;
}

function* traits({ region, data, throttle, time }: Served): Generator<string> {
  yield region;
  yield data === undefined ? 'in memory' : `kept in ${data}`;
  if (throttle) yield 'throttled';
  if (time === 'skip') yield 'time skips';
}

/** What a user needs to know about a service that runs: ready to paste into programs and shells. */
export function instructions(served: Served): string {
  const { url, region } = served;
  const open = isLoopback(url)
    ? ''
    : '\nWhoever reaches this machine can call it: nobody is asked for credentials.\n';
  return `SWF is at ${url} (${[...traits(served)].join(', ')}). Ctrl-C stops it.
${open}
Shell, for rx-swf, the AWS CLI and most SDKs:

  export AWS_ENDPOINT_URL_SWF=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local

  aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}

rx-swf:

  settings.set({ endpoint: '${url}', region: '${region}', accessKeyId: 'local', secretAccessKey: 'local' });

boto3:

  import boto3
  from botocore.config import Config

  swf = boto3.client("swf", endpoint_url="${url}", region_name="${region}",
                     aws_access_key_id="local", aws_secret_access_key="local",
                     config=Config(read_timeout=70))
`;
}
