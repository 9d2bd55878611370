import type { SWFClient } from '@aws-sdk/client-swf';
import { serviceNow } from '../../requests/index.js';
import type { CommandContext } from '../frame/CommandContext.js';

/** Returns a context whose ages and deadlines are relative to the clock of the service, which sets all timestamps. */
export const onServiceClock = (context: CommandContext, client: SWFClient): CommandContext => ({
  ...context,
  look: () => ({ ...context.look(), now: serviceNow(client) }),
});
