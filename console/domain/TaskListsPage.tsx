import { Heading } from '../frame/Heading.js';

/** The task lists of the domain, and the tasks that wait there. */
export function TaskListsPage() {
  return <Heading title="Task lists" />;
}
