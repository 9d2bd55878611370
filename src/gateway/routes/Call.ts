import type { Observable } from 'rxjs';
import type { SharedStreams } from '../../remote/SharedStreams.js';
import type { Audit } from '../access/auditOf.js';
import type { GatewayAction, GatewayActionName } from '../options/GatewayAction.js';
import type { GatewayConfiguration } from '../options/GatewayOptions.js';
import type { OpenStreams } from '../streams/OpenStreams.js';
import type { Body } from './readBody.js';

/** A request whose path is known. */
export interface Call {
  readonly request: Request;
  readonly url: URL;
  /** Id of the execution in the path, or an empty text. */
  readonly workflowId: string;
  /** True if versions are sent as patches. */
  readonly isPatched: boolean;
  /** Tells `onAction` what became of an action. */
  readonly audit: Audit;
  /** Body of a POST. */
  readonly body: Body;
  readonly gateway: GatewayConfiguration;
  readonly streams: SharedStreams;
  readonly openStreams: OpenStreams;
}

/** A route and method: what it is authorized as, and the response. */
export interface Operation {
  readonly name: GatewayActionName;
  /** Facts for `authorize`, which are valid. */
  readonly facts: (call: Call) => Omit<GatewayAction, 'name' | 'isRead'>;
  /** Returns whether it changes nothing. @defaultValue what the method says */
  readonly isRead?: (call: Call) => boolean;
  readonly respond: (call: Call) => Response | Observable<Response>;
}
