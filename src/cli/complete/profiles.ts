import { environment, inHome, readText } from '#host';
import { readIni } from '../../settings/readIni.js';

/** Returns the names of the profiles in AWS's own files. */
export function profiles(): readonly string[] {
  const env = environment();
  const files = [
    env['AWS_CONFIG_FILE'] || inHome('.aws/config'),
    env['AWS_SHARED_CREDENTIALS_FILE'] || inHome('.aws/credentials'),
  ];
  const sections = files.flatMap(file => {
    const text = file === undefined ? undefined : readText(file);
    return text === undefined ? [] : readIni(text, () => {}).map(({ section }) => section);
  });
  const names = sections
    .filter(section => !/^(sso-session|services)\s/.test(section))
    .map(section => section.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2'));
  return [...new Set(names)].sort();
}
