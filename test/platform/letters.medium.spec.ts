import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { member, service, staff, startTestService, type TestService } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { CapacityBuildingModule } from '../../services/capacity-building/src/capacity-building.module';
import { LetterSweep } from '../../services/capacity-building/src/letter/letter.sweep';
import { Postman } from '../../services/notifications/src/delivery/postman';
import { NotificationsModule } from '../../services/notifications/src/notifications.module';

const tom = staff('tom', 'training-coordinator');
const samira = member('samira');

describe('a letter about training, from the booking to the mailbox', () => {
  let training: TestService;
  let post: TestService;
  const dir = mkdtempSync(join(tmpdir(), 'letters-'));
  const organisationId = uuidv7();
  const mails = () =>
    readdirSync(join(dir, 'outbox')).map((file) => readFileSync(join(dir, 'outbox', file), 'utf8'));
  const handOver = (message: unknown) =>
    post.request('POST', '/v1/messages', { as: service('capacity-building'), body: message });

  beforeAll(async () => {
    [training, post] = await Promise.all([
      startTestService({
        service: 'capacity-building',
        module: (environment) => CapacityBuildingModule.for(environment),
      }),
      startTestService({
        service: 'notifications',
        module: (environment) => NotificationsModule.for(environment),
        environment: { DATA_DIR: dir },
      }),
    ]);
    training.membershipOf(samira, organisationId);
    post.peers.set(`GET organisations /v1/organisations/${organisationId}/contacts`, {
      ...{ organisationId, name: 'Bow Youth', contactEmail: 'hello@bow.example', members: [] },
    });
  });
  afterAll(async () => {
    await Promise.all([training.close(), post.close()]);
    rmSync(dir, { recursive: true });
  });

  async function book(): Promise<void> {
    const course = {
      title: 'First tender',
      summary: 'From notice to bid.',
      competencies: ['tender-process'],
    };
    const { body: planned } = await training.request('POST', '/v1/courses', { as: tom, body: course });
    const date = {
      ...{ courseId: planned.id, startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z' },
      ...{ venue: 'Town hall', ward: 'E05009335', capacity: 4, capPerOrganisation: 4 },
    };
    const { body: session } = await training.request('POST', '/v1/sessions', { as: tom, body: date });
    const wanted = { sessionId: session.id, organisationId, places: 1, names: ['Ayesha Khan'] };
    const booked = await training.request('POST', '/v1/bookings', { as: samira, body: wanted });
    expect(booked.body.state).toBe('booked');
  }

  it('arrives once, though the sender dies between handing it over and noting that it did', async () => {
    await book();
    const sweep = training.app.get(LetterSweep);
    let handed = 0;
    training.peers.set('POST notifications /v1/messages', async (message: unknown) => {
      handed += 1;
      expect((await handOver(message)).status).toBe(202);
      // From here on nothing of this attempt is noted, as when the process is gone.
      throw new Error('killed');
    });
    await expect(sweep.tell()).rejects.toThrow('could not be handed over');
    training.peers.set('POST notifications /v1/messages', async (message: unknown) => {
      handed += 1;
      return (await handOver(message)).body;
    });
    await sweep.tell();
    await sweep.tell();
    expect(handed).toBe(2);
    await post.app.get(Postman).round();
    expect(mails()).toHaveLength(1);
  });

  it('brings both forms and an invitation that the calendar of its reader takes', () => {
    const [mail = ''] = mails();
    const text = mail.replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect(text).toContain('To: hello@bow.example');
    expect(text).toMatch(
      /Content-Type: text\/plain[^]*Ayesha Khan[^]*Content-Type: text\/html[^]*Ayesha Khan/,
    );
    expect(text).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
    expect(text).toContain('filename=session.ics');
  });
});
