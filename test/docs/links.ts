/** A relative link of a page. */
export interface Link {
  /** The file from the folder of the page; empty for the page itself. */
  readonly target: string;
  /** What follows the `#`, if there is one. */
  readonly anchor: string | undefined;
}

/** Returns the relative links of a page, images included. What is code is no link. */
export const linksOf = (text: string): readonly Link[] =>
  [
    ...withoutSpans(withoutBlocks(text)).matchAll(/\]\((?![a-z][a-z\d+.-]*:)([^)#\s]*)(?:#([^)\s]*))?\)/gi),
  ].map(([, target = '', anchor]) => ({ target, anchor }));

/** Returns the anchors of a page's headings, as GitHub names them. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#{1,6} +(.*)$/gm)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** Letters, digits, `_` and `-` stay, and each space becomes a hyphen: "Why? Because" has two words, "A & B" two hyphens. */
const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

const withoutBlocks = (text: string): string => text.replace(/^```.*?^```$/gms, '');

/** A span of code ends with as many backticks as it begins with. */
const withoutSpans = (text: string): string => text.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/gs, '');
