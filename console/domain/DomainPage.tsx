import { Heading } from '../frame/Heading.js';

/** Facts about the domain and the gateway. */
export function DomainPage() {
  return <Heading title="Domain" />;
}
