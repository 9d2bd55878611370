import { InvalidArgumentError } from '../../requests/index.js';
import { type Definitions, definitionsIn } from './definitionsIn.js';
import { importModule } from './importModule.js';

/**
 * Reads a module of definitions: workflows, activities, contracts and models, exported by themselves or in lists.
 *
 * @throws `InvalidArgumentError` if it can't be loaded, or exports none
 */
export async function readDefinitions(file: string): Promise<Definitions> {
  const definitions = definitionsIn(await importModule(file));
  if (definitions.types.length + definitions.domains.length > 0) return definitions;
  throw new InvalidArgumentError(
    `${file} exports no definitions. Export workflows and activities of rx-swf/workflows, contracts of rx-swf/contracts, or models`,
  );
}
