import { InjectionToken } from '@angular/core';
import { type Remote, remote } from 'rx-swf/remote';

/** The domain behind the gateway, which is served beside the page. Tests provide one of their own. */
export const REMOTE = new InjectionToken<Remote>('REMOTE', { factory: () => remote(`${location.origin}/v1`) });
