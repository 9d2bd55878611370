import { SWFClient } from '@aws-sdk/client-swf';
export const connect = () => new SWFClient({});
