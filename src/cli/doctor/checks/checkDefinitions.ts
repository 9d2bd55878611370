import { map, type Observable, take } from 'rxjs';
import { driftOfModule } from '../../drift/driftOfModule.js';
import type { Connection } from '../../frame/CommandContext.js';
import { fail, ok, type Result } from '../findings/Finding.js';

/** Compares the registered types with those of a module. */
export const checkDefinitions = (connection: Connection, module: string): Observable<Result> =>
  driftOfModule(connection, module).pipe(
    take(1),
    map(({ isSynced, missing, changed, deprecated }) => {
      if (isSynced) return ok(`all types of ${module} are registered as they are defined`);
      const parts = [
        part('not registered', missing),
        part(
          'registered with other attributes',
          changed.map(({ model }) => model),
        ),
        part('deprecated', deprecated),
      ];
      return fail(parts.filter(text => text !== '').join('; '), `See "rx-swf plan ${module}", and apply it.`);
    }),
  );

const part = (what: string, models: readonly object[]): string =>
  models.length === 0 ? '' : `${what}: ${models.map(String).join(', ')}`;
