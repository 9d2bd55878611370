import type {
  ActivityTypeConfiguration,
  RegistrationStatus,
  WorkflowTypeConfiguration,
} from '@aws-sdk/client-swf';
import type { Wire } from '../api/wire.js';

/** The two kinds of registered types. */
export type TypeKind = 'workflowType' | 'activityType';

export interface TypeName {
  readonly domain: string;
  readonly name: string;
  readonly version: string;
}

interface Registration<K extends TypeKind, C> extends TypeName {
  readonly kind: K;
  readonly description: string | undefined;
  readonly configuration: C;
}

interface TypeStatus<K extends TypeKind> extends TypeName {
  readonly kind: `${K}Status`;
  readonly status: RegistrationStatus;
}

export interface Tag {
  readonly key: string;
  readonly value?: string | undefined;
}

/** A change of state outside of all histories. Each change replaces the previous one with the same name. */
export type Change =
  | {
      readonly kind: 'domain';
      readonly domain: string;
      readonly retentionPeriod: string;
      readonly description: string | undefined;
    }
  | { readonly kind: 'domainStatus'; readonly domain: string; readonly status: RegistrationStatus }
  | { readonly kind: 'tags'; readonly domain: string; readonly tags: readonly Tag[] }
  | Registration<'workflowType', Wire<WorkflowTypeConfiguration>>
  | Registration<'activityType', Wire<ActivityTypeConfiguration>>
  | TypeStatus<'workflowType'>
  | TypeStatus<'activityType'>
  | {
      readonly kind: 'heartbeat';
      readonly runId: string;
      readonly scheduledEventId: number;
      readonly details: string | undefined;
    }
  | {
      /** Offers a started task again, because no client of this service holds it. */
      readonly kind: 'offer';
      readonly runId: string;
      readonly scheduledEventId: number;
    };
