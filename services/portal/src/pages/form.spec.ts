import { errorsOf } from './form';
import { ApiProblem } from './service-api';

const problem = {
  type: 'about:blank',
  title: 'Wrong',
  status: 400,
  code: 'invalid-request',
  detail: 'It is wrong.',
};

describe('errors of a refused form', () => {
  it.each([
    ['Invalid input: expected number, received undefined', 'This is missing'],
    ['Too small: expected string to have >=1 characters', 'This is missing'],
    ['Too small: expected array to have >=1 items', 'Choose at least one'],
    ['Too big: expected string to have <=200 characters', 'Use at most 200 characters'],
    ['Invalid option: expected one of "yes"|"no"', 'Choose one of the answers'],
    ['Invalid ISO date', 'This cannot be read'],
    ['two weights are alike', 'Two weights are alike'],
  ])('speak to a person: %s', (message, text) => {
    const error = new ApiProblem({ ...problem, errors: [{ pointer: '/title', message }] });
    expect(errorsOf(error, { title: 'name' })).toEqual({
      list: [{ text, href: '#name' }],
      of: { name: { text } },
    });
  });
});
