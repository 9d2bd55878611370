import { Heading } from '../frame/Heading.js';

/** The workflow and activity types of the domain. */
export function TypesPage(_: { readonly query: URLSearchParams }) {
  return <Heading title="Types" />;
}
