import { type Broker, type Projection, rebuild, sqlOver } from '@commissioning/messaging';
import {
  bidOpened,
  organisationChanged,
  organisationMemberJoined,
  organisationMemberLeft,
  organisationRegistered,
} from '@commissioning/schemas';
import { BROKER, Store } from '@commissioning/service';
import { until } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { startTrial, type Trial } from '../../test/given';
import { registerProjection } from './register-projection';

describe('the register as it is known here, made again', () => {
  let trial: Trial;
  let broker: Broker;
  let session: Client;

  beforeAll(async () => {
    trial = await startTrial();
    broker = trial.service.app.get<Broker>(BROKER);
    session = new Client({ connectionString: trial.service.databaseUrl });
    await session.connect();
  });
  afterAll(async () => {
    await session.end();
    await trial.service.close();
  });

  const again = async (more: { projection?: Projection; broker?: Broker } = {}) => {
    const { projection = registerProjection, broker: over = broker } = more;
    const effects = trial.service.app.get<Store<PrismaClient>>(Store);
    return rebuild(projection, { broker: over, effects, session: sqlOver(session), record: async () => {} });
  };
  const serving = async () => ({
    organisations: await trial.rows('SELECT * FROM public.organisation ORDER BY id'),
    members: await trial.rows('SELECT * FROM public.member ORDER BY organisation_id, person_id'),
    bidders: await trial.rows('SELECT * FROM public.bidder ORDER BY organisation_id'),
  });
  const copies = () =>
    trial.rows("SELECT nspname FROM pg_namespace WHERE nspname = 'capacity-building.register'");
  const renamed = (organisationId: string, name: string) =>
    trial.service.deliver(organisationChanged, {
      ...organisationRegistered.examples.golden,
      ...{ organisationId, name },
    });
  const nameOf = async (id: string) =>
    (await trial.rows<{ name: string }>('SELECT name FROM organisation WHERE id = $1::uuid', id))[0]?.name;

  it('is the same as before, and right where what served was wrong', async () => {
    const [bow, poplar] = [uuidv7(), uuidv7()];
    await trial.registered(bow, { name: 'Bow Youth', small: true });
    await trial.registered(poplar, { name: 'Poplar Carers', equalityFocus: ['disability'] });
    await renamed(bow, 'Bow Young People');
    for (const personId of ['samira', 'uma'])
      await trial.service.deliver(organisationMemberJoined, {
        ...organisationMemberJoined.examples.golden,
        ...{ organisationId: bow, personId },
      });
    await trial.service.deliver(organisationMemberLeft, {
      ...organisationMemberLeft.examples.golden,
      ...{ organisationId: bow, personId: 'uma' },
    });
    await trial.service.deliver(bidOpened, { ...bidOpened.examples.golden, organisationId: poplar });
    const right = await serving();
    expect([right.organisations, right.members, right.bidders].map((rows) => rows.length)).toEqual([2, 2, 1]);

    for (const damage of [
      `UPDATE organisation SET name = 'Nobody', sequence = 99`,
      `DELETE FROM member WHERE person_id = 'samira'`,
      `INSERT INTO bidder VALUES (gen_random_uuid())`,
    ])
      await session.query(damage);
    expect(await serving()).not.toEqual(right);

    expect(await again()).toBe(7);
    expect(await serving()).toEqual(right);
    expect(await copies()).toEqual([]);

    // And it goes on from there: the rows that serve are the service's own again.
    await renamed(bow, 'Bow Youth Club');
    expect(await nameOf(bow)).toBe('Bow Youth Club');
  });

  it('is read as it was, and takes what comes, until the moment of the switch', async () => {
    const id = uuidv7();
    await trial.registered(id, { name: 'Before' });
    await session.query(`UPDATE organisation SET name = 'Wrong' WHERE id = '${id}'`);
    const seen: (string | undefined)[] = [];
    const looking: Projection = {
      ...registerProjection,
      apply: async (received, tx, consumer) => {
        seen.push(await nameOf(id));
        if (seen.length === 1) await trial.registered(uuidv7(), { name: 'Newcomer' });
        await registerProjection.apply(received, tx, consumer);
      },
      adopt: async (sql, consumer) => {
        await registerProjection.adopt(sql, consumer);
        seen.push(await nameOf(id));
      },
    };
    await again({ projection: looking });
    expect(seen).toEqual(seen.map(() => 'Wrong'));
    expect(await nameOf(id)).toBe('Before');
    expect(await trial.rows("SELECT 1 FROM organisation WHERE name = 'Newcomer'")).toHaveLength(1);
  });

  it('loses nothing and repeats nothing while events go on coming', async () => {
    const ids = Array.from({ length: 3 }, () => uuidv7());
    for (const id of ids) await trial.registered(id, { name: 'Name 0' });
    let [coming, said] = [true, 0];
    const stream = (async () => {
      for (; coming; said += 1) await Promise.all(ids.map((id) => renamed(id, `Name ${said + 1}`)));
    })();
    await until(async () => said >= 2, 'the stream');
    for (let time = 0; time < 3; time += 1) await again();
    coming = false;
    await stream;
    const names = await Promise.all(ids.map(nameOf));
    expect(names).toEqual(ids.map(() => `Name ${said}`));
    const before = await serving();
    await again();
    expect(await serving()).toEqual(before);
  });

  it('keeps what serves when it cannot be made, and starts over the next time', async () => {
    const before = await serving();
    const failing: Projection = {
      ...registerProjection,
      adopt: async (sql, consumer) => {
        await registerProjection.adopt(sql, consumer);
        throw new Error('No space is left.');
      },
    };
    await expect(again({ projection: failing })).rejects.toThrow('No space is left.');
    expect(await serving()).toEqual(before);
    expect(await copies()).toHaveLength(1);
    await again();
    expect(await serving()).toEqual(before);
    expect(await copies()).toEqual([]);
  });

  it('is not made of a log that lacks what was handled', async () => {
    const before = await serving();
    const forgetful: Broker = Object.assign(Object.create(broker), {
      read: async (...asked: Parameters<Broker['read']>) =>
        (await broker.read(...asked)).filter(
          ({ headers }) => headers['ce_type'] !== organisationChanged.type,
        ),
    });
    await expect(again({ broker: forgetful })).rejects.toThrow('The log lacks events');
    expect(await serving()).toEqual(before);
  });
});
