import {
  type ActivityTypeConfiguration,
  type ActivityTypeInfo,
  DescribeActivityTypeCommand,
  DescribeWorkflowTypeCommand,
  ListActivityTypesCommand,
  ListWorkflowTypesCommand,
  type RegistrationStatus,
  type SWFClient,
  type WorkflowTypeConfiguration,
  type WorkflowTypeInfo,
} from '@aws-sdk/client-swf';
import { catchError, concat, defer, EMPTY, expand, map, type Observable, of, throwError } from 'rxjs';
import { DoesNotExistError, isInstance, type PacedOperation, request } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { SingleQuestion } from './choose.js';
import { ListedGroup } from './ListedGroup.js';
import type { Watch } from './Watch.js';
import type { GroupPlace } from './WatchGroup.js';

/** Members of every description of a type. */
interface AnyInfo {
  readonly creationDate: Date | undefined;
  readonly deprecationDate?: Date | undefined;
  readonly status: RegistrationStatus | undefined;
}

/** Known state of a watched type. */
export interface TypeState<Info, Configuration> {
  readonly info?: Info | undefined;
  /** Its defaults, which never change; `undefined` until it was described. */
  readonly configuration?: Configuration | undefined;
  /** Set if there is no such type. */
  readonly gone?: DoesNotExistError | undefined;
}

export type WorkflowTypeState = TypeState<WorkflowTypeInfo, WorkflowTypeConfiguration>;
export type ActivityTypeState = TypeState<ActivityTypeInfo, ActivityTypeConfiguration>;

interface Page<Info> {
  readonly typeInfos?: readonly Info[] | undefined;
  readonly nextPageToken?: string | undefined;
}

/** The questions about types of one kind. */
interface TypeQuestions<Info, Configuration> {
  readonly operations: Readonly<Record<'list' | 'describe', PacedOperation>>;
  readonly keyOf: (info: Info) => string;
  readonly describe: (
    client: SWFClient,
    domain: string,
    type: { name: string; version: string },
  ) => Observable<{ typeInfo: Info | undefined; configuration: Configuration | undefined }>;
  readonly list: (client: SWFClient, input: ListInput) => Observable<Page<Info>>;
}

interface ListInput {
  readonly domain: string;
  readonly registrationStatus: RegistrationStatus;
  readonly nextPageToken?: string;
}

/** Returns the key by which a type is watched. Neither part can contain a line break. */
export const typeWatchKey = (name = '', version = ''): string => `${name}\n${version}`;

export const workflowTypeQuestions: TypeQuestions<WorkflowTypeInfo, WorkflowTypeConfiguration> = {
  operations: { list: 'ListWorkflowTypes', describe: 'DescribeWorkflowType' },
  keyOf: ({ workflowType }) => typeWatchKey(workflowType?.name, workflowType?.version),
  describe: (client, domain, workflowType) =>
    request(client, DescribeWorkflowTypeCommand, { domain, workflowType }),
  list: (client, input) => request(client, ListWorkflowTypesCommand, input),
};

export const activityTypeQuestions: TypeQuestions<ActivityTypeInfo, ActivityTypeConfiguration> = {
  operations: { list: 'ListActivityTypes', describe: 'DescribeActivityType' },
  keyOf: ({ activityType }) => typeWatchKey(activityType?.name, activityType?.version),
  describe: (client, domain, activityType) =>
    request(client, DescribeActivityTypeCommand, { domain, activityType }),
  list: (client, input) => request(client, ListActivityTypesCommand, input),
};

/**
 * Watches types of a domain. A type's defaults never change, so it is described once. Afterwards, two listings
 * (of registered and of deprecated types) show everything that can change in a thousand types.
 */
export class TypeGroup<Info extends AnyInfo, Configuration> extends ListedGroup<
  TypeState<Info, Configuration>,
  Info
> {
  protected override readonly operations;
  protected override readonly detailExpires = false;
  readonly #questions: TypeQuestions<Info, Configuration>;

  constructor(place: GroupPlace, questions: TypeQuestions<Info, Configuration>) {
    super(place);
    this.#questions = questions;
    this.operations = questions.operations;
  }

  protected override ask(
    watch: Watch<TypeState<Info, Configuration>>,
    _question: SingleQuestion,
    since: number,
  ): Observable<TypeState<Info, Configuration>> {
    const { client, domain } = this.place;
    const [name = '', version = ''] = watch.key.split('\n');
    const call$ = this.#questions.describe(client, domain, { name, version });
    return this.call(watch, this.operations.describe, call$, since).pipe(
      map(({ typeInfo: info, configuration }) => ({ info, configuration })),
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError) ? of({ gone: error }) : throwError(() => error),
      ),
    );
  }

  protected override list(): Observable<ReadonlyMap<string, Info>> {
    return concat(this.#listOf('REGISTERED'), this.#listOf('DEPRECATED'));
  }

  protected override listed(
    state: TypeState<Info, Configuration> | undefined,
    info: Info,
  ): TypeState<Info, Configuration> {
    // A type that was deleted and registered again may have other defaults.
    const isSame = state?.info?.creationDate?.getTime() === info.creationDate?.getTime();
    if (isSame && state?.info?.deprecationDate?.getTime() === info.deprecationDate?.getTime())
      return state ?? { info };
    return { info, configuration: isSame ? state?.configuration : undefined };
  }

  protected override isSettled(): boolean {
    return false;
  }

  protected override lacksDetail({ state }: Watch<TypeState<Info, Configuration>>): boolean {
    return state?.configuration === undefined;
  }

  protected override ageOf(): undefined {
    return undefined;
  }

  protected override isChange(
    before: TypeState<Info, Configuration> | undefined,
    { info, gone }: TypeState<Info, Configuration>,
  ): boolean {
    return before?.info?.status !== info?.status || before?.gone !== gone;
  }

  #listOf(registrationStatus: RegistrationStatus): Observable<ReadonlyMap<string, Info>> {
    const { client, domain } = this.place;
    const { list, keyOf } = this.#questions;
    const page = (nextPageToken: string | undefined) =>
      this.listCall(
        this.operations.list,
        defer(() => list(client, { domain, registrationStatus, ...omitUndefined({ nextPageToken }) })),
      );
    return page(undefined).pipe(
      expand(({ nextPageToken }) => (nextPageToken === undefined ? EMPTY : page(nextPageToken))),
      map(({ typeInfos = [] }) => new Map(typeInfos.map(info => [keyOf(info), info]))),
    );
  }
}
