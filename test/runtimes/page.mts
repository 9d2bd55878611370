// The types of what a page loads, without those of Node.js: a project of Vite or webpack has only those of the DOM.
import * as main from 'rx-swf';
import * as contracts from 'rx-swf/contracts';
import * as local from 'rx-swf/local';
import * as remote from 'rx-swf/remote';
import * as testing from 'rx-swf/testing';
import * as timeline from 'rx-swf/timeline';
import * as why from 'rx-swf/why';
import * as workflows from 'rx-swf/workflows';

export const domain: main.Domain = new main.Domain('media');
export const all: readonly object[] = [main, contracts, local, remote, testing, timeline, why, workflows];
