import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Names that the SDK has for the wire and this library for its own, and types of calls that nobody infers. */
const own =
  /^(ActivityTask|DecisionTask|WorkflowExecution|WorkflowType)$|Input$|Output$|Info$|Infos$|Configuration$|Filter$/;

/** The SDK's types that the files of the models, streams, workflows and of what they stand on import. */
function importedTypes(): Set<string> {
  const rooms = ['requests', 'settings', 'models', 'streams', 'workflows', 'testing'];
  const files = rooms.flatMap(room =>
    readdirSync(`${src}${room}`, { recursive: true, encoding: 'utf8' }).map(name => `${src}${room}/${name}`),
  );
  const found = new Set<string>();
  for (const file of files.filter(name => name.endsWith('.ts'))) {
    const imports = readFileSync(file, 'utf8').matchAll(
      /import (type )?\{([^}]*)\} from '@aws-sdk\/client-swf'/g,
    );
    for (const [, isType, names = ''] of imports) {
      for (const name of names.split(',').map(part => part.trim())) {
        const isTypeOnly = isType !== undefined || name.startsWith('type ');
        if (name !== '' && isTypeOnly) found.add(name.replace(/^type /, '').replace(/ as .*/, ''));
      }
    }
  }
  return found;
}

describe('declarations of what is inferred', () => {
  it('can name the types of the SDK without it: each that appears in ours is exported by the package', () => {
    const exported = readFileSync(`${src}sdk/sdkTypes.ts`, 'utf8').split(/[\s,{}]+/);
    const missing = [...importedTypes()].filter(name => !own.test(name) && !exported.includes(name));
    expect(missing).toEqual([]);
    for (const entry of ['index.ts', 'workflows/index.ts', 'testing/index.ts'])
      expect(readFileSync(`${src}${entry}`, 'utf8')).toMatch(/export type \* from '.*sdk\/sdkTypes\.js'/);
    expect(readFileSync(`${src}local/index.ts`, 'utf8')).toContain(
      'export type { SWFClient, SWFClientConfig }',
    );
  });
});
