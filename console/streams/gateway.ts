import { remote } from 'rx-swf/remote';

/** The gateway that serves this page. */
export const gateway = remote(new URL('./v1', document.baseURI).href);
