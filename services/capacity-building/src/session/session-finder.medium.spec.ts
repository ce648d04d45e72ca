import { samira, startTrial, tom, type Trial } from '../../test/given';
import { staff } from '@commissioning/testing';

const anna = staff('anna', 'commissioner');

describe('finding a session', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const found = async (query: string, as?: typeof tom): Promise<string[]> =>
    (await trial.service.request('GET', `/v1/sessions?${query}`, { as })).body.items.map(
      ({ id }: { id: string }) => id,
    );

  it('goes by course, competency, ward, day and free places, without an account', async () => {
    const courseId = await trial.course('safeguarding');
    const here = await trial.session({ courseId, capacity: 1, capPerOrganisation: 1 });
    const online = await trial.session({
      ...{ courseId, online: true, ward: undefined, joiningLink: 'https://meet.example/s3cret' },
      ...{ startsAt: '2026-12-09T18:00:00Z', endsAt: '2026-12-09T20:00:00Z' },
    });
    expect(await found('competency=safeguarding')).toEqual([here.id, online.id]);
    expect(await found('competency=safeguarding&online=true')).toEqual([online.id]);
    expect(await found(`courseId=${courseId}&ward=E05009335`)).toEqual([here.id]);
    expect(await found(`courseId=${courseId}&from=2026-12-02&to=2026-12-09`)).toEqual([online.id]);
    await trial.book(samira, here.id, trial.organisationOf(samira));
    expect(await found(`courseId=${courseId}&withPlaces=true`)).toEqual([online.id]);
    expect((await trial.service.request('GET', '/v1/sessions?unknown=1')).status).toBe(400);
    const listed = await trial.service.request('GET', `/v1/sessions/${online.id}`);
    expect(JSON.stringify(listed.body)).not.toContain('s3cret');
  });

  it('goes on page by page in the order in which sessions begin, however they were scheduled', async () => {
    const courseId = await trial.course('equality');
    const on = (day: string) => ({
      ...{ courseId, startsAt: `${day}T10:00:00Z`, endsAt: `${day}T12:00:00Z` },
      ...{ capacity: 1, capPerOrganisation: 1 },
    });
    const [later, sooner, same] = [
      await trial.session(on('2027-05-04')),
      await trial.session(on('2027-05-03')),
      await trial.session(on('2027-05-04')),
    ];
    const pageOf = async (query: string) => {
      const { body } = await trial.service.request('GET', `/v1/sessions?courseId=${courseId}&${query}`);
      return { ids: body.items.map(({ id }: { id: string }) => id), next: body.nextCursor as string };
    };
    const first = await pageOf('limit=2');
    expect(first.ids).toEqual([sooner.id, later.id]);
    expect(await pageOf(`limit=2&cursor=${first.next}`)).toEqual({ ids: [same.id], next: undefined });
    await trial.book(samira, sooner.id, trial.organisationOf(samira));
    expect((await pageOf('limit=1&withPlaces=true')).ids).toEqual([later.id]);
    expect((await trial.service.request('GET', '/v1/sessions?cursor=x')).status).toBe(400);
  });

  it('finds courses page by page too', async () => {
    const list = async (query: string) => (await trial.service.request('GET', `/v1/courses?${query}`)).body;
    const all = (await list('limit=200')).items as { id: string }[];
    const first = await list('limit=1');
    const rest = await list(`limit=200&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(all.length).toBeGreaterThan(1);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('shows the joining link to whoever has places or plans the session, and to nobody who waits', async () => {
    const link = 'https://meet.example/s3cret';
    const { id } = await trial.session({
      online: true,
      joiningLink: link,
      capacity: 1,
      capPerOrganisation: 1,
    });
    const booked = (await trial.book(samira, id, trial.organisationOf(samira))).body;
    const waiting = (await trial.book(samira, id, trial.organisationOf(samira))).body;
    expect([booked.joiningLink, waiting.joiningLink]).toEqual([link, undefined]);
    const seenBy = async (as?: typeof tom) =>
      (await trial.service.request('GET', `/v1/sessions/${id}`, { as })).body.joiningLink;
    expect([await seenBy(tom), await seenBy(anna), await seenBy(samira), await seenBy()]).toEqual([
      ...[link, undefined, undefined, undefined],
    ]);
  });

  it('of many bookings finds one by a person or an organisation, a page at a time', async () => {
    const { id } = await trial.session();
    const [bow, poplar] = [trial.organisationOf(samira), trial.organisationOf(samira)];
    await trial.registered(bow, { name: 'Bow Youth' });
    await trial.registered(poplar, { name: 'Poplar Kitchen' });
    const first = (await trial.book(samira, id, bow, 2, { names: ['Ayesha Khan'] })).body;
    const second = (await trial.book(samira, id, poplar, 2)).body;
    const third = (await trial.book(samira, id, bow, 1)).body;
    const list = async (query = '') =>
      (await trial.service.request('GET', `/v1/sessions/${id}/bookings${query}`, { as: tom })).body;
    const ids = ({ items }: { items: { id: string }[] }) => items.map((one) => one.id);
    expect(ids(await list())).toEqual([first.id, second.id, third.id]);
    expect(ids(await list('?state=waiting'))).toEqual([third.id]);
    expect(ids(await list('?find=poplar'))).toEqual([second.id]);
    expect(ids(await list('?find=KHAN'))).toEqual([first.id]);
    // A letter, and not a pattern that everybody fits.
    expect(ids(await list('?find=%25'))).toEqual([]);
    expect(ids(await list('?find=Bow_Youth'))).toEqual([]);
    const page = await list('?limit=2');
    expect(ids(page)).toEqual([first.id, second.id]);
    const rest = await list(`?limit=2&cursor=${page.nextCursor}`);
    expect([ids(rest), rest.nextCursor]).toEqual([[third.id], undefined]);
    expect((await list('?cursor=x')).code).toBe('invalid-input');
  });

  it('shows a series on each of its days in the month', async () => {
    const series = await trial.session({
      ...{ startsAt: '2027-03-20T10:00:00Z', endsAt: '2027-03-20T12:00:00Z' },
      furtherDates: [
        { startsAt: '2027-03-31T22:30:00Z', endsAt: '2027-03-31T23:30:00Z' },
        { startsAt: '2027-04-07T09:00:00Z', endsAt: '2027-04-07T11:00:00Z' },
      ],
    });
    expect(series.dates).toHaveLength(3);
    const month = async (name: string) =>
      (await trial.service.request('GET', `/v1/calendar/${name}`)).body.days.map(
        ({ day }: { day: string }) => day,
      );
    expect(await month('2027-03')).toEqual(['2027-03-20', '2027-03-31']);
    expect(await month('2027-04')).toEqual(['2027-04-07']);
    expect((await trial.service.request('GET', '/v1/calendar/2027-13')).status).toBe(400);
  });

  it('of the internal programme is for the council’s officers', async () => {
    const body = {
      title: 'Managing contracts',
      summary: 'For officers.',
      competencies: ['contract-management'],
      audience: 'internal',
    };
    const course = (await trial.service.request('POST', '/v1/courses', { as: tom, body })).body;
    const { id } = await trial.session({ courseId: course.id });
    expect(await found('audience=internal', anna)).toEqual([id]);
    expect([await found('audience=internal'), await found('audience=internal', samira)]).toEqual([[], []]);
    expect((await trial.service.request('GET', `/v1/sessions/${id}`, { as: samira })).status).toBe(404);
    expect((await trial.service.request('GET', `/v1/courses/${course.id}`)).status).toBe(404);
    expect((await trial.service.request('GET', `/v1/courses/${course.id}`, { as: anna })).status).toBe(200);
  });
});
