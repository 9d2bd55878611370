import { defer, map, type Observable } from 'rxjs';
import { isWorkflow } from '../../definitions/definitionsIn.js';
import { readDefinitions } from '../../definitions/readDefinitions.js';
import { ok, type Result } from '../findings/Finding.js';

/** Loads the module of definitions, which the checks after it compare with SWF. */
export const checkModule = (module: string): Observable<Result> =>
  defer(() => readDefinitions(module)).pipe(
    map(({ types }) => {
      const workflows = types.filter(isWorkflow).length;
      return ok(
        `${module} defines ${numberOf(workflows, 'workflow type')} and ${numberOf(types.length - workflows, 'activity type')}`,
      );
    }),
  );

const numberOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
