import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Record {
  payload: AdapterPayload;
  expiresAt: number;
}

/**
 * Sessions, codes and grants in memory until they expire, however many there are: the library's own memory drops the
 * oldest of a thousand, and a load test would sign people out. All are lost at the end of the process.
 */
export function sessionsInMemory(): AdapterFactory {
  const records = new Map<string, Record>();
  let written = 0;
  const current = (key: string) => {
    const record = records.get(key);
    return record && record.expiresAt > Date.now() ? record.payload : undefined;
  };
  const sweep = () => {
    for (const [key, { expiresAt }] of records) if (expiresAt <= Date.now()) records.delete(key);
  };

  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      if (++written % 1000 === 0) sweep();
      records.set(`${model}:${id}`, {
        payload,
        expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Infinity,
      });
    },
    find: async (id) => current(`${model}:${id}`),
    findByUid: async (uid) => {
      for (const [key, { payload }] of records) {
        if (payload.uid === uid && key.startsWith(`${model}:`)) return current(key);
      }
      return undefined;
    },
    // Only the device flow has user codes, and it is not offered.
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = current(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void records.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of records) if (payload.grantId === grantId) records.delete(key);
    },
  });
}
