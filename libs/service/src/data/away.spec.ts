import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { isAway } from './away';

/** As Prisma reports a raw statement that Postgres refused. */
const rawFailure = (code: string) =>
  Object.assign(new Error(`Raw query failed. Code: \`${code}\`.`), {
    code: 'P2010',
    meta: {
      driverAdapterError: new DriverAdapterError({
        ...{ kind: 'postgres', code, originalCode: code },
        ...{
          severity: 'FATAL',
          message: 'as Postgres said',
          detail: undefined,
          column: undefined,
          hint: undefined,
        },
      }),
    },
  });

describe('a database that is away', () => {
  it.each([
    ['is starting', '57P03'],
    ['is shutting down', '57P01'],
    ['has no connection left', '53300'],
    ['has no room left', '53100'],
  ])('%s, also when a raw statement finds out', (_, code) => {
    expect(isAway(rawFailure(code))).toBe(true);
  });

  it('breaks connections off', () => {
    expect(isAway(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))).toBe(true);
    expect(isAway(new Error('work', { cause: new Error('Connection terminated unexpectedly') }))).toBe(true);
    const afterwards = 'Client has encountered a connection error and is not queryable';
    expect(isAway(new Error(afterwards))).toBe(true);
  });

  it('is not one that refuses the work', () => {
    expect(isAway(rawFailure('23505'))).toBe(false);
    expect(isAway(new Error('The weights add up to 99.'))).toBe(false);
  });
});
