/** What a client needs to reach a service. */
export interface ConnectionFacts {
  readonly url: string;
  readonly region: string;
  /** True if requests must be signed with the user's own credentials, which must not be shown. */
  readonly isSigned: boolean;
}

/** Lines to paste into a shell or a program. */
export interface Connection {
  readonly title: string;
  readonly code: string;
}

/** Returns the lines that connect to a service, ready to paste. */
export function connections({ url, region, isSigned }: ConnectionFacts): readonly Connection[] {
  const { key, secret } = isSigned ? { key: '<key>', secret: '<secret>' } : { key: 'local', secret: 'local' };
  return [
    {
      title: 'Shell, for rx-swf, the AWS CLI and most SDKs',
      code: `export AWS_ENDPOINT_URL_SWF=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
export AWS_ACCESS_KEY_ID=${key} AWS_SECRET_ACCESS_KEY=${secret}

aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`,
    },
    {
      title: 'rx-swf',
      code: `settings.set({ endpoint: '${url}', region: '${region}', accessKeyId: '${key}', secretAccessKey: '${secret}' });`,
    },
    {
      title: 'boto3',
      code: `import boto3
from botocore.config import Config

swf = boto3.client("swf", endpoint_url="${url}", region_name="${region}",
                   aws_access_key_id="${key}", aws_secret_access_key="${secret}",
                   config=Config(read_timeout=70))`,
    },
  ];
}

/** Returns connections as plain text. */
export const connectionsText = (list: readonly Connection[]): string =>
  list.map(({ title, code }) => `${title}:\n\n${code.replace(/^(?=.)/gm, '  ')}\n`).join('\n');
