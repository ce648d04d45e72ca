import { allEvents, organisationMemberJoined, themeWithdrawn } from '@commissioning/schemas';
import { shownPayload } from './redaction';

const bytes = (content: unknown) => Buffer.from(JSON.stringify(content));
const fact = themeWithdrawn.examples.golden;

it('shows public and internal facts whole', () => {
  expect(shownPayload(themeWithdrawn.type, 'internal', bytes(fact))).toEqual({
    classification: 'internal',
    payload: fact,
  });
});

it('shows of a personal fact its outline and ids, and no word of it', () => {
  const claimed = shownPayload(themeWithdrawn.type, 'personal', bytes({ ...fact, list: [{ age: 7 }] }));
  expect(claimed).toEqual({
    classification: 'personal',
    payload: { themeId: fact.themeId, reason: '(hidden)', list: [{ age: '(hidden)' }] },
  });
});

it('believes the registry where a record claims to be less than it is', () => {
  const personal = allEvents.filter((event) => event.classification === 'personal');
  expect(personal).toContain(organisationMemberJoined);
  for (const { type, examples } of personal)
    expect(shownPayload(type, 'public', bytes(examples.golden)).classification).toBe('personal');
});

it.each([
  ['special-category data', themeWithdrawn.type, 'special-category', bytes(fact)],
  ['an event that nobody declared', 'programme.theme.invented.v1', 'public', bytes(fact)],
  ['an event without a type', undefined, undefined, bytes(fact)],
  ['what cannot be read', themeWithdrawn.type, 'internal', Buffer.from('{"reason": "A person')],
])('hides %s whole', (_, type, claimed, value) => {
  expect(shownPayload(type, claimed, value).payload).toMatch(/^\(hidden: /);
});
