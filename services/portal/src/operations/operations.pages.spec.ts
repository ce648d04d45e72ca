import type { operationsApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';
import { htmlOf, servicesThatSay } from '../../test/portal-double';
import { OperationsPages } from './operations.pages';

const quentin: Visitor = { actor: { id: 'q', name: 'Quentin Baptiste', roles: ['operator'] }, token: 't' };
const ID = '01920000-0000-7000-8000-000000000001';
const letter: operationsApi.DeadLetterReport = {
  ...{ group: 'tendering', eventId: ID, type: 'programme.theme.approved.v1', subject: 'theme-7' },
  ...{ sequence: '3', reason: 'Error: the theme is not known here', topic: 'programme.theme', partition: 1 },
  ...{ offset: '12', handler: 'programme.theme.approved.v1', attempts: 5, burials: 2 },
  ...{ buriedAt: '2026-11-02T10:00:00Z', state: 'waiting', classification: 'personal' },
  payload: { themeId: ID, note: '(hidden)' },
};
const stray: operationsApi.DeadLetterReport = {
  ...{ ...letter, eventId: undefined, type: undefined, state: 'unreadable', classification: 'unknown' },
  ...{ subject: 'stray', payload: '(hidden: no event of the registry)' },
};
const report: operationsApi.OperationsReport = {
  service: 'tendering',
  outbox: { unsent: 0, oldestUnsentSeconds: null, mostAttempts: 0, parked: 0, published: 1 },
  consumer: { group: 'tendering', lag: '0', partitions: [], handledLastHour: 2, dead: 1, held: 4 },
  audit: { unsealed: 1, oldestUnsealedSeconds: 3 },
  failedJobs: 0,
};

describe('the operations page of a service', () => {
  let said: unknown[];
  let pages: OperationsPages;

  beforeEach(() => {
    said = [];
    const post = async (service: string, path: string, _: Visitor, { body }: { body: unknown }) =>
      void said.push([service, path, body]);
    const api = servicesThatSay([
      [/operations$/, report],
      [/dead-letters$/, { items: [letter, stray] }],
      [/(parked-events|failed-jobs)$/, { items: [] }],
    ]);
    pages = new OperationsPages({ ...api, services: ['tendering'], post } as unknown as ServiceApi);
  });

  const shown = (page: unknown) => htmlOf(page, quentin, '/operations/tendering');
  /** The form that goes to a path, as a browser would fill it in without a reason. */
  const formTo = (html: string, path: string): Record<string, string> => {
    const [form] = html.split('<form').filter((part) => part.includes(`action="${path}"`));
    const inputs = [...(form ?? '').matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
    return Object.fromEntries(inputs.map(([, name, value]) => [name, value]));
  };

  it('tells the story of a dead letter, its id, and no more of it than its classification allows', async () => {
    const html = shown(await pages.show(quentin, 'tendering'));
    for (const word of [ID, 'theme is not known here', 'offset 12', 'buried 2 times', '(hidden)'])
      expect(html).toContain(word);
    expect(html).toContain('It cannot be put back');
  });

  it.each([
    ['replay', '/v1/operations/dead-letters/replay', { eventIds: [ID] }],
    ['give-up', `/v1/operations/dead-letters/${ID}/give-up`, {}],
  ])('asks for a reason to %s it, at the form that was sent, and then does it', async (act, path, body) => {
    const to = `/operations/tendering/${act}`;
    const form = formTo(shown(await pages.show(quentin, 'tendering')), to);
    expect(form).toMatchObject({ eventId: ID });
    const does = (filled: Record<string, string>) =>
      act === 'replay'
        ? pages.replay(quentin, 'tendering', filled)
        : pages.giveUp(quentin, 'tendering', filled);

    const refused = shown(await does(form));
    expect(said).toEqual([]);
    expect(refused).toContain(`href="#${form['field']}"`);
    expect(refused.split(`id="${form['field']}-error"`)).toHaveLength(2);
    expect(refused.split('govuk-error-message')).toHaveLength(2);

    await does({ ...form, reason: 'The theme is there now' });
    expect(said).toEqual([['tendering', path, { ...body, reason: 'The theme is there now' }]]);
  });
});
