import { samira, startTrial, tom, type Trial, uma } from '../../test/given';
import { CertificateFont, certificateDocument } from './certificate-document';

describe('certificates', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));
  afterAll(() => trial.service.close());

  const issue = (bookingId: string, place = 1, as = samira) =>
    trial.service.request('POST', '/v1/certificates', { as, body: { bookingId, place } });
  const check = (reference: string) => trial.service.request('GET', `/v1/certificates/${reference}`);
  const pdf = (reference: string, as = samira) =>
    trial.service.request('GET', `/v1/certificates/${reference}/document.pdf`, { as });

  async function attended(names: string[], ...came: string[]) {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), came.length, { names });
    trial.service.clock.moveTo('2026-12-01T13:00:00Z');
    return register(body, ...came);
  }
  async function register(booking: { id: string; version: number }, ...came: string[]) {
    const people = came.map((attendance, index) => ({ place: index + 1, attendance }));
    return (await trial.press(tom, booking, 'attendance', { people })).body;
  }
  const correct = async (booking: { id: string; version: number }, attendance: string) =>
    (
      await trial.press(tom, booking, 'attendance', {
        people: [{ place: 1, attendance }],
        reason: 'The sheet in the room says so.',
      })
    ).body;

  it('are for people who attended, and the same however often they are asked for', async () => {
    const booking = await attended(['Ayesha Khan', 'Bo'], 'attended', 'partly');
    const both = await Promise.all([issue(booking.id), issue(booking.id)]);
    const references = both.map(({ body }) => body.reference);
    expect(references[0]).toMatch(/^CC-/);
    expect(references[1]).toBe(references[0]);
    expect((await issue(booking.id, 2)).body.code).toBe('certificate-needs-attendance');
    expect((await issue(booking.id, 1, uma)).status).toBe(404);
  });

  it('are checked by anybody who was shown the reference, and by nobody who guesses', async () => {
    const booking = await attended(['Ayesha Khan'], 'attended');
    const { body: certificate } = await issue(booking.id);
    expect((await check(certificate.reference.toLowerCase())).body).toMatchObject({
      ...{ state: 'valid', name: 'Ayesha Khan', courseTitle: 'Writing your first tender' },
      heldOn: '2026-12-01',
    });
    expect((await check('CC-0000-0000-0000')).status).toBe(404);
    expect((await check('anything')).status).toBe(400);
  });

  it('are revoked with the attendance, and count again when that was the mistake', async () => {
    const booking = await attended(['Ayesha Khan'], 'attended');
    const { reference } = (await issue(booking.id)).body;
    const corrected = await correct(booking, 'not');
    expect((await check(reference)).body.state).toBe('revoked');
    expect((await pdf(reference)).body.code).toBe('certificate-not-valid');
    expect((await issue(booking.id)).body.code).toBe('certificate-needs-attendance');
    await correct(corrected, 'attended');
    expect((await check(reference)).body.state).toBe('valid');
  });

  it('are issued anew after a correction, and the old one says that it was replaced', async () => {
    const booking = await attended(['Aisha Khan'], 'attended');
    const first = (await issue(booking.id)).body.reference;
    await trial.rows(
      `UPDATE attendee SET name = 'Ayesha Khan' WHERE booking_id = $1::uuid RETURNING 1`,
      booking.id,
    );
    expect((await check(first)).body.state).toBe('out-of-date');
    const second = (await issue(booking.id)).body;
    expect(second).toMatchObject({ state: 'valid', name: 'Ayesha Khan' });
    expect(second.reference).not.toBe(first);
    expect((await check(first)).body.state).toBe('replaced');
  });

  it('come as a PDF for the organisation, with title, language and structure for screen readers', async () => {
    const booking = await attended(['Ayesha Khan'], 'attended');
    const { reference } = (await issue(booking.id)).body;
    const file = await pdf(reference);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.body).toMatch(/^%PDF-1\.7/);
    for (const part of [
      '/Lang (en-GB)',
      '/Marked true',
      '/StructTreeRoot',
      '/S /H1',
      '/DisplayDocTitle true',
    ])
      expect(file.body).toContain(part);
    expect((await pdf(reference, uma)).status).toBe(404);
  });

  it('do not misspell a name whose letters they cannot show', async () => {
    const text = {
      ...{
        reference: 'CC-0000-0000-0000',
        name: 'আয়েশা',
        courseTitle: 'First tender',
        heldOn: '1 December 2026',
      },
      ...{ council: 'Any Council', checkedAt: 'https://x.example', issuedAt: new Date(0) },
    };
    await expect(certificateDocument(text, new CertificateFont())).rejects.toMatchObject({
      code: 'certificate-needs-a-font',
    });
    const plain = await certificateDocument({ ...text, name: 'Zoë Müller' }, new CertificateFont());
    expect(plain.length).toBeGreaterThan(1_000);
  });
});
