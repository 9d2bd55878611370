import { describeType, InvalidSettingsError } from '../requests/index.js';
import { readIni } from './readIni.js';
import { type Settings, type SettingsValues, toSettings } from './toSettings.js';

const names = {
  accessKeyId: 'aws_access_key_id in [credentials]',
  secretAccessKey: 'aws_secret_access_key in [credentials]',
  sessionToken: 'aws_session_token in [credentials]',
  region: 'region in [defaults]',
  endpoint: 'endpoint in [defaults]',
  domain: 'domain in [defaults]',
} satisfies Record<keyof SettingsValues, string>;

/**
 * Reads settings from the text of an INI file with the sections `[credentials]` (`aws_access_key_id`,
 * `aws_secret_access_key`, `aws_session_token`) and `[defaults]` (`region`, `endpoint`, `domain`).
 * Names are case-insensitive.
 *
 * @param text - the file's content
 * @param source - the name of the text in error messages
 * @throws `InvalidSettingsError` if `text` is not a string; names the number of a malformed line or the key
 *   of an invalid value
 * @example
 * ```ts
 * import { fromString } from 'rx-swf';
 *
 * fromString('[defaults]\nregion = eu-west-1').region; // 'eu-west-1'
 * ```
 */
export function fromString(text: string, source = 'the text'): Settings {
  if (typeof text !== 'string')
    throw new InvalidSettingsError(
      `fromString() takes the text of a settings file, got ${describeType(text)}`,
    );
  const values = new Map(
    readIni(text, line => refuse(line, source)).map(
      // Quickstarts write sections and keys in either case.
      ({ section, key, value }) => [`${key} in [${section}]`.toLowerCase(), value],
    ),
  );
  return toSettings(
    {
      accessKeyId: values.get(names.accessKeyId),
      secretAccessKey: values.get(names.secretAccessKey),
      sessionToken: values.get(names.sessionToken),
      region: values.get(names.region),
      endpoint: values.get(names.endpoint),
      domain: values.get(names.domain),
    },
    source,
    names,
  );
}

/** Reports a malformed line by its number only, because the line may contain a secret. */
function refuse(line: number, source: string): never {
  throw new InvalidSettingsError(
    `Line ${line} of ${source} is malformed: expected [section], key = value under a section, or a comment`,
  );
}
