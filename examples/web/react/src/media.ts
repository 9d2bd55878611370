import { remote } from 'rx-swf/remote';

/** The domain behind the gateway, which is served beside the page. */
export const media = remote(`${location.origin}/v1`);
