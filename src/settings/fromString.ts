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
  const { credentials, defaults } = parse(checkedLines(text, source));
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

/** A quote must be closed, and only a comment may stand behind it: the parser would take both into the value. */
const keyAndValue = /^([^=[\]][^=]*)=\s*((?:("[^"]*"|'[^']*')\s*(?:[;#].*)?)|[^"'].*|)$/;

/**
 * The text in the one form that the parser reads as meant: it takes anything for INI, and reads a header that is
 * indented or has a comment behind it as a key. A malformed line is told by its number, since it may hold a secret.
 */
function checkedLines(text: string, source: string): string {
  let inSection = false;
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((raw, index) => {
      const line = raw.trim();
      if (line === '' || /^[;#]/.test(line)) return '';
      const header = /^(\[[^[\]]+\])\s*([;#].*)?$/.exec(line)?.[1];
      inSection ||= header !== undefined;
      if (header !== undefined) return header;
      const [, key, value, quoted = value] = keyAndValue.exec(line) ?? [];
      if (key !== undefined && inSection) return `${key}=${quoted}`;
      throw new InvalidSettingsError(
        `Line ${index + 1} of ${source} is malformed: expected [section], key = value under a section, or a comment`,
      );
    });
  return lines.join('\n');
}

function textOf(section: unknown, key: string): string | undefined {
  const value = typeof section === 'object' && section !== null ? Object.entries(section) : [];
  const found = value.find(([name]) => name === key)?.[1];
  return found === undefined ? undefined : String(found);
}
