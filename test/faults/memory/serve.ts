import { LocalSwf } from 'rx-swf/local';
import { longPoll } from '../../harness/faults/Link.js';

// Serves over HTTP, says where, and waits to be killed.
const { url } = await new LocalSwf({ longPoll }).listen();
console.log(url);
