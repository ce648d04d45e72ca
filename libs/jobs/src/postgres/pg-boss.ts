import type { Db, PgBoss as Boss } from 'pg-boss';

export type { Boss };
export type IDatabase = Db;

/** Loaded when first needed: a process whose jobs are in Redis never pays for it. */
export const loadPgBoss = async (): Promise<typeof Boss> => (await import('pg-boss')).PgBoss;
