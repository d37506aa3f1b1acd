import { problem } from '../v1/problem';

/** What is no call of the API's: told to programs in JSON, not in a page. */
const nowhere = (request: Request) => problem(request, 'not_found');

export {
  nowhere as DELETE,
  nowhere as GET,
  nowhere as OPTIONS,
  nowhere as PATCH,
  nowhere as POST,
  nowhere as PUT,
};
