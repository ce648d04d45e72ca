/** The part of a Prisma transaction that raw statements need. */
export interface RawClient {
  $queryRawUnsafe<Result = unknown>(query: string, ...values: unknown[]): Promise<Result>;
}

/** Raw SQL with `$1…` on a Prisma client or transaction, as messaging and audit ask for it. */
export const sqlOn = (client: RawClient) => ({
  query: <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    client.$queryRawUnsafe<Row[]>(text, ...values),
});
