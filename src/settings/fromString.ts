import { parse } from 'ini';
import { InvalidSettingsError } from '../requests/index.js';
import { type Settings, type SettingsValues, toSettings } from './toSettings.js';

const names = {
  accessKeyId: 'aws_access_key_id in [credentials]',
  secretAccessKey: 'aws_secret_access_key in [credentials]',
  sessionToken: 'aws_session_token in [credentials]',
  region: 'region in [defaults]',
  endpoint: 'endpoint in [defaults]',
} satisfies Record<keyof SettingsValues, string>;

const wellFormed = /^\s*($|[;#]|\[[^[\]]+\]\s*([;#].*)?$|[^=\s[\]][^=]*=)/;

/**
 * Settings from the text of an INI file, with sections `[credentials]` (`aws_access_key_id`,
 * `aws_secret_access_key`, `aws_session_token`) and `[defaults]` (`region`, `endpoint`).
 *
 * @param text - the file's content
 * @param source - how an error names it
 * @throws `InvalidSettingsError` with the number of a malformed line, or the name of a key that is wrong
 * @example
 * ```ts
 * import { fromString } from 'rx-swf';
 *
 * fromString('[defaults]\nregion = eu-west-1').region; // 'eu-west-1'
 * ```
 */
export function fromString(text: string, source = 'the text'): Settings {
  // The parser takes anything for INI, so the lines are looked at first. None is shown: it may hold a secret.
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!wellFormed.test(line)) {
      throw new InvalidSettingsError(
        `Line ${index + 1} of ${source} is malformed: expected [section], key = value, or a comment`,
      );
    }
  }
  const { credentials, defaults } = parse(text.replace(/^\uFEFF/, ''));
  return toSettings(
    {
      accessKeyId: textOf(credentials, 'aws_access_key_id'),
      secretAccessKey: textOf(credentials, 'aws_secret_access_key'),
      sessionToken: textOf(credentials, 'aws_session_token'),
      region: textOf(defaults, 'region'),
      endpoint: textOf(defaults, 'endpoint'),
    },
    source,
    names,
  );
}

function textOf(section: unknown, key: string): string | undefined {
  const value = typeof section === 'object' && section !== null ? Object.entries(section) : [];
  const found = value.find(([name]) => name === key)?.[1];
  return found === undefined ? undefined : String(found);
}
