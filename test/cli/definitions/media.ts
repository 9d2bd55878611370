import { ActivityType, Domain } from 'rx-swf';
import { activityType, workflowType } from 'rx-swf/contracts';
import { activity, workflow } from 'rx-swf/workflows';
import { map, of } from 'rxjs';

/** A module of definitions, as a user writes it. */
export const media = new Domain({ name: 'media', description: 'Films and images', retentionPeriod: 7 });

const encodeContract = activityType<string, string>({ name: 'Encode', version: '3', taskList: 'films' });

export const resize = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 60 });

export const filmContract = workflowType<string, string>({
  name: 'Film',
  version: '2',
  taskList: 'decisions',
});

/** Implements the contract above: the same type. */
export const film = workflow(filmContract, (file, { run }) => run(encodeContract, file));

export const album = workflow({ name: 'Album', version: '1' }, (files: string[]) =>
  of(files).pipe(map(all => all.length)),
);

/** Implementations, in a list. */
export const activities = [encodeContract.with(file => file)];

/** A model of a type of another domain. */
export const publish = new ActivityType({
  domain: 'press',
  name: 'Publish',
  version: '1',
  taskList: 'press',
});

export const limit = 20;
export const helper = () => limit;
export const tools = { helper, unrelated: { name: 'Resize', version: 1 } };
