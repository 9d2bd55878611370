import { InvalidSettingsError, kindOf } from '../requests/index.js';
import { readIni } from './readIni.js';
import { type Settings, type SettingsValues, toSettings } from './toSettings.js';

const names = {
  accessKeyId: 'aws_access_key_id in [credentials]',
  secretAccessKey: 'aws_secret_access_key in [credentials]',
  sessionToken: 'aws_session_token in [credentials]',
  region: 'region in [defaults]',
  endpoint: 'endpoint in [defaults]',
} satisfies Record<keyof SettingsValues, string>;

/**
 * Settings from the text of an INI file, with sections `[credentials]` (`aws_access_key_id`,
 * `aws_secret_access_key`, `aws_session_token`) and `[defaults]` (`region`, `endpoint`), in lower or upper case.
 *
 * @param text - the file's content
 * @param source - how an error names it
 * @throws `InvalidSettingsError` for what is not a text, or with the number of a malformed line, or the name of a key that is wrong
 * @example
 * ```ts
 * import { fromString } from 'rx-swf';
 *
 * fromString('[defaults]\nregion = eu-west-1').region; // 'eu-west-1'
 * ```
 */
export function fromString(text: string, source = 'the text'): Settings {
  if (typeof text !== 'string')
    throw new InvalidSettingsError(`The settings to read must be the text of a file, got ${kindOf(text)}`);
  const values = new Map(
    readIni(text, line => refuse(line, source)).map(
      // Quickstarts write the sections and keys in either case.
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
    },
    source,
    names,
  );
}

/** A malformed line is told by its number only, because it may hold a secret. */
function refuse(line: number, source: string): never {
  throw new InvalidSettingsError(
    `Line ${line} of ${source} is malformed: expected [section], key = value under a section, or a comment`,
  );
}
