import type { OutgoingHttpHeaders } from 'node:http';
import { type Connection, type ConnectionFacts, connections, connectionsText } from './connections.js';

/** What the page tells about a service. */
export interface PageFacts extends ConnectionFacts {
  readonly account: string;
  /** Folder that stores the state, if it is stored. */
  readonly data: string | undefined;
  readonly isThrottled: boolean;
}

/** The page in one of its forms. */
export interface Page {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

const title = 'rx-swf: embedded Amazon SWF';
const about =
  'This is an embedded Amazon Simple Workflow Service, for development and tests. It answers the calls of any AWS SDK and of the AWS CLI.';

type Row = readonly [name: string, value: string];

const rowsOf = ({ url, region, account, data, isSigned, isThrottled }: PageFacts): readonly Row[] => [
  ['Endpoint', url],
  ['Region', `${region}, for requests that are not signed; a signed request names its own`],
  ['Account', account],
  // The page needs no signature, so that it hides paths where calls need one.
  ['Data', data === undefined ? 'in memory' : isSigned ? 'stored in a folder' : `stored in ${data}`],
  ['Credentials', isSigned ? 'requests must be signed' : 'any; signatures are not verified'],
  ['Rates', isThrottled ? 'limited as by Amazon' : 'not limited'],
];

/** Returns the page at `GET /`: HTML for browsers, plain text for others. */
export function page(facts: PageFacts, accept = ''): Page {
  const list = connections(facts);
  return accept.includes('text/html')
    ? { headers: { ...shared, ...htmlHeaders }, body: html(rowsOf(facts), list) }
    : {
        headers: { ...shared, 'Content-Type': 'text/plain; charset=utf-8' },
        body: text(rowsOf(facts), list),
      };
}

const shared: OutgoingHttpHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Accept, Origin',
};

const htmlHeaders: OutgoingHttpHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
};

function text(rows: readonly Row[], list: readonly Connection[]): string {
  const lines = rows.map(([name, value]) => `${name.padEnd(12)} ${value}`);
  return `${title}\n\n${about}\n\n${lines.join('\n')}\n\n${connectionsText(list)}`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const toHtml = (value: string) => value.replace(/[&<>"]/g, character => escapes[character] ?? '');

// The icon is empty, so that the browser doesn't ask for one.
const html = (rows: readonly Row[], list: readonly Connection[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
th { text-align: left; padding-right: 2rem; vertical-align: top }
pre { overflow-x: auto; padding: 1rem; border: 1px solid; border-radius: 4px; font-size: 14px }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${about}</p>
<table>
${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${toHtml(value)}</td></tr>`).join('\n')}
</table>
${list.map(({ title, code }) => `<h2>${toHtml(title)}</h2>\n<pre>${toHtml(code)}</pre>`).join('\n')}
</body>
</html>
`;
